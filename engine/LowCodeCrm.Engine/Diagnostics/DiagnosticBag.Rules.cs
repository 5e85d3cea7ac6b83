using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;

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

    public void NeedsRecordPath(SourceLocation at, Keyword command, RuleType actual) => Error("LCR2054", at,
        $"{command.Text} needs a path to a record, such as a lookup, but this is {A(actual)}.", $"{command.Text} には参照項目などのレコードを書きますが、これは {actual} です。");

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

    public void RangeIsNoValue(SourceLocation at) => Error("LCR2171", at,
        "A range has no value of its own and needs at least one end; it stands behind 'in', as in amount in [1 .. 10], or in a table's cell.", "範囲だけでは値になりません。少なくとも一方の端を書き、amount in [1 .. 10] のように in の後か、表のセルで使ってください。");

    public void TableCells(SourceLocation at, int expected, int actual) => Error("LCR2065", at,
        $"The table has {expected} {(expected == 1 ? "parameter" : "parameters")}, but the row has {actual} {(actual == 1 ? "cell" : "cells")}; write - where any value will do.",
        $"表の引数は {expected} 個ですが、この行のセルは {actual} 個です。何でもよい箇所には - と書いてください。");

    public void OtherwiseNotLast(SourceLocation at) => Error("LCR2066", at,
        "'otherwise' is what holds if no other row applies; make it the last row, and write it once.", "otherwise はどの行にも当たらないときの行です。最後に一度だけ書いてください。");

    public void UnknownHitPolicy(SourceLocation at, string word, IEnumerable<string> known) => Error("LCR2067", at,
        $"'{word}' does not say which rows count; choose one of {string.Join(", ", known)}.", $"「{word}」では採る行が決まりません。{string.Join("、", known)} のどれかを書いてください。", Fixes(at, NearestName.Of(word, known)));

    public void TableGap(SourceLocation at, string example, RuleType returns, SourceLocation type)
    {
        var (en, ja) = ($"No row applies when {example}", $"{example} のとき、どの行にも当たりません");
        if (returns.IsOptional) Info("LCR2068", at, $"{en}; the result is then empty.", $"{ja}。結果は空になります。");
        else Error("LCR2068", at, $"{en}; add a row '| otherwise => … |', or return {returns.Optional}.", $"{ja}。「| otherwise => … |」の行を加えるか、{returns.Optional} を返してください。", Behind(type, "?", $"Return {returns.Optional}", $"{returns.Optional} を返す"));
    }

    public void TableRowsOverlap(SourceLocation at, int row, string example, SourceLocation policy) => Error("LCR2069", at,
        $"This row applies together with row {row}, when {example}; keep them apart, or say 'hit first'.", $"{example} のとき、この行と {row} 行目の両方に当たります。条件を分けるか、hit first としてください。", Replace(policy, "first", "Let the first row that applies decide", "最初に当たる行を採る"));

    public void TableRowNeverHit(SourceLocation at, bool isShadowed) => Warning("LCR2070", at,
        isShadowed ? "This row is never reached: rows above it apply wherever it does." : "This row can never apply.", isShadowed ? "この行には届きません。当たる場合は必ず上の行が先に当たります。" : "この行に当たる場合はありません。");

    public void TooManyTableRows(SourceLocation at, int max) => Error("LCR2071", at,
        $"A table has at most {max} rows; split it, or keep the values as records of an entity.", $"表は {max} 行までです。分けるか、値をエンティティのレコードとして持ってください。");

    public void PriorityNeedsChoice(SourceLocation at, RuleType actual) => Error("LCR2072", at,
        $"'hit priority' takes the result whose option comes first, so the table returns a choice; this is {A(actual)}.", $"hit priority は選択肢の順で最も先の結果を採るので、表は選択肢を返します。これは {actual} です。");

    public void CollectionUnfit(SourceLocation at, string collection, RuleType actual) => Error("LCR2073", at,
        $"Results cannot be collected by {collection} where the table returns {A(actual)}.", $"{actual} を返す表の結果は {collection} でまとめられません。");

    public void TableGivesList(SourceLocation at, RuleType actual) => Error("LCR2074", at,
        $"This table gives the results of all rows that apply, so it returns a list: list of {actual.NotOptional}. Or collect them by sum, min, max or count.", $"当たる行の結果をすべて返す表なので、list of {actual.NotOptional} のように一覧を返します。または sum、min、max、count でまとめてください。",
        Replace(at, $"list of {actual.NotOptional}", $"Return a list of {actual.NotOptional}", $"list of {actual.NotOptional} を返す"));

    public void SystemRecordDeleted(SourceLocation at, string entity) => Error("LCR2075", at,
        $"Rules do not delete records of {entity}, which the system keeps.", $"{entity} のレコードはシステムが管理しているので、規則では削除できません。");

    public void TestNameTaken(SourceLocation at, string name) => Error("LCR2076", at,
        $"There is already a test '{name}' of this entity; give this one another name.", $"このエンティティには試験「{name}」がすでにあります。別の名前を付けてください。");

    public void UnknownTestRecord(SourceLocation at, string name, string? suggestion) => Error("LCR2077", at,
        $"The test has no record '{name}'{English(suggestion)}; name it with 'given'.", $"試験にレコード「{name}」はありません{Japanese(suggestion)}。given で用意してください。", Fixes(at, suggestion));

    public void UnknownTransition(SourceLocation at, string entity, string name, string? suggestion) => Error("LCR2078", at,
        $"No process of {entity} has a transition '{name}'{English(suggestion)}.", $"{entity} のプロセスに遷移「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void TestRowUnfit(SourceLocation at, int expected, int actual) => Error("LCR2079", at,
        $"Each row gives {expected} {(expected == 1 ? "value" : "values")}, one for each name; this one gives {actual}.", $"各行には名前と同じ {expected} 個の値を書きます。この行は {actual} 個です。");

    public void UnknownExplained(SourceLocation at, string entity, string name, string? suggestion) => Error("LCR2080", at,
        $"{entity} has no rule '{name}' that could be explained{English(suggestion)}; one without a name of its own is written in quotes, as \"default status\".",
        $"{entity} に説明できる規則「{name}」はありません{Japanese(suggestion)}。名前のない規則は \"default status\" のように引用符で囲みます。", Fixes(at, suggestion));
}
