using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>table cap(rank: text, quantity: int) returns decimal hit collect sum { | "A" | >= 100 => 20 | … }</c></summary>
/// <param name="Hit">Null: the first row that applies.</param>
public sealed record TableDeclarationSyntax(
    SyntaxToken Keyword, SyntaxToken Name, SyntaxToken Open, SeparatedList<ParameterSyntax> Parameters, SyntaxToken Close, SyntaxToken ReturnsKeyword, TypeSyntax ReturnType,
    HitPolicySyntax? Hit, SyntaxToken OpenRows, ImmutableArray<SyntaxNode> Members, SyntaxToken CloseRows)
    : CallableDeclarationSyntax(Keyword, Name, Open, Parameters, Close, ReturnsKeyword, ReturnType)
{
    public IEnumerable<TableRowSyntax> Rows => Members.OfType<TableRowSyntax>();
    public override IEnumerable<SyntaxElement?> Children => [.. Signature, Hit, OpenRows, .. Members, CloseRows];
}

/// <summary><c>hit first</c>, <c>hit collect sum</c>, <c>hit rule order</c>.</summary>
/// <param name="Detail">How collected results are put together; <c>order</c> behind <c>rule</c>.</param>
public sealed record HitPolicySyntax(SyntaxToken HitKeyword, SyntaxToken Policy, SyntaxToken? Detail) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [HitKeyword, Policy, Detail]; }

/// <summary><c>| "A" | >= 100 => 20 |</c> or <c>| otherwise => 5 |</c></summary>
/// <param name="Cells">Separated by bars; one for each parameter, none where <paramref name="Otherwise"/> stands.</param>
public sealed record TableRowSyntax(SyntaxToken Bar, SeparatedList<TableCellSyntax> Cells, SyntaxToken? Otherwise, SyntaxToken Arrow, ExpressionSyntax Result, SyntaxToken CloseBar) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Bar, Cells, Otherwise, Arrow, Result, CloseBar]; }

/// <summary>A test of one parameter: <c>-</c> (any), a value, a range or set, <c>>= 100</c>, <c>not in {…}</c>, <c>is empty</c>.</summary>
/// <param name="Operator">The comparison, <c>in</c> or <c>is</c>, or the dash of any; null: equal to, or within.</param>
/// <param name="Not">Before <c>in</c>, or behind <c>is</c>.</param>
/// <param name="SetOrEmpty">Behind <c>is</c>.</param>
public sealed record TableCellSyntax(SyntaxToken? Operator, SyntaxToken? Not, SyntaxToken? SetOrEmpty, ExpressionSyntax? Value) : SyntaxNode
{
    /// <summary>Whatever the parameter is.</summary>
    public bool IsAny => Operator is { Kind: TokenKind.Minus } && Value is null;

    public override IEnumerable<SyntaxElement?> Children => Operator is { Kind: TokenKind.In } ? [Not, Operator, Value] : [Operator, Not, SetOrEmpty, Value];
}
