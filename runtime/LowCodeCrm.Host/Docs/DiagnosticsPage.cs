using LowCodeCrm.Engine.Diagnostics;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>Every diagnostic with its sentences in both languages, from the methods that report them.</summary>
internal static class DiagnosticsPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say("What varies stands as ‹name›.", "場合によって変わる部分は ‹名前› と表しています。"));
        foreach (var area in DiagnosticCatalogue.All.GroupBy(entry => entry.Id[3]))
        {
            html.Heading(2, Area(html, area.Key), $"area-{area.Key}");
            foreach (var entries in area.GroupBy(entry => entry.Id))
                html.Entry(entries.Key, entries.Key, body => body.Terms(entries.Select(entry => (Severity(body, entry.Severity),
                    $"<span>{Escape(entry.Message.For(body.Locale))}</span><br><span class=\"other\" lang=\"{Other(body)}\">{Escape(entry.Message.For(Other(body)))}</span>"))));
        }
    }

    private static string Other(DocsHtml html) => html.Locale == "ja" ? "en" : "ja";

    private static string Severity(DocsHtml html, DiagnosticSeverity? severity) => severity switch
    {
        DiagnosticSeverity.Error => html.Say("error", "エラー"),
        DiagnosticSeverity.Warning => html.Say("warning", "警告"),
        DiagnosticSeverity.Info => html.Say("info", "情報"),
        _ => html.Say("failure", "失敗"),
    };

    private static string Area(DocsHtml html, char area) => area switch
    {
        '1' => html.Say("Syntax", "構文"),
        '2' => html.Say("Names and types", "名前と型"),
        '3' => html.Say("The app as a whole", "アプリ全体"),
        '4' => html.Say("Package and model", "パッケージとモデル"),
        '5' => html.Say("Database schema", "データベースの構造"),
        '6' => html.Say("Evaluation", "評価"),
        '7' => html.Say("Back ends", "実行環境"),
        _ => html.Say("Others", "その他"),
    };
}
