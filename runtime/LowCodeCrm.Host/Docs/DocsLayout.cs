using System.Security.Cryptography;
using System.Text;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>What all pages of the reference share: head, navigation, the other language.</summary>
internal static class DocsLayout
{
    public const string StylePath = "/docs/docs.css";

    /// <summary>The style sheet, as it is embedded.</summary>
    public static byte[] Style { get; } = ReadStyle();

    private static readonly string StyleUrl = $"{StylePath}?v={Convert.ToHexStringLower(SHA256.HashData(Style), 0, 4)}";

    /// <param name="query">"?lang=ja" where the language was asked for in the address, so that links keep it; else "".</param>
    /// <param name="mayRun">Whether the reader may change and run the example.</param>
    /// <param name="tried">What the reader has run, and what came of it.</param>
    public static string Page(DocsPage page, string locale, string query, bool mayRun, (string Text, DocsOutcome Outcome)? tried = null)
    {
        var html = new DocsHtml(locale, query);
        page.Body(html);
        if (page.Example is { } example) Example(html, page, example, mayRun, tried);
        var title = page.Title.For(locale);
        var other = locale == "ja" ? "en" : "ja";
        var nav = DocsPages.Menu.Select(entry =>
            $"<li>{(entry == page || entry == page.Of ? $"<a href=\"{entry.Path}{query}\" aria-current=\"page\">" : $"<a href=\"{entry.Path}{query}\">")}{Escape(entry.Title.For(locale))}</a></li>");
        return $"""
            <!doctype html>
            <html lang="{locale}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Escape(title)} · LowCodeCrm</title>
            <link rel="stylesheet" href="{StyleUrl}">
            </head>
            <body>
            <header>
            <p class="product">LowCodeCrm</p>
            <nav aria-label="{html.Say("Reference", "リファレンス")}"><ul>{string.Concat(nav)}</ul></nav>
            <p class="language"><a href="{page.Path}?lang={other}" hreflang="{other}" lang="{other}">{(other == "ja" ? "日本語" : "English")}</a></p>
            </header>
            <main>
            <h1>{Escape(title)}</h1>
            {html}</main>
            </body>
            </html>

            """;
    }

    private static void Example(DocsHtml html, DocsPage page, DocsExample example, bool mayRun, (string Text, DocsOutcome Outcome)? tried)
    {
        if (example.IsExpression) html.Heading(2, html.Say("Try it", "試す"), "run");
        if (!mayRun)
        {
            if (!example.IsExpression) html.Code(example.Text);
            html.Paragraph(example.IsExpression ? html.Say("Sign in to change the example and run it here.", "サインインすると、ここで例を変更して実行できます。")
                : html.Say("Administrators can change the example and run it here once they have signed in.", "管理者がサインインすると、ここで例を変更して実行できます。"));
            return;
        }
        html.Form(page.Path, tried?.Text ?? example.Text, !example.IsExpression, example.IsExpression ? html.Say("Expression", "式") : html.Say("Rules and tests", "ルールとテスト"), html.Say("Run", "実行"));
        if (tried is var (_, outcome)) html.Outcome(outcome);
    }

    private static byte[] ReadStyle()
    {
        using var stream = typeof(DocsLayout).Assembly.GetManifestResourceStream("docs.css") ?? throw new InvalidOperationException("docs.css is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}
