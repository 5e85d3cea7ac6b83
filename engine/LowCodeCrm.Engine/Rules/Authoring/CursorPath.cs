using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Where a cursor is in a text that is still being typed.</summary>
/// <remarks>What stands before the cursor decides alone: it is parsed by itself, and the parser's recovery says what is missing.</remarks>
/// <param name="Tree">Of the text before the cursor.</param>
/// <param name="Prefix">The text before the cursor.</param>
/// <param name="Path">The nodes that the cursor is in, outermost first; what is missing behind the last token belongs to it.</param>
/// <param name="Last">The last token before the cursor; null where there is none.</param>
/// <param name="IsInText">The cursor is in an expression within a text.</param>
/// <param name="Begins">Nothing of that expression is there yet.</param>
internal sealed record CursorPath(RulesFileSyntax Tree, SourceText Prefix, List<SyntaxNode> Path, SyntaxToken? Last, bool IsInText, bool Begins)
{
    /// <returns>Null in comments, and in the words of a text.</returns>
    public static CursorPath? Of(SourceText source, int position)
    {
        var prefix = new SourceText(source.Path, source.Text[..Math.Clamp(position, 0, source.Text.Length)]);
        var tree = RulesParser.Parse(prefix, new DiagnosticBag());
        var (path, last) = SyntaxPath.ToEnd(tree);
        if (IsInComment(tree.EndOfFile, last)) return null;
        if (last is not { Kind: TokenKind.TextLiteral or TokenKind.RawTextLiteral } || last.Span.End != prefix.Text.Length || IsClosed(last)) return new(tree, prefix, path, last, false, false);
        if (OpenInterpolation(last) is not { } inside) return null;
        path.AddRange(SyntaxPath.ToEnd(inside).Path);
        return new(tree, prefix, path, SyntaxPath.Last(inside) ?? last, true, SyntaxPath.Last(inside) is null);
    }

    private static bool IsInComment(SyntaxToken end, SyntaxToken? last)
    {
        var trivia = end.Leading.IsEmpty ? last?.Trailing.LastOrDefault() : end.Leading[^1];
        return trivia is { Kind: TriviaKind.LineComment } || trivia is { Kind: TriviaKind.BlockComment } block && !block.Text.EndsWith("*/", StringComparison.Ordinal);
    }

    private static bool IsClosed(SyntaxToken text) => text.Text.TrimStart('r', 'ｒ') is { Length: > 1 } quoted && quoted[^1] is '"' or '＂' && !(quoted.Length > 2 && quoted[^2] == '\\');

    /// <summary>The expression of a text's <c>{</c> that is not closed yet.</summary>
    private static ExpressionSyntax? OpenInterpolation(SyntaxToken text) =>
        text.Parts.IsDefaultOrEmpty || text.Text.LastIndexOf('{') < text.Text.LastIndexOf('}') ? null : text.Parts[^1].Expression;
}
