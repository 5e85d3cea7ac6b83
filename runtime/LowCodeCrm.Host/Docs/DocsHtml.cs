using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs;

/// <summary>Writes a page of the reference: semantic HTML, every text escaped, in one language.</summary>
/// <param name="locale">en or ja.</param>
/// <param name="query">"?lang=ja" where the language was asked for in the address; else "".</param>
internal sealed class DocsHtml(string locale, string query = "")
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder text = new();

    public string Locale { get; } = locale;

    public override string ToString() => text.ToString();

    public string Say(string en, string ja) => Locale == "ja" ? ja : en;
    public string Say(LocalizedText both) => both.For(Locale);

    public DocsHtml Heading(int level, string title, string? id = null)
    {
        text.Append($"<h{level}{(id is null ? "" : $" id=\"{Escape(id)}\"")}>").Append(Escape(title)).Append($"</h{level}>\n");
        return this;
    }

    public DocsHtml Paragraph(string sentence)
    {
        text.Append("<p>").Append(Escape(sentence)).Append("</p>\n");
        return this;
    }

    /// <summary>Code as it is written, on lines of its own.</summary>
    public DocsHtml Code(string source)
    {
        text.Append("<pre><code>").Append(Escape(source)).Append("</code></pre>\n");
        return this;
    }

    /// <summary>A name with what it means; <paramref name="id"/> is its anchor.</summary>
    public DocsHtml Entry(string id, string name, Action<DocsHtml> body)
    {
        text.Append($"<section id=\"{Escape(id)}\"><h3><a href=\"#{Escape(id)}\"><code>{Escape(name)}</code></a></h3>\n");
        body(this);
        text.Append("</section>\n");
        return this;
    }

    /// <summary>An address within the reference that keeps the language that was asked for.</summary>
    public string Kept(string path)
    {
        var at = path.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? path + query : path[..at] + query + path[at..];
    }

    /// <summary>An example to change and run. Without scripts: a form that asks for the same page.</summary>
    public DocsHtml Form(string path, string example, bool isLong, string label, string button)
    {
        text.Append($"<form method=\"get\" action=\"{Escape(path)}#result\">");
        if (query.Length > 0) text.Append($"<input type=\"hidden\" name=\"lang\" value=\"{Locale}\">");
        text.Append($"<label for=\"try\">{Escape(label)}</label>");
        text.Append(isLong ? $"<textarea id=\"try\" name=\"try\" rows=\"{Math.Min(30, example.Count(c => c == '\n') + 2)}\" spellcheck=\"false\" maxlength=\"{ExampleRunner.MaxLength}\">\n{Escape(example)}</textarea>"
            : $"<input id=\"try\" name=\"try\" value=\"{Escape(example)}\" spellcheck=\"false\" autocomplete=\"off\" maxlength=\"{ExampleRunner.MaxLength}\">");
        text.Append($"<button>{Escape(button)}</button></form>\n");
        return this;
    }

    public DocsHtml Outcome(DocsOutcome outcome)
    {
        text.Append($"<output id=\"result\" class=\"{(outcome.IsGood ? "good" : "bad")}\">").Append(string.Concat(outcome.Lines.Select(line => $"<span>{Escape(line)}</span>"))).Append("</output>\n");
        return this;
    }

    public DocsHtml Terms(IEnumerable<(string Term, string Html)> terms)
    {
        text.Append("<dl>");
        foreach (var (term, html) in terms) text.Append("<dt>").Append(Escape(term)).Append("</dt><dd>").Append(html).Append("</dd>");
        text.Append("</dl>\n");
        return this;
    }

    /// <summary>A table that scrolls by itself where the page is narrow.</summary>
    /// <param name="cells">HTML; see <see cref="Escape"/> and <see cref="AsCode"/>.</param>
    public DocsHtml Table(IEnumerable<string> head, IEnumerable<IEnumerable<string>> cells)
    {
        text.Append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        foreach (var title in head) text.Append("<th scope=\"col\">").Append(Escape(title)).Append("</th>");
        text.Append("</tr></thead><tbody>\n");
        foreach (var row in cells)
        {
            text.Append("<tr>");
            foreach (var cell in row) text.Append("<td>").Append(cell).Append("</td>");
            text.Append("</tr>\n");
        }
        text.Append("</tbody></table></div>\n");
        return this;
    }

    public DocsHtml List(IEnumerable<string> items)
    {
        text.Append("<ul>");
        foreach (var item in items) text.Append("<li>").Append(item).Append("</li>\n");
        text.Append("</ul>\n");
        return this;
    }

    public static string Escape(string plain) => Encoder.Encode(plain);
    public static string AsCode(string source) => $"<code>{Escape(source)}</code>";
    public static string Link(string href, string inner) => $"<a href=\"{Escape(href)}\">{inner}</a>";
}
