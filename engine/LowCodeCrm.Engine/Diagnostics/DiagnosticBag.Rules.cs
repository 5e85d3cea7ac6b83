using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Rules, processes and functions as declared: LCR2040–2079.</summary>
public sealed partial class DiagnosticBag
{
    public void UnknownEntity(SourceLocation at, string name, string? suggestion) => Error("LCR2040", at,
        $"The app has no entity '{name}'{English(suggestion)}.", $"エンティティ「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void UnknownType(SourceLocation at, string name, string? suggestion) => Error("LCR2041", at,
        $"There is no type '{name}'{English(suggestion)}.", $"「{name}」という型はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void DeclaredTypeMissing(SourceLocation at, string field) => Error("LCR2042", at,
        $"'{field}' is not a field of the entity, so its type must be written: {field} : decimal = …", $"「{field}」は既存の項目ではないので、型を書いてください。例：{field} : decimal = …");

    public void DeclaredTypeUnfit(SourceLocation at, RuleType type) => Error("LCR2043", at,
        $"A field declared by a rule cannot be {A(type)}; declare the field in the entity's file.", $"規則で宣言する項目を {type} にはできません。エンティティのファイルで項目を宣言してください。");

    public void DeclaredTypeDiffers(SourceLocation at, string field, RuleType existing, RuleType declared) => Error("LCR2044", at,
        $"'{field}' is {A(existing)} in the entity's file, but {A(declared)} here.", $"「{field}」はエンティティのファイルでは {existing} ですが、ここでは {declared} です。");

    public void SystemFieldDerived(SourceLocation at, string field) => Error("LCR2045", at,
        $"'{field}' is kept by the system; choose another name.", $"「{field}」はシステムの項目です。別の名前にしてください。");

    public void DuplicateRule(SourceLocation at, string entity, string name) => Error("LCR2046", at,
        $"{entity} already has a rule '{name}'; rules are known by their names, so give this one another.", $"{entity} には規則「{name}」がすでにあります。別の名前を付けてください。");

    public void DerivedTwice(SourceLocation at, string entity, string field) => Error("LCR2047", at,
        $"{entity}.{field} is already derived by another rule; keep one of them.", $"{entity}.{field} はすでに別の規則で求められています。どちらか一つにしてください。");

    public void NotAssignable(SourceLocation at, string entity, string field, string whyEn, string whyJa) => Error("LCR2048", at,
        $"{entity}.{field} cannot be assigned: {whyEn}.", $"{entity}.{field} には代入できません。{whyJa}。");

    public void AssignedTwice(SourceLocation at, string field) => Error("LCR2049", at,
        $"'{field}' is given twice; keep one.", $"「{field}」が二度指定されています。一つにしてください。");

    public void RequiredFieldsMissing(SourceLocation at, string entity, IEnumerable<string> fields) => Warning("LCR2050", at,
        $"A new {entity} needs {string.Join(", ", fields)} too; without them it will be rejected.", $"{entity} の作成には {string.Join("、", fields)} も必要です。ないと保存時に拒否されます。");

    public void RollupNeedsAggregate(SourceLocation at) => Error("LCR2051", at,
        "A rollup is one of sum, count, min, max or avg over related records, as in sum(opportunity via account, amount).", "集計は sum count min max avg のどれかを関連レコードに対して書きます。例：sum(opportunity via account, amount)");

    public void ConstructNotYet(SourceLocation at, string keyword) => Error("LCR2052", at,
        $"'{keyword}' is part of the language, but this version does not run it yet; take it out for now.", $"「{keyword}」は言語の一部ですが、このバージョンではまだ動きません。いったん外してください。");

    public void TestNotYet(SourceLocation at) => Info("LCR2053", at,
        "This version does not run tests of rules yet.", "このバージョンでは規則のテストをまだ実行しません。");

    public void NeedsRecordPath(SourceLocation at, RuleType actual) => Error("LCR2054", at,
        $"update needs a path to a record, such as a lookup, but this is {A(actual)}.", $"update には参照項目などのレコードを書きますが、これは {actual} です。");

    public void ProcessNeedsChoice(SourceLocation at, string entity, string field) => Error("LCR2055", at,
        $"A process runs over a choice; {entity}.{field} is none.", $"プロセスは選択肢の項目に対して定義します。{entity}.{field} は選択肢ではありません。");

    public void ProcessTwice(SourceLocation at, string entity, string field) => Error("LCR2056", at,
        $"{entity}.{field} already has a process.", $"{entity}.{field} にはすでにプロセスがあります。");

    public void StateTwice(SourceLocation at, string state) => Error("LCR2057", at, $"The state '{state}' is declared twice.", $"状態「{state}」が二度宣言されています。");

    public void StateUndeclared(SourceLocation at, string state, string? suggestion) => Error("LCR2058", at,
        $"The process has no state '{state}'{English(suggestion)}.", $"このプロセスに状態「{state}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void TransitionTwice(SourceLocation at, string name) => Error("LCR2059", at, $"There is another transition '{name}'; give this one a name of its own.", $"遷移「{name}」がすでにあります。別の名前にしてください。");

    public void PeopleNeeded(SourceLocation at, RuleType actual) => Error("LCR2060", at,
        $"People are named by role(…) or a path to a user, but this is {A(actual)}.", $"担当者は role(…) かユーザーへの参照で書きますが、これは {actual} です。");

    public void FunctionNameTaken(SourceLocation at, string name) => Error("LCR2061", at,
        $"There is already a function '{name}'; choose another name.", $"関数「{name}」はすでにあります。別の名前にしてください。");

    public void FunctionMayBeEmpty(SourceLocation at, RuleType declared) => Error("LCR2062", at,
        $"The function may give empty, but returns {declared}; write {declared.Optional} or use ??.", $"この関数は空を返すことがありますが、戻り値は {declared} です。{declared.Optional} と書くか ?? を使ってください。");

    public void ParameterTwice(SourceLocation at, string name) => Error("LCR2063", at, $"There are two parameters '{name}'.", $"引数「{name}」が二つあります。");

    public void ConstructNotAllowedBeforeSave(SourceLocation at) => Error("LCR2064", at,
        "Before the save a rule may only set fields of this record; write this in an 'after save' rule.", "保存の前に変更できるのはこのレコードの項目だけです。after save の規則に書いてください。");
}
