using System.Collections.Immutable;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>What the tree says about how its tokens are laid out.</summary>
internal sealed class Layout
{
    private readonly HashSet<int> starts = [];
    private readonly HashSet<int> prefixes = [];
    private readonly HashSet<int> tightBraces = [];
    private readonly HashSet<int> free = [];

    private readonly TableColumns columns = new();
    private readonly Func<SyntaxToken, string> write;

    /// <param name="write">A token as it is formatted.</param>
    public Layout(RulesFileSyntax file, Func<SyntaxToken, string> write)
    {
        this.write = write;
        var tables = new List<TableDeclarationSyntax>();
        var nodes = new Stack<SyntaxNode>();
        nodes.Push(file);
        while (nodes.TryPop(out var node))
        {
            Visit(node);
            if (node is TableDeclarationSyntax table) tables.Add(table);
            foreach (var child in node.Elements)
                if (child is SyntaxNode inner) nodes.Push(inner);
        }
        // Only now is known how the signs in their cells stand.
        foreach (var table in tables) columns.Add(table, Written);
    }

    private string Written(SyntaxNode cell)
    {
        var builder = new StringBuilder();
        SyntaxToken? left = null;
        foreach (var token in cell.Tokens().Where(token => !token.IsMissing))
        {
            if (left is not null) builder.Append(Space(left, token, [.. left.Trailing, .. token.Leading]));
            builder.Append(write(token));
            left = token;
        }
        return builder.ToString();
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case DeclarationSyntax or RuleSyntax or CommandSyntax or StateSyntax or TransitionSyntax or GuardClauseSyntax or ByClauseSyntax or AskClauseSyntax or DoClauseSyntax or SlaClauseSyntax or AssignmentSyntax or ParameterSyntax or ArgumentSyntax or TableRowSyntax or TestClockSyntax or TestUserSyntax or TestRowsSyntax or TestGivenSyntax or TestConsentSyntax or TestTickSyntax or TestMessageSyntax or ChooseFromSyntax or ScoreSyntax or OtherwiseSyntax or TestWhenSyntax or TestThenSyntax or TestApprovalSyntax or SubmitClauseSyntax or LockClauseSyntax or ApprovalStepSyntax or ApprovalOutcomeSyntax:
                starts.Add(node.Span.Start);
                break;
            case UnaryExpressionSyntax unary when unary.Operator.Kind == TokenKind.Minus:
                prefixes.Add(unary.Operator.Position);
                break;
            case SetExpressionSyntax set:
                tightBraces.Add(set.Open.Position);
                tightBraces.Add(set.Close.Position);
                foreach (var item in set.Items.Items) starts.Add(item.Span.Start);
                break;
        }
        if (node is SegmentDeclarationSyntax segment)
            foreach (var keyword in (SyntaxToken?[])[segment.WhereKeyword, segment.RefreshKeyword])
                if (keyword is not null) starts.Add(keyword.Position);
        if (node is ValidateRuleSyntax validate)
            foreach (var keyword in (SyntaxToken?[])[validate.WhenKeyword, validate.RequireKeyword, validate.Message?.MessageKeyword, validate.AtKeyword])
                if (keyword is not null) starts.Add(keyword.Position);
        if (node is TransitionSyntax { OpenFrom: { } open, CloseFrom: { } close } transition)
        {
            tightBraces.Add(open.Position);
            tightBraces.Add(close.Position);
        }
        if (node is SkippedDeclarationSyntax declaration) Free(declaration.Skipped);
        if (node is SkippedRuleSyntax rule) Free(rule.Skipped);
        if (node is SkippedCommandSyntax skipped) Free(skipped.Skipped);
    }

    private void Free(ImmutableArray<SyntaxToken> tokens)
    {
        foreach (var token in tokens) free.Add(token.Position);
    }

    /// <summary>Whether the token, beginning a line, goes on with what an earlier line began.</summary>
    public bool IsContinued(SyntaxToken token) => !starts.Contains(token.Position) && !free.Contains(token.Position);

    /// <summary>The space between two tokens on one line.</summary>
    public string Space(SyntaxToken left, SyntaxToken right, ImmutableArray<SyntaxTrivia> gap)
    {
        // Where the grammar is kept as tokens, columns may have been aligned by hand.
        if (free.Contains(left.Position) && free.Contains(right.Position)) return new string(' ', gap.Sum(t => t.Text.Length));
        if (columns.Before(right) is { } aligned) return new string(' ', aligned);
        // Where the cells of a table cannot be aligned, they stay as they are.
        if (left.Kind == TokenKind.Pipe || right.Kind is TokenKind.Pipe or TokenKind.FatArrow) return new string(' ', Math.Max(1, gap.Sum(t => t.Text.Length)));
        if (left.Kind is TokenKind.OpenParen or TokenKind.OpenBracket || right.Kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Comma or TokenKind.Question) return "";
        if (left.Kind == TokenKind.Dot || right.Kind == TokenKind.Dot) return gap.IsEmpty || Glues(left, right) ? "" : Kept(gap);
        if (left.Kind == TokenKind.OpenBrace && right.Kind == TokenKind.CloseBrace) return gap.IsEmpty ? "" : " ";
        if (left.Kind == TokenKind.OpenBrace) return tightBraces.Contains(left.Position) ? "" : " ";
        if (right.Kind == TokenKind.CloseBrace) return tightBraces.Contains(right.Position) ? "" : " ";
        if (prefixes.Contains(left.Position)) return right.Kind == TokenKind.Minus ? " " : "";
        if (right.Kind == TokenKind.OpenParen && left.Kind == TokenKind.Name && left.Keyword is null) return gap.IsEmpty ? "" : " ";
        // An assignment's colon hugs its key; a type's or transition's stands free where it was written so.
        if (right.Kind == TokenKind.Colon) return gap.IsEmpty ? "" : " ";
        return " ";
    }

    private static bool Glues(SyntaxToken left, SyntaxToken right) => left.Kind == TokenKind.Name && right.Kind == TokenKind.Dot || left.Kind == TokenKind.Dot && right.Kind == TokenKind.Name;
    private static string Kept(ImmutableArray<SyntaxTrivia> gap) => gap.IsEmpty ? "" : " ";
}
