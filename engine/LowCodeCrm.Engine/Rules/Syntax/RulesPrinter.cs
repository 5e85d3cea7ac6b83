using System.Text;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>The language in which keywords are written.</summary>
public enum KeywordLanguage { AsWritten, English, Japanese }

/// <summary>Trees back to text. Only keywords change with the language: names, literals, spaces and comments stay as they are.</summary>
public static class RulesPrinter
{
    public static string Print(SyntaxNode node, KeywordLanguage language = KeywordLanguage.AsWritten)
    {
        if (language == KeywordLanguage.AsWritten) return node.ToFullString();
        var builder = new StringBuilder();
        foreach (var token in node.Tokens())
        {
            foreach (var trivia in token.Leading) builder.Append(trivia.Text);
            Write(builder, token, word => Word(word, language));
            foreach (var trivia in token.Trailing) builder.Append(trivia.Text);
        }
        return builder.ToString();
    }

    private static string Word(SyntaxToken token, KeywordLanguage language) =>
        token is { IsMissing: false, Keyword: { } keyword } ? language == KeywordLanguage.English ? keyword.Text : keyword.Alias : token.Text;

    /// <summary>A token's text with every token in it — itself, or those of its interpolated expressions — written anew.</summary>
    internal static void Write(StringBuilder builder, SyntaxToken token, Func<SyntaxToken, string> word)
    {
        if (token.Parts.IsDefault)
        {
            builder.Append(word(token));
            return;
        }
        var copied = 0;
        foreach (var part in token.Parts)
        {
            if (part.Expression is null) continue;
            foreach (var inner in part.Expression.Tokens())
            {
                builder.Append(token.Text, copied, inner.Position - token.Position - copied);
                Write(builder, inner, word);
                copied = inner.Span.End - token.Position;
            }
        }
        builder.Append(token.Text, copied, token.Text.Length - copied);
    }
}
