using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Text literals.</summary>
internal sealed partial class Lexer
{
    private int textDepth;
    // Where a line ended within a text literal that has been reported, so that the literals around it keep silent.
    private int reportedLineEnd = -1;

    /// <summary><c>"…"</c> with escapes and <c>{expression}</c>. It ends with its line at the latest, so that a forgotten quote spoils no more than that.</summary>
    private SyntaxToken QuotedText(ImmutableArray<SyntaxTrivia> leading)
    {
        var start = position++;
        var value = new StringBuilder();
        ImmutableArray<InterpolationPart>.Builder? parts = null;
        var height = 0;
        textDepth++;
        while (true)
        {
            if (position >= end || CharacterFacts.IsNewLine(text[position]))
            {
                Unterminated(start);
                break;
            }
            var c = text[position];
            if (c == '\"' || (c == '\uFF02' && text[start] == c))
            {
                position++;
                break;
            }
            if (c == '\\') Escape(value);
            else if (c == '{')
            {
                parts ??= ImmutableArray.CreateBuilder<InterpolationPart>();
                if (value.Length > 0) parts.Add(new InterpolationPart(value.ToString(), null));
                value.Clear();
                var (part, partHeight) = Interpolation();
                parts.Add(part);
                height = Math.Max(height, partHeight);
            }
            else
            {
                Check(c);
                value.Append(c);
                position++;
            }
        }
        textDepth--;
        CheckLength(start + 1);
        if (parts is null) return Finish(TokenKind.TextLiteral, start, value.ToString(), leading);
        if (value.Length > 0) parts.Add(new InterpolationPart(value.ToString(), null));
        return Finish(TokenKind.TextLiteral, start, null, leading) with { Parts = parts.ToImmutable(), Height = height };
    }

    /// <summary>From the opening brace to behind the closing one.</summary>
    private (InterpolationPart Part, int Height) Interpolation()
    {
        var open = position++;
        if (textDepth > Parser.MaxNesting)
        {
            diagnostics.NestedTooDeep(At(open, position), Parser.MaxNesting);
            while (position < end && !CharacterFacts.IsNewLine(text[position])) position++;
            reportedLineEnd = position;
            return (new InterpolationPart("", null), 0);
        }
        var outer = withinLine;
        withinLine = true;
        var tokens = new List<SyntaxToken>();
        var depth = 0;
        while (true)
        {
            var leading = Trivia(trailing: false);
            var closes = !AtEnd && Peek() == '}' && depth == 0;
            if (AtEnd || closes)
            {
                tokens.Add(new SyntaxToken(TokenKind.EndOfFile, position, "", null, leading, []));
                if (closes) position++;
                else Unterminated(open);
                break;
            }
            var token = Token(leading);
            if (token.Kind == TokenKind.OpenBrace) depth++;
            if (token.Kind == TokenKind.CloseBrace) depth--;
            tokens.Add(token);
        }
        withinLine = outer;
        var parser = new Parser(source, tokens, diagnostics);
        return (new InterpolationPart(null, parser.ParseWholeExpression(quiet: reportedLineEnd == position)), parser.Height);
    }

    private void Unterminated(int start)
    {
        if (reportedLineEnd == position) return;
        reportedLineEnd = position;
        if (text[start] == '{') diagnostics.UnterminatedInterpolation(At(start, position));
        else diagnostics.UnterminatedText(At(start, position));
    }

    private void Escape(StringBuilder value)
    {
        var start = position++;
        var c = position < end ? text[position] : '\0';
        char? plain = c switch { '\\' or '"' or '{' or '}' => c, 'n' => '\n', 't' => '\t', _ => null };
        if (plain is { } known)
        {
            position++;
            value.Append(known);
            return;
        }
        if (c == 'u' && position + 1 < end && text[position + 1] == '{')
        {
            var close = position + 2;
            while (close < end && close - position <= 8 && char.IsAsciiHexDigit(text[close])) close++;
            if (close < end && text[close] == '}' && close > position + 2
                && int.TryParse(text.AsSpan(position + 2, close - position - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && code != 0 && Rune.IsValid(code))
            {
                value.Append(new Rune(code).ToString());
                position = close + 1;
                return;
            }
            position = close < end && text[close] == '}' ? close + 1 : close;
        }
        else if (position < end && !CharacterFacts.IsNewLine(c) && c != '"') position++;
        diagnostics.UnknownEscape(At(start, position));
        value.Append(text, start + 1, position - start - 1);
    }

    /// <summary>A text that no field and no expression could hold.</summary>
    private void CheckLength(int start)
    {
        var length = position - 1 - start;
        if (length > RuleText.MaxBytes / 3 && Encoding.UTF8.GetByteCount(text.AsSpan(start, length)) > RuleText.MaxBytes) diagnostics.TextTooLong(At(start, start + length), RuleText.MaxBytes / 1024);
    }

    /// <summary>U+0000 and lone surrogates never get in.</summary>
    private void Check(char c)
    {
        var lone = char.IsHighSurrogate(c) && !(position + 1 < end && char.IsLowSurrogate(text[position + 1]))
            || char.IsLowSurrogate(c) && !(position > 0 && char.IsHighSurrogate(text[position - 1]));
        if (c == '\0' || lone) diagnostics.UnexpectedCharacter(At(position, position + 1), c);
    }

    /// <summary><c>r"…"</c>: nothing is special but <c>""</c>, which is a quote. It may span lines, having no other way to hold a line's end.</summary>
    private SyntaxToken RawText(ImmutableArray<SyntaxTrivia> leading)
    {
        var start = position;
        position += 2;
        var value = new StringBuilder();
        while (!AtEnd)
        {
            var c = text[position];
            var quote = c == '\"' || (c == '\uFF02' && text[start + 1] == c);
            if (quote && (position + 1 >= end || text[position + 1] != c))
            {
                position++;
                CheckLength(start + 2);
                return Finish(TokenKind.RawTextLiteral, start, value.ToString(), leading);
            }
            Check(c);
            value.Append(quote ? '"' : c);
            position += quote ? 2 : 1;
        }
        if (!withinLine)
        {
            // Without an end: only its line is spoiled.
            position = start + 2;
            while (position < end && !CharacterFacts.IsNewLine(text[position])) position++;
        }
        Unterminated(start);
        return Finish(TokenKind.RawTextLiteral, start, CharacterFacts.Narrow(text[start..position])[2..], leading);
    }
}
