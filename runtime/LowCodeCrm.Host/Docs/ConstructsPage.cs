using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Host.Docs.Language;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>Everything that may stand in a rules file, on a page each.</summary>
internal static class ConstructsPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say("Each has a page with an example that may be changed and run.", "それぞれのページに、変更して実行できる例があります。"));
        html.Paragraph(html.Say(
            "What goes outside is placed in the outbox in the transaction of the save that asks for it. Administrators read it at /api/{app}/$outbox, schedules and their runs at /api/{app}/$schedules, segments at /api/{app}/$segments.",
            "外部への作用は、それを求めた保存と同じトランザクションで送信箱に入ります。管理者は /api/{app}/$outbox で送信箱、/api/{app}/$schedules で定期処理とその実行、/api/{app}/$segments で区分を参照できます。"));
        foreach (var group in ConstructCatalogue.All.GroupBy(construct => construct.Group))
        {
            html.Heading(2, Title(html, group.Key), group.Key.ToString().ToLowerInvariant());
            html.Table([html.Say("construct", "構文"), html.Say("meaning", "意味")], group.Select(construct => (IEnumerable<string>)[Link(html.Kept(construct.Path), AsCode(construct.Title)), Escape(FirstSentence(html.Say(construct.Text)))]));
        }
    }

    public static void Write(DocsHtml html, Construct construct)
    {
        html.Paragraph(html.Say(construct.Text));
        if (Grammar.All.FirstOrDefault(production => production.Name == construct.Id) is { } production)
            html.Heading(2, html.Say("Grammar", "文法")).Code(GrammarWriter.Line(production)).List([Link(html.Kept($"/docs/grammar#{production.Name}"), Escape(html.Say("All productions", "すべての生成規則")))]);
        html.Heading(2, html.Say("Example", "例"), "example");
        if (construct.Result is not null) html.Code($"{construct.Example}  →  {construct.Result}");
        else html.Paragraph(html.Say("Works in the sample app as it stands here, and its tests pass.", "サンプルアプリでこのまま動き、テストは合格します。"));
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf('。', StringComparison.Ordinal);
        if (end < 0) end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    private static string Title(DocsHtml html, ConstructGroup group) => group switch
    {
        ConstructGroup.Rules => html.Say("Rules of an entity", "エンティティのルール"),
        ConstructGroup.Processes => html.Say("Processes and approvals", "プロセスと承認"),
        ConstructGroup.Automation => html.Say("Automation", "自動化"),
        ConstructGroup.Security => html.Say("Security", "権限"),
        ConstructGroup.Shared => html.Say("Functions and tables", "関数と決定表"),
        ConstructGroup.Commands => html.Say("Commands", "命令"),
        ConstructGroup.Expressions => html.Say("Expressions", "式"),
        _ => html.Say("Tests", "テスト"),
    };
}
