using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.Language;

/// <param name="Path">The file's path in the package.</param>
/// <param name="Text">As it is in the editor.</param>
/// <param name="Line">Of the cursor, from 1.</param>
/// <param name="Column">Of the cursor, from 1, in UTF-16 units.</param>
/// <param name="Keywords">The language in which keywords are to be written: <c>en</c> or <c>ja</c>.</param>
internal sealed record LanguageBody(string? Path, string? Text, int? Line, int? Column, string? Keywords);

/// <summary>A text in an editor and where its cursor is.</summary>
internal sealed record EditorText(SourceText Source, int Position, KeywordLanguage Keywords)
{
    /// <exception cref="ApiProblem">400: there is no text, or the path is none.</exception>
    public static EditorText Of(LanguageBody body)
    {
        if (body.Text is null) throw ApiProblem.Malformed("Send {\"path\", \"text\", \"line\", \"column\"}.", "{\"path\", \"text\", \"line\", \"column\"} を送信してください。", "text");
        var source = new SourceText(DraftPaths.Of(body.Path ?? "rules/untitled.rules"), body.Text);
        var keywords = body.Keywords switch
        {
            null => KeywordLanguage.AsWritten,
            "en" => KeywordLanguage.English,
            "ja" => KeywordLanguage.Japanese,
            _ => throw ApiProblem.Malformed("Keywords are written in en or ja.", "キーワードの言語は en か ja です。", "keywords"),
        };
        return new EditorText(source, source.Offset(body.Line ?? 1, body.Column ?? 1), keywords);
    }
}
