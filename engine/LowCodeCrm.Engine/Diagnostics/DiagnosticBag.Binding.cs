using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Names and types in expressions: LCR2001–2030.</summary>
public sealed partial class DiagnosticBag
{
    public void UnknownName(SourceLocation at, string name, string? suggestion) => Error("LCR2001", at,
        $"There is nothing called '{name}' here{English(suggestion)}.", $"「{name}」という名前はここにありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void UnknownFunction(SourceLocation at, string name, string? suggestion) => Error("LCR2002", at,
        $"There is no function '{name}'{English(suggestion)}.", $"「{name}」という関数はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void WrongType(SourceLocation at, RuleType expected, RuleType actual) => Error("LCR2003", at,
        $"This is {A(actual)}, but {A(expected)} is needed here.", $"ここには {expected} が必要ですが、{actual} が書かれています。");

    public void OperatorUndefined(SourceLocation at, string op, RuleType left, RuleType right) => Error("LCR2004", at,
        $"'{op}' has no meaning between {A(left)} and {A(right)}; convert one of them, for instance with text() or decimal().",
        $"{left} と {right} の間で「{op}」は使えません。text() や decimal() などでどちらかを変換してください。");

    public void OperatorUndefined(SourceLocation at, string op, RuleType operand) => Error("LCR2004", at,
        $"'{op}' has no meaning for {A(operand)}.", $"{operand} に「{op}」は使えません。");

    public void UnknownMember(SourceLocation at, string owner, string name, string? suggestion) => Error("LCR2005", at,
        $"{owner} has no '{name}'{English(suggestion)}.", $"{owner} に「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void UnknownOption(SourceLocation at, string choice, string name, string? suggestion) => Error("LCR2006", at,
        $"{choice} has no option '{name}'{English(suggestion)}.", $"{choice} に選択肢「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void WrongArguments(SourceLocation at, string function, string signatures, string given) => Error("LCR2007", at,
        $"{function} cannot be called with ({given}); it is written {function}{signatures}.", $"{function} を ({given}) で呼び出すことはできません。書き方は {function}{signatures} です。");

    public void EntityIsNoValue(SourceLocation at, string entity) => Error("LCR2008", at,
        $"'{entity}' is an entity, not a value; use it in count({entity}) or another aggregate, or name a field.",
        $"「{entity}」はエンティティで、値ではありません。count({entity}) などの集計で使うか、項目を書いてください。");

    public void TooManyHops(SourceLocation at, int limit) => Error("LCR2009", at,
        $"A path goes through at most {limit} lookups; put a computed field on the way.", $"参照をたどれるのは {limit} 段までです。途中に算出項目を置いてください。");

    public void NeedsAggregate(SourceLocation at, string name) => Error("LCR2010", at,
        $"'{name}' is many records; use any, all, count, sum, avg, min or max over it.", $"「{name}」は複数のレコードです。any all count sum avg min max で集計してください。");

    public void PatternMustBeLiteral(SourceLocation at) => Error("LCR2011", at,
        "The pattern of matches() must be written out as r\"…\", so that it can be checked.", "matches() のパターンは r\"…\" の形で直接書いてください。");

    public void InvalidPattern(SourceLocation at, LocalizedText reason) => Error("LCR2012", at,
        $"The pattern is not valid: {reason.For("en")}", $"パターンが正しくありません：{reason.For("ja")}");

    public void NotARelation(SourceLocation at, string aggregate) => Error("LCR2013", at,
        $"{aggregate}() needs an entity as its first argument, as in {aggregate}(activity via account where …).", $"{aggregate}() の最初の引数はエンティティです。例：{aggregate}(activity via account where …)");

    public void NoLookupBetween(SourceLocation at, string source, string targets) => Error("LCR2014", at,
        $"{source} has no lookup to {targets}; name a lookup after 'via'.", $"{source} には {targets} への参照がありません。via の後に参照項目を書いてください。");

    public void AmbiguousLookup(SourceLocation at, string source, IEnumerable<string> lookups) => Error("LCR2015", at,
        $"{source} has several lookups that fit; write 'via' and one of {string.Join(", ", lookups)}.", $"{source} には該当する参照が複数あります。via の後に {string.Join("、", lookups)} のどれかを書いてください。");

    public void NotALookup(SourceLocation at, string entity, string field) => Error("LCR2016", at,
        $"{entity}.{field} is not a lookup that 'via' can follow.", $"{entity}.{field} は via でたどれる参照ではありません。");

    public void NoRecordHere(SourceLocation at, string what) => Error("LCR2017", at,
        $"'{what}' needs a record, and there is none here.", $"「{what}」にはレコードが必要ですが、ここにはありません。");

    public void UnknownRole(SourceLocation at, string role, string? suggestion) => Warning("LCR2018", at,
        $"The app has no role '{role}'{English(suggestion)}; nobody will have it.", $"ロール「{role}」はありません{Japanese(suggestion)}。誰にも当てはまりません。", Fixes(at, suggestion));

