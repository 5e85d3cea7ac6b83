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
    public static string Page(DocsPage page, string locale, string query)
    {
        var html = new DocsHtml(locale);
        page.Body(html);
        var title = page.Title.For(locale);
        var other = locale == "ja" ? "en" : "ja";
        var nav = DocsPages.All.Select(entry =>
            $"<li>{(entry == page ? $"<a href=\"{entry.Path}{query}\" aria-current=\"page\">" : $"<a href=\"{entry.Path}{query}\">")}{Escape(entry.Title.For(locale))}</a></li>");
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

    private static byte[] ReadStyle()
    {
        using var stream = typeof(DocsLayout).Assembly.GetManifestResourceStream("docs.css") ?? throw new InvalidOperationException("docs.css is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}
