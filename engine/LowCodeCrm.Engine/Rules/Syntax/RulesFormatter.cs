using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>
/// Tidies rules text: full-width forms outside text literals become narrow, spaces and indentation regular, runs of blank lines one, the cells of tables columns.
/// Line breaks stay where the author put them; tokens and comments are never changed, and formatting twice changes nothing more.
/// </summary>
public static class RulesFormatter
{
    private const int IndentSize = 2;

    /// <summary>Formats a <c>.rules</c> file.</summary>
    public static string Format(string text)
    {
        var (tokens, formatted) = Once(text);
        // A text with mistakes can be read in unforeseen ways; rather leave it alone than change what it says.
        return Same(tokens, formatted) && Once(formatted).Formatted == formatted ? formatted : text;
    }

    private static (List<SyntaxToken> Tokens, string Formatted) Once(string text)
    {
        var source = new SourceText("", text);
        var layout = new Layout(RulesParser.Parse(source, new DiagnosticBag()), Written);
        var tokens = Lexer.Lex(source, new TextSpan(0, text.Length), new DiagnosticBag());
        return (tokens, Write(tokens, layout));
    }

    private static string Written(SyntaxToken token)
    {
        var builder = new StringBuilder();
        RulesPrinter.Write(builder, token, Narrow);
        return builder.ToString();
    }

    private static string Write(List<SyntaxToken> tokens, Layout layout)
    {
        var builder = new StringBuilder();
        var indents = new Stack<int>();
        var lineIndent = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var gap = i == 0 ? token.Leading : [.. tokens[i - 1].Trailing, .. token.Leading];
            var closes = token.Kind is TokenKind.CloseBrace or TokenKind.CloseParen or TokenKind.CloseBracket;
            var inside = indents.Count == 0 ? 0 : indents.Peek() + IndentSize;
            var indent = token.Kind == TokenKind.EndOfFile ? 0
                : closes && indents.Count > 0 ? indents.Peek()
                : indents.Count > 0 && layout.IsContinued(token) || indents.Count == 0 && i > 0 && layout.IsContinued(token) ? inside + IndentSize : inside;
            var breaks = Gap(builder, gap, inside, indent, i == 0, token.Kind == TokenKind.EndOfFile, i == 0 ? "" : layout.Space(tokens[i - 1], token, gap));
            if (breaks || i == 0) lineIndent = indent;
            if (closes) indents.TryPop(out _);
            RulesPrinter.Write(builder, token, Narrow);
            if (token.Kind is TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.OpenBracket) indents.Push(lineIndent);
        }
        return builder.ToString();
    }

    /// <summary>Writes what stands between two tokens. True if the next token begins a line.</summary>
    private static bool Gap(StringBuilder builder, IEnumerable<SyntaxTrivia> gap, int commentIndent, int indent, bool first, bool last, string space)
    {
        var lines = 0;
        var written = first;
        var broke = first;
        var commented = false;
        foreach (var trivia in gap)
        {
            if (trivia.Kind == TriviaKind.EndOfLine) lines++;
            if (trivia.Kind is not (TriviaKind.LineComment or TriviaKind.BlockComment)) continue;
            if (lines > 0 || (first && !commented)) NewLines(builder, first && !commented ? 0 : lines, commentIndent);
            else if (builder.Length > 0) builder.Append(' ');
            broke = lines > 0 || (first && !commented);
            builder.Append(trivia.Kind == TriviaKind.LineComment ? trivia.Text.TrimEnd() : trivia.Text);
            (lines, written, commented) = (0, true, true);
        }
        if (last)
        {
            if (builder.Length > 0) builder.Append('\n');
            return true;
        }
        if (lines > 0 && !(first && !commented))
        {
            NewLines(builder, lines, indent);
            return true;
        }
        if (first && !commented) return true;
        builder.Append(commented ? " " : space);
        return broke && written && commented && first;
    }

    private static void NewLines(StringBuilder builder, int lines, int indent)
    {
        builder.Append('\n', Math.Min(lines, 2)).Append(' ', indent);
    }

    private static string Narrow(SyntaxToken token) => token.Kind switch
    {
        TokenKind.Name => token.Candidate is null || token.Text.Length != ((string)token.Value!).Length ? (string)token.Value! : CharacterFacts.Narrow(token.Text),
        TokenKind.TextLiteral => Quotes(token.Text, 0),
        TokenKind.RawTextLiteral => Quotes(token.Text, 1),
        TokenKind.Bad => token.Text,
        _ => CharacterFacts.Narrow(token.Text),
    };

    private static string Quotes(string text, int at) =>
        text.Length > at + 1 && text[at] == '\uFF02' && text[^1] == '\uFF02' && !text.AsSpan(at + 1, text.Length - at - 2).ContainsAny('\uFF02', '"')
            ? $"{CharacterFacts.Narrow(text[..at])}\"{text[(at + 1)..^1]}\"" : text;

    private static bool Same(List<SyntaxToken> tokens, string formatted)
    {
        var others = Lexer.Lex(new SourceText("", formatted), new TextSpan(0, formatted.Length), new DiagnosticBag());
        if (others.Count != tokens.Count) return false;
        for (var i = 0; i < tokens.Count; i++)
            if (others[i].Kind != tokens[i].Kind || !Equals(others[i].Value, tokens[i].Value) || CharacterFacts.Narrow(others[i].Text).Length != CharacterFacts.Narrow(Narrow(tokens[i])).Length && tokens[i].Parts.IsDefault) return false;
        return true;
    }
}
