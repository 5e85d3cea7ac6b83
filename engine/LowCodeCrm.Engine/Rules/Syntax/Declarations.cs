using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>A whole file.</summary>
public sealed record RulesFileSyntax(ImmutableArray<DeclarationSyntax> Declarations, SyntaxToken EndOfFile) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [.. Declarations, EndOfFile]; }

/// <summary>What stands at the top of a file.</summary>
public abstract record DeclarationSyntax : SyntaxNode;

/// <summary><c>rules for opportunity { … }</c></summary>
public sealed record RulesBlockSyntax(SyntaxToken RulesKeyword, SyntaxToken ForKeyword, SyntaxToken Entity, SyntaxToken Open, ImmutableArray<RuleSyntax> Rules, SyntaxToken Close) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [RulesKeyword, ForKeyword, Entity, Open, .. Rules, Close]; }

/// <summary>What expressions call by its name: a function or a table.</summary>
public abstract record CallableDeclarationSyntax(SyntaxToken Keyword, SyntaxToken Name, SyntaxToken Open, SeparatedList<ParameterSyntax> Parameters, SyntaxToken Close, SyntaxToken ReturnsKeyword, TypeSyntax ReturnType) : DeclarationSyntax
{
    private protected IEnumerable<SyntaxElement?> Signature => [Keyword, Name, Open, Parameters, Close, ReturnsKeyword, ReturnType];
}

/// <summary><c>function full_name(p: contact) returns text = …</c></summary>
public sealed record FunctionDeclarationSyntax(SyntaxToken Keyword, SyntaxToken Name, SyntaxToken Open, SeparatedList<ParameterSyntax> Parameters, SyntaxToken Close, SyntaxToken ReturnsKeyword, TypeSyntax ReturnType, SyntaxToken EqualsToken, ExpressionSyntax Body)
    : CallableDeclarationSyntax(Keyword, Name, Open, Parameters, Close, ReturnsKeyword, ReturnType)
{ public override IEnumerable<SyntaxElement?> Children => [.. Signature, EqualsToken, Body]; }

public sealed record ParameterSyntax(SyntaxToken Name, SyntaxToken Colon, TypeSyntax Type) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Name, Colon, Type]; }

/// <summary><c>decimal?</c>, <c>contact</c>, <c>opportunity.stage</c> (that field's choice), <c>set of text</c>, <c>list of …</c>.</summary>
public sealed record TypeSyntax(SyntaxToken? CollectionKeyword, SyntaxToken? OfKeyword, SyntaxToken Name, SyntaxToken? Dot, SyntaxToken? Member, SyntaxToken? Question) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [CollectionKeyword, OfKeyword, Name, Dot, Member, Question]; }

/// <summary><c>process sales_stages on opportunity.stage { … }</c></summary>
public sealed record ProcessDeclarationSyntax(SyntaxToken ProcessKeyword, SyntaxToken Name, SyntaxToken OnKeyword, SyntaxToken Entity, SyntaxToken Dot, SyntaxToken Field, SyntaxToken Open, ImmutableArray<SyntaxNode> Members, SyntaxToken Close) : DeclarationSyntax
{
    public IEnumerable<StateSyntax> States => Members.OfType<StateSyntax>();
    public IEnumerable<TransitionSyntax> Transitions => Members.OfType<TransitionSyntax>();
    public override IEnumerable<SyntaxElement?> Children => [ProcessKeyword, Name, OnKeyword, Entity, Dot, Field, Open, .. Members, Close];
}

/// <summary><c>state won final</c></summary>
public sealed record StateSyntax(SyntaxToken StateKeyword, SyntaxToken Name, SyntaxToken? Modifier) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [StateKeyword, Name, Modifier]; }

/// <summary><c>transition lose : {prospecting, proposal} -> lost { … }</c>; the braces of the body may be missing altogether.</summary>
public sealed record TransitionSyntax(SyntaxToken TransitionKeyword, SyntaxToken Name, SyntaxToken Colon, SyntaxToken? OpenFrom, SeparatedList<SyntaxToken> From, SyntaxToken? CloseFrom, SyntaxToken Arrow, SyntaxToken To, SyntaxToken? Open, ImmutableArray<SyntaxNode> Clauses, SyntaxToken? Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [TransitionKeyword, Name, Colon, OpenFrom, From, CloseFrom, Arrow, To, Open, .. Clauses, Close]; }

/// <summary><c>guard account is set message en "…" ja "…"</c></summary>
public sealed record GuardClauseSyntax(SyntaxToken GuardKeyword, ExpressionSyntax Condition, MessageSyntax? Message) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [GuardKeyword, Condition, Message]; }

/// <summary><c>by role(sales) or owner</c></summary>
public sealed record ByClauseSyntax(SyntaxToken ByKeyword, PeopleSyntax People) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [ByKeyword, People]; }

/// <summary>People joined by <c>or</c>: <c>role(r)</c>, a path to a user; each an expression. Before them <c>all of</c> or <c>2 of</c>: how many of them must agree.</summary>
/// <param name="AllKeyword"><c>all</c>, or the number.</param>
public sealed record PeopleSyntax(SyntaxToken? AllKeyword, SyntaxToken? OfKeyword, SeparatedList<ExpressionSyntax> Items) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [AllKeyword, OfKeyword, Items]; }

/// <summary><c>ask next_contact_on required, reason</c></summary>
public sealed record AskClauseSyntax(SyntaxToken AskKeyword, SeparatedList<AskedFieldSyntax> Fields) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [AskKeyword, Fields]; }

public sealed record AskedFieldSyntax(SyntaxToken Name, SyntaxToken? RequiredKeyword) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Name, RequiredKeyword]; }

/// <summary><c>do { … }</c></summary>
public sealed record DoClauseSyntax(SyntaxToken DoKeyword, BlockSyntax Body) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [DoKeyword, Body]; }

/// <summary><c>sla 5 business days else notify owner.manager</c></summary>
public sealed record SlaClauseSyntax(SyntaxToken SlaKeyword, SyntaxToken Amount, SyntaxToken? BusinessKeyword, SyntaxToken Unit, SyntaxToken ElseKeyword, CommandSyntax Command) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [SlaKeyword, Amount, BusinessKeyword, Unit, ElseKeyword, Command]; }

/// <summary>Tokens at top level or in a block that begin nothing; reported by the parser.</summary>
public sealed record SkippedDeclarationSyntax(ImmutableArray<SyntaxToken> Skipped) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => Skipped.Cast<SyntaxElement?>(); }
