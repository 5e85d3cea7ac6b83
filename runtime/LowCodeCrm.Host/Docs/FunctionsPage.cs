using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>Every built-in function, from the function table.</summary>
internal static class FunctionsPage
{
    /// <summary>Every function with the last part of its page's address: some aggregates are called as a function is.</summary>
    public static IEnumerable<(string Id, FunctionInfo Info)> Entries =>
        Functions.All.Select(function => (function.Name, function))
            .Concat(Functions.Aggregates.Select(function => ($"{Functions.SetsGroup}-{function.Name}", function)));

    public static string PathOf(string id) => $"/docs/functions/{id}";

    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "An empty argument gives an empty result, unless the entry says otherwise. Examples run with the clock at 2026-04-01 09:00 in the zone Asia/Tokyo, with Japan's holidays.",
            "引数が空なら、特に断りのない限り結果も空です。例は 2026-04-01 09:00、タイムゾーン Asia/Tokyo、日本の祝日で計算しています。"));
        foreach (var group in Functions.All.GroupBy(function => function.Group))
        {
            html.Heading(2, GroupTitle(html, group.Key), group.Key);
            foreach (var function in group) Write(html, function, function.Name);
        }
        html.Heading(2, html.Say("Over related records", "関連レコードの集計"), Functions.SetsGroup);
        html.Paragraph(html.Say(
            "The records of another entity whose lookup names this one. via may be left out where only one lookup fits; a child list or a many-to-many field is named by itself.",
            "このレコードを参照する別のエンティティのレコードが対象です。参照項目が一つに決まるとき via は省けます。明細や多対多の項目は、その名前だけを書きます。"));
        foreach (var function in Functions.Aggregates) Write(html, function, $"{Functions.SetsGroup}-{function.Name}");
    }

    /// <summary>A page of its own.</summary>
    public static void Write(DocsHtml html, FunctionInfo function) => Describe(html, function);

    private static void Write(DocsHtml html, FunctionInfo function, string id) =>
        html.Entry(id, function.Name, body => Describe(body, function).List([Link(body.Kept(PathOf(id)), Escape(body.Say("On a page of its own", "個別のページ")))]));

    private static DocsHtml Describe(DocsHtml body, FunctionInfo function) => body
        .Code(string.Join('\n', function.Signature.Select(signature => function.Name + signature)))
        .Paragraph(body.Say(function.Summary))
        .Terms(
        [
            (body.Say("Example", "例"), $"{AsCode(function.Example)} → {AsCode(function.ExampleResult)}"),
            (body.Say("Empty", "空"), Escape(Emptiness(body, function))),
            (body.Say("Errors", "エラー"), Errors(body, function)),
            (body.Say("Runs", "実行場所"), Escape(BackEndsOf(body, function))),
        ]);

    private static string Emptiness(DocsHtml html, FunctionInfo function) =>
        (function.TotalOnEmpty
            ? function.MayBeEmpty ? html.Say("may be empty, as described", "説明のとおり空になることがある") : html.Say("never empty", "空にならない")
            : function.MayBeEmpty ? html.Say("empty for an empty argument, and where it cannot be worked out", "引数が空のとき、または求められないとき空")
            : function.Signature.All(signature => signature.StartsWith("()", StringComparison.Ordinal)) ? html.Say("never empty", "空にならない")
            : html.Say("empty for an empty argument", "引数が空なら空"))
        + (function.IsVolatile ? html.Say("; depends on the day, the time or the user", "。日付・時刻・利用者に依存する") : "");

    private static string Errors(DocsHtml html, FunctionInfo function)
    {
        if (function.Errors.IsEmpty) return Escape(html.Say("none", "なし"));
        return string.Join(html.Say("; ", "、"), function.Errors.Select(id => id == FunctionInfo.Budget
            ? Link("/docs/errors#budget", AsCode(id)) + Escape(html.Say(" (text, list or computing time past its limit)", "(文字列・一覧・計算量が上限を超えたとき)"))
            : $"{Link($"/docs/diagnostics#{id}", AsCode(id))} {Escape(html.Say(Sentence(id)))}"));
    }

    private static LocalizedText Sentence(string id) => DiagnosticCatalogue.All.First(entry => entry.Id == id).Message;

    private static string BackEndsOf(DocsHtml html, FunctionInfo function)
    {
        var places = new List<string>();
        if (function.BackEnds.HasFlag(BackEnds.Compiled) || function.BackEnds.HasFlag(BackEnds.Interpreted)) places.Add(html.Say("server", "サーバー"));
        if (function.BackEnds.HasFlag(BackEnds.Client)) places.Add(html.Say("browser", "ブラウザー"));
        if (function.BackEnds.HasFlag(BackEnds.Sql)) places.Add("SQL");
        return string.Join(html.Say(", ", "、"), places);
    }

    private static string GroupTitle(DocsHtml html, string group) => group switch
    {
        "numbers" => html.Say("Numbers", "数値"),
        "text" => html.Say("Text", "文字列"),
        "pattern" => html.Say("Patterns", "パターン"),
        "time" => html.Say("Dates and times", "日付と時刻"),
        "conversion" => html.Say("Conversion", "変換"),
        "choices" => html.Say("Choices", "選択肢"),
        Functions.RecordGroup => html.Say("The record and its user", "レコードと利用者"),
        Functions.ChannelsGroup => html.Say("People and channels", "人とチャネル"),
        // A group that the table has gained.
        _ => char.ToUpperInvariant(group[0]) + group[1..],
    };
}
