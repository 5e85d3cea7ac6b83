using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Turns text into tokens with their trivia; every character ends up in exactly one of them. Linear, never throws.</summary>
internal sealed partial class Lexer(SourceText source, TextSpan range, DiagnosticBag diagnostics)
{
    private static readonly SyntaxTrivia space = new(TriviaKind.WhiteSpace, " ");
    private static readonly SyntaxTrivia lineFeed = new(TriviaKind.EndOfLine, "\n");
    private static readonly ImmutableArray<SyntaxTrivia> oneSpace = [space];
    private static readonly ImmutableArray<SyntaxTrivia> oneLineFeed = [lineFeed];

    private readonly string text = source.Text;
    private readonly int end = range.End;
    private readonly List<SyntaxTrivia> trivia = [];
    private int position = range.Start;
    // Inside {…} of a text literal: a line's end ends everything.
    private bool withinLine;

    /// <summary>All tokens of the range, the last one being <see cref="TokenKind.EndOfFile"/>.</summary>
    public static List<SyntaxToken> Lex(SourceText source, TextSpan range, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source, range, diagnostics);
        var tokens = new List<SyntaxToken>(Math.Max(16, range.Length / 5));
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.EndOfFile);
        return tokens;
    }

    private bool AtEnd => position >= end || (withinLine && CharacterFacts.IsNewLine(text[position]));

    /// <summary>The character ahead in its narrow form; NUL past the end.</summary>
    private char Peek(int offset = 0) => position + offset < end ? CharacterFacts.Narrow(text[position + offset]) : '\0';

    private SourceLocation At(int start, int stop) => new(source, TextSpan.FromBounds(start, stop));

    private SyntaxToken Next()
    {
        var leading = Trivia(trailing: false);
        return AtEnd ? new SyntaxToken(TokenKind.EndOfFile, position, "", null, leading, []) : Token(leading);
    }

    private SyntaxToken Token(ImmutableArray<SyntaxTrivia> leading)
    {
        var start = position;
        var c = Peek();
        if (c == 'r' && Peek(1) == '"') return RawText(leading);
        if (Names.IsStart(c) || char.IsSurrogate(c)) return Word(leading);
        if (char.IsAsciiDigit(c)) return Number(leading);
        if (c == '"') return QuotedText(leading);

        var (kind, length) = Punctuation(c, Peek(1));
        position += length;
        if (kind == TokenKind.Bad) diagnostics.UnexpectedCharacter(At(start, position), text[start]);
        else if (kind == TokenKind.At) diagnostics.UnexpectedCharacter(At(start, position), text[start]);
        return Finish(kind, start, null, leading);
    }

    private SyntaxToken Finish(TokenKind kind, int start, object? value, ImmutableArray<SyntaxTrivia> leading) =>
        new(kind, start, Slice(start), value, leading, Trivia(trailing: true));

    // Punctuation and short words recur; their strings are shared.
    private string Slice(int start) => position - start == 1 && text[start] < 128 ? single[text[start]] : text[start..position];

    private static readonly string[] single = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private static (TokenKind Kind, int Length) Punctuation(char c, char next) => (c, next) switch
    {
        ('<', '>') => (TokenKind.NotEquals, 2),
        ('<', '=') => (TokenKind.LessOrEquals, 2),
        ('<', _) => (TokenKind.Less, 1),
        ('>', '=') => (TokenKind.GreaterOrEquals, 2),
        ('>', _) => (TokenKind.Greater, 1),
        ('=', '>') => (TokenKind.FatArrow, 2),
        ('=', _) => (TokenKind.Equals, 1),
        ('-', '>') => (TokenKind.Arrow, 2),
        ('-', _) => (TokenKind.Minus, 1),
        ('?', '?') => (TokenKind.Coalesce, 2),
        ('?', _) => (TokenKind.Question, 1),
        ('.', '.') => (TokenKind.DotDot, 2),
        ('.', _) => (TokenKind.Dot, 1),
        ('+', _) => (TokenKind.Plus, 1),
        ('*', _) => (TokenKind.Star, 1),
        ('/', _) => (TokenKind.Slash, 1),
        ('&', _) => (TokenKind.Ampersand, 1),
        (',', _) => (TokenKind.Comma, 1),
        (':', _) => (TokenKind.Colon, 1),
        ('|', _) => (TokenKind.Pipe, 1),
        ('@', _) => (TokenKind.At, 1),
        ('(', _) => (TokenKind.OpenParen, 1),
        (')', _) => (TokenKind.CloseParen, 1),
        ('{', _) => (TokenKind.OpenBrace, 1),
        ('}', _) => (TokenKind.CloseBrace, 1),
        ('[', _) => (TokenKind.OpenBracket, 1),
        (']', _) => (TokenKind.CloseBracket, 1),
        _ => (TokenKind.Bad, 1),
    };

    private SyntaxToken Word(ImmutableArray<SyntaxTrivia> leading)
    {
        var start = position;
        var plain = true;
        var outsidePlane = false;
        while (position < end)
        {
            var c = Peek();
            if (char.IsSurrogate(c))
            {
                // A letter past the BMP cannot be in a name; it is kept with its word so that the word is reported once.
                if (!(char.IsHighSurrogate(c) && position + 1 < end && char.IsLetter(text, position)))
                {
                    if (position == start)
                    {
                        position += char.IsSurrogatePair(c, Peek(1)) ? 2 : 1;
                        diagnostics.UnexpectedCharacters(At(start, position), char.IsSurrogatePair(text[start], position - start == 2 ? text[start + 1] : '\0') ? text[start..position] : CharacterFacts.Show(c));
                        return Finish(TokenKind.Bad, start, null, leading);
                    }
                    break;
                }
                outsidePlane = true;
                position += 2;
                continue;
            }
            if (!Names.IsPart(c)) break;
            plain &= text[position] < 128;
            position++;
        }
        var word = Slice(start);
        var name = plain ? word : UnicodeText.ToNfc(CharacterFacts.Narrow(word));
        var keyword = Keywords.Find(name);
        if (keyword is { IsReserved: true })
        {
            object? value = keyword.Kind switch { TokenKind.True => true, TokenKind.False => false, _ => null };
            return new SyntaxToken(keyword.Kind, start, word, value, leading, Trivia(trailing: true)) { Keyword = keyword, Candidate = keyword };
        }
        if (outsidePlane) diagnostics.NameOutsideBasicPlane(At(start, position), Names.Propose(name));
        else if (name.Length > Names.MaxLength) diagnostics.NameTooLong(At(start, position), Names.Propose(name));
        return new SyntaxToken(TokenKind.Name, start, word, name, leading, Trivia(trailing: true)) { Candidate = keyword };
    }

    /// <summary>White space and comments; after a token up to the end of its line, before a token all.</summary>
    private ImmutableArray<SyntaxTrivia> Trivia(bool trailing)
    {
        trivia.Clear();
        while (!AtEnd)
        {
            var c = text[position];
            if (c > '/' && c < 128) break;
            if (CharacterFacts.IsNewLine(c))
            {
                var length = c == '\r' && position + 1 < end && text[position + 1] == '\n' ? 2 : 1;
                trivia.Add(c == '\n' ? lineFeed : new SyntaxTrivia(TriviaKind.EndOfLine, text.Substring(position, length)));
                position += length;
                if (trailing) break;
            }
            else if (CharacterFacts.IsWhiteSpace(CharacterFacts.Narrow(c))) WhiteSpace();
            else if (Peek() == '/' && Peek(1) == '/') LineComment();
            else if (Peek() == '/' && Peek(1) == '*') BlockComment();
            else break;
        }
        if (trivia.Count == 0) return [];
        if (trivia.Count == 1 && ReferenceEquals(trivia[0], space)) return oneSpace;
        if (trivia.Count == 1 && ReferenceEquals(trivia[0], lineFeed)) return oneLineFeed;
        return [.. trivia];
    }

    private void WhiteSpace()
    {
        var start = position;
        while (position < end && !CharacterFacts.IsNewLine(text[position]) && CharacterFacts.IsWhiteSpace(CharacterFacts.Narrow(text[position]))) position++;
        trivia.Add(position - start == 1 && text[start] == ' ' ? space : new SyntaxTrivia(TriviaKind.WhiteSpace, text[start..position]));
    }

    private void LineComment()
    {
        var start = position;
        while (position < end && !CharacterFacts.IsNewLine(text[position])) position++;
        trivia.Add(new SyntaxTrivia(TriviaKind.LineComment, text[start..position]));
    }

    private void BlockComment()
    {
        var start = position;
        position += 2;
        while (!AtEnd && !(Peek() == '*' && Peek(1) == '/')) position++;
        if (AtEnd) diagnostics.UnterminatedComment(At(start, Math.Min(start + 2, end)));
        else position += 2;
        trivia.Add(new SyntaxTrivia(TriviaKind.BlockComment, text[start..position]));
    }
}