    public void UnknownChannel(SourceLocation at, string name, string? suggestion, IEnumerable<string> known) => Error("LCR2019", at,
        $"The app has no channel '{name}'{English(suggestion)}{(suggestion is not null ? "" : known.Any() ? $"; its channels are {string.Join(", ", known)}." : $"; add channels/{name}.json.")}",
        $"チャネル「{name}」はありません{Japanese(suggestion)}。{(suggestion is not null ? "" : known.Any() ? $"使えるチャネルは {string.Join("、", known)} です。" : $"channels/{name}.json を追加してください。")}", Fixes(at, suggestion));

    public void ChoiceWrittenAsText(SourceLocation at, RuleType choice, string value, string? option) => Error("LCR2020", at,
        $"{choice} is a choice: write its option without quotes{(option is null ? "" : $", {option}")}.",
        $"{choice} は選択肢です。引用符なしで選択肢{(option is null ? "" : $" {option} ")}を書いてください（「{value}」は文字列です）。", Fixes(at, option));

    public void WrongLabel(SourceLocation at, string label, string expected) => Error("LCR2021", at,
        $"This argument is called '{expected}', not '{label}'.", $"この引数の名前は「{label}」ではなく「{expected}」です。", Fixes(at, expected));

    public void ManyToManyRollup(SourceLocation at, string field) => Error("LCR2022", at,
        $"The rollup '{field}' goes over a many-to-many relation, and a stored value would not follow its links. Write it as computed: it is then worked out whenever it is read.",
        $"集計「{field}」は多対多の関連をたどるため、保存した値がリンクの変更に追従しません。computed（算出）として書けば、読むたびに計算されます。");

    public void NotText(SourceLocation at, RuleType type, string? remedy) => Error("LCR2023", at,
        $"{Upper(A(type))} cannot be written as text{(remedy is null ? "; name one of its fields" : $"; write {remedy}")}.",
        $"{type} は文字列にできません。{(remedy is null ? "その項目を書いてください" : $"{remedy} と書いてください")}。", Fixes(at, remedy));

    public void NeedsField(SourceLocation at, string function) => Error("LCR2024", at,
        $"{function}() takes a field of the record being saved, as in {function}(stage).", $"{function}() には保存中のレコードの項目を書きます。例：{function}(stage)");

    public void TypeOfEmptyUnknown(SourceLocation at) => Error("LCR2025", at,
        "Nothing here says what type this empty value has.", "この空の値の型を決めるものがありません。");

    public void OptionNeedsField(SourceLocation at, string name, IEnumerable<string> owners) => Error("LCR2026", at,
        $"'{name}' is an option, but nothing here says of which field; write {string.Join(" or ", owners)}.", $"「{name}」は選択肢ですが、どの項目のものか分かりません。{string.Join(" または ", owners)} と書いてください。",
        Fixes(at, owners.First()));

    public void ChannelWrittenAsText(SourceLocation at, string value, string? channel) => Error("LCR2027", at,
        $"A channel is written without quotes{(channel is null ? ", as in channel.email" : $": {channel}")}.", $"チャネルは引用符なしで{(channel is null ? " channel.email のように" : $" {channel} と")}書いてください（「{value}」は文字列です）。", Fixes(at, channel));

    public void ChoiceIsNoChannel(SourceLocation at, RuleType choice, IEnumerable<string> options) => Error("LCR2028", at,
        $"{choice} can stand for a channel only where every option is the name of one; {string.Join(", ", options)} {(options.Count() == 1 ? "is" : "are")} none. Add the channel, or compare text() of both.",
        $"{choice} をチャネルとして使えるのは、すべての選択肢がチャネルの名前のときだけです（{string.Join("、", options)} はチャネルではありません）。チャネルを追加するか、text() どうしを比べてください。");

    public void NoChannelReaches(SourceLocation at, string entity) => Warning("LCR2029", at,
        $"No channel has an address in {entity}, so this list is always empty. Name {entity} and its field under \"contact\" of a channel.", $"{entity} に宛先を持つチャネルがないため、この一覧は常に空です。チャネルの \"contact\" に {entity} と項目を書いてください。");

    public void MatchOutsideMessage(SourceLocation at, string entity) => Error("LCR2030", at,
        $"'match {entity} by …' finds who sent a message and stands only in an 'on message' block, where there is one. Elsewhere reach {entity} through a lookup.",
        $"「match {entity} by …」はメッセージの送信者を探す書き方で、on message の中だけで使えます。ほかの場所では参照項目から {entity} をたどってください。");

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
    private static string English(string? suggestion) => suggestion is null ? "" : $"; did you mean '{suggestion}'?";
    private static string Japanese(string? suggestion) => suggestion is null ? "" : $"（「{suggestion}」でしょうか）";

    private static System.Collections.Immutable.ImmutableArray<DiagnosticFix> Fixes(SourceLocation at, string? text) =>
        text is null ? [] : [Replace(at, text, $"Write {text}", $"{text} と書く")];

    private static string A(RuleType type)
    {
        if (type.Kind == TypeKind.Empty) return "the empty value";
        var name = type.ToString();
        return ("aeiou".Contains(name[0], StringComparison.Ordinal) ? "an " : "a ") + name;
    }

}
