namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>segment good_but_dormant of contact { where … refresh nightly }</c></summary>
public sealed record SegmentDeclarationSyntax(
    SyntaxToken SegmentKeyword, SyntaxToken Name, SyntaxToken OfKeyword, SyntaxToken Entity, SyntaxToken Open, SyntaxToken WhereKeyword, ExpressionSyntax Where, SyntaxToken? RefreshKeyword, SyntaxToken? Nightly, SyntaxToken Close) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [SegmentKeyword, Name, OfKeyword, Entity, Open, WhereKeyword, Where, RefreshKeyword, Nightly, Close]; }

/// <summary><c>policy own on opportunity for role(sales) allow read, update where owner = user</c></summary>
public sealed record PolicyDeclarationSyntax(
    SyntaxToken PolicyKeyword, SyntaxToken Name, SyntaxToken OnKeyword, SyntaxToken Entity, SyntaxToken ForKeyword, PeopleSyntax People, SyntaxToken AllowKeyword, SeparatedList<SyntaxToken> Actions, SyntaxToken? WhereKeyword, ExpressionSyntax? Where) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [PolicyKeyword, Name, OnKeyword, Entity, ForKeyword, People, AllowKeyword, Actions, WhereKeyword, Where]; }
