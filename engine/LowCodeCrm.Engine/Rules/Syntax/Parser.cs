using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Recursive descent over the tokens. This part: taking, expecting and skipping tokens.</summary>
internal sealed partial class Parser(SourceText source, List<SyntaxToken> tokens, DiagnosticBag diagnostics)
{
    public const int MaxNesting = 200;
    public const int MaxExpressionDepth = 1000;

    private readonly List<SyntaxTrivia> skipped = [];
    private int index;
    private int depth;
    private SyntaxToken? last;
    // One mistake, one diagnostic: nothing more is reported at a token that has been reported.
    private int reportedAt = -1;

    private SyntaxToken Current => tokens[index];
    private TokenKind Kind => tokens[index].Kind;
    private bool AtEnd => Kind == TokenKind.EndOfFile;

    private SyntaxToken Peek(int offset) => tokens[Math.Min(index + offset, tokens.Count - 1)];
    private bool At(Keyword keyword) => Current.Candidate == keyword;
    private bool PeekIs(int offset, Keyword keyword) => Peek(offset).Candidate == keyword;
    private bool PeekIs(int offset, TokenKind kind) => Peek(offset).Kind == kind;

    private SyntaxToken Take()
    {
        var token = Current;
        Emit(token);
        if (!AtEnd) index++;
        return token;
    }

    private SyntaxToken Take(Keyword keyword)
    {
        var token = Take();
        token.Keyword = keyword;
        return token;
    }

    private SyntaxToken? TakeIf(Keyword keyword) => At(keyword) ? Take(keyword) : null;
    private SyntaxToken? TakeIf(TokenKind kind) => Kind == kind ? Take() : null;

    private void Emit(SyntaxToken token)
    {
        FlushSkipped(token);
        last = token;
    }

    private void FlushSkipped(SyntaxToken? next)
    {
        if (skipped.Count == 0) return;
        if (last is not null) last.Trailing = [.. last.Trailing, .. skipped];
        else if (next is not null) next.Leading = [.. skipped, .. next.Leading];
        skipped.Clear();
    }

    private SyntaxToken Missing(TokenKind kind)
    {
        var position = Current.Position;
        foreach (var trivia in Current.Leading) position -= trivia.Text.Length;
        var token = new SyntaxToken(kind, position, "", kind == TokenKind.Name ? "" : null, [], []) { IsMissing = true };
        Emit(token);
        return token;
    }

    private SyntaxToken Expect(TokenKind kind, string what)
    {
        if (Kind == kind) return Take();
        Report(at => diagnostics.ExpectedToken(at, what, Found));
        return Missing(kind);
    }

    private SyntaxToken Expect(Keyword keyword)
    {
        if (At(keyword)) return Take(keyword);
        Report(at => diagnostics.ExpectedKeyword(at, keyword, Found));
        return Missing(keyword.Kind);
    }

    /// <summary>Takes a name, whether or not it is also a contextual keyword. A reserved word in its place is reported and taken as the name that was meant.</summary>
    private SyntaxToken ExpectName()
    {
        if (Kind == TokenKind.Name) return Take();
        if (Current.Keyword is { IsReserved: true } && Peek(1).Kind is TokenKind.Equals or TokenKind.Colon or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Comma or TokenKind.EndOfFile or TokenKind.Arrow or TokenKind.Dot or TokenKind.CloseParen)
        {
            var word = Current;
            Report(at => diagnostics.ReservedName(at, word.Text, Names.Propose(word.Text)));
            var name = word with { Kind = TokenKind.Name, Value = CharacterFacts.Narrow(word.Text), Keyword = null, Candidate = null };
            tokens[index] = name;
            return Take();
        }
        Report(at => diagnostics.ExpectedName(at, Found));
        return Missing(TokenKind.Name);
    }

    private string Found => AtEnd ? "" : Current.Text;

    /// <summary>At the token that is wrong; if it begins another line, behind the token after which something is missing.</summary>
    private void Report(Action<SourceLocation> report)
    {
        if (reportedAt == index) return;
        reportedAt = index;
        var behind = last is { IsMissing: false } && (AtEnd || BeginsLine(index));
        report(new SourceLocation(source, behind ? new TextSpan(last!.Span.End, 0) : Current.Span));
    }

    /// <summary>Passes over tokens; they stay in the tree as trivia of the token before.</summary>
    private void SkipTo(int target)
    {
        for (; index < target; index++)
        {
            skipped.AddRange(Current.Leading);
            if (Current.Text.Length > 0) skipped.Add(new SyntaxTrivia(TriviaKind.Skipped, Current.Text));
            skipped.AddRange(Current.Trailing);
        }
        reportedAt = target;
    }

    private bool BeginsLine(int at)
    {
        if (at == 0) return true;
        foreach (var trivia in tokens[at].Leading)
            if (trivia.Kind == TriviaKind.EndOfLine) return true;
        return tokens[at - 1].Trailing is [.., { Kind: TriviaKind.EndOfLine }];
    }

    /// <summary>The first token from here on, outside brackets opened from here on, at which <paramref name="stop"/> holds or an unopened bracket closes.</summary>
    private int Find(Func<bool> stop)
    {
        var start = index;
        var open = 0;
        for (; !AtEnd; index++)
        {
            if (open == 0 && index > start && stop()) break;
            if (Kind is TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.OpenBracket) open++;
            else if (Kind is TokenKind.CloseBrace or TokenKind.CloseParen or TokenKind.CloseBracket && --open < 0) break;
            // Brackets that never close must not swallow the rest of the file.
            if (open > 0 && index > start && BeginsLine(index) && AtDeclaration(strict: true)) break;
        }
        var found = index;
        index = start;
        return found;
    }

    private ImmutableArray<SyntaxToken> TakeTo(int target)
    {
        var taken = ImmutableArray.CreateBuilder<SyntaxToken>(Math.Max(0, target - index));
        while (index < target && !AtEnd) taken.Add(Take());
        return taken.ToImmutable();
    }
}
