using System.Collections.Immutable;
using System.Globalization;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>The codes of the API; the <c>type</c> of an error points at one of these entries.</summary>
internal static class ErrorsPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "An error is an RFC 9457 problem document (application/problem+json) that also carries OData's error member. detail is a sentence in the caller's language; code is stable.",
            "エラーは RFC 9457 の problem 文書(application/problem+json)で、OData の error も含みます。detail は利用者の言語の文、code は変わりません。"));
        html.Code("""
            {"type": "/docs/errors#rejected", "title": "…", "status": 422, "detail": "…",
             "error": {"code": "rejected", "message": "…", "details": [{"code": "required", "target": "name", "message": "…", "rule": "…"}]}}
            """);
        html.Heading(2, html.Say("Answers (error.code)", "応答(error.code)"), "answers");
        Write(html, ErrorCatalogue.Answers);
        html.Heading(2, html.Say("Reasons (error.details[].code)", "理由(error.details[].code)"), "reasons");
        html.List([Escape(html.Say("Codes that begin with LCR are explained under ", "LCR で始まるコードの説明は"))
            + Link("/docs/diagnostics", Escape(html.Say("Diagnostics", "診断"))) + Escape(html.Say(".", "にあります。"))]);
        Write(html, ErrorCatalogue.Details);
    }

    private static void Write(DocsHtml html, ImmutableArray<ErrorCode> codes)
    {
        foreach (var code in codes)
            html.Entry(code.Code, code.Code, body => body.Paragraph(body.Say(code.Meaning)).Terms(
            [
                .. code.Statuses.IsEmpty ? [] : new[] { (body.Say("Status", "ステータス"), Escape(string.Join(", ", code.Statuses.Select(status => status.ToString(CultureInfo.InvariantCulture))))) },
                (body.Say("What to do", "対処"), Escape(body.Say(code.Remedy))),
            ]));
    }
}
