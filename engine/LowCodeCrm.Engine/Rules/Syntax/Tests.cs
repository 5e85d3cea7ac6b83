using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>test won_needs_amount for opportunity { given … when … then … }</c></summary>
public sealed record TestDeclarationSyntax(SyntaxToken TestKeyword, SyntaxToken Name, SyntaxToken ForKeyword, SyntaxToken Entity, SyntaxToken Open, ImmutableArray<SyntaxNode> Members, SyntaxToken Close) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [TestKeyword, Name, ForKeyword, Entity, Open, .. Members, Close]; }

/// <summary><c>clock 2026-04-01T09:00+09:00</c></summary>
public sealed record TestClockSyntax(SyntaxToken ClockKeyword, ExpressionSyntax Instant) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [ClockKeyword, Instant]; }

/// <summary><c>user hanako { role: sales }</c></summary>
public sealed record TestUserSyntax(SyntaxToken UserKeyword, SyntaxToken Name, SyntaxToken Open, SeparatedList<AssignmentSyntax> Assignments, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [UserKeyword, Name, Open, Assignments, Close]; }

/// <summary><c>for each (amount, allowed) in { (1, true), (0, false) }</c>: the test runs once for each row.</summary>
public sealed record TestRowsSyntax(SyntaxToken ForKeyword, SyntaxToken EachKeyword, SyntaxToken OpenNames, SeparatedList<SyntaxToken> Names, SyntaxToken CloseNames, SyntaxToken InKeyword, SyntaxToken Open, SeparatedList<TestRowSyntax> Rows, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [ForKeyword, EachKeyword, OpenNames, Names, CloseNames, InKeyword, Open, Rows, Close]; }

/// <summary><c>(1, true)</c>; one value needs no brackets.</summary>
public sealed record TestRowSyntax(SyntaxToken? Open, SeparatedList<ExpressionSyntax> Values, SyntaxToken? Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Open, Values, Close]; }

/// <summary><c>given account a = { name: "青山商事" }</c></summary>
public sealed record TestGivenSyntax(SyntaxToken GivenKeyword, SyntaxToken Entity, SyntaxToken Name, SyntaxToken EqualsToken, SyntaxToken Open, SeparatedList<AssignmentSyntax> Assignments, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [GivenKeyword, Entity, Name, EqualsToken, Open, Assignments, Close]; }

/// <summary><c>when create opportunity d { … }</c>, <c>when update d { … }</c>, <c>when delete d</c>, <c>when transition win on d</c>.</summary>
/// <param name="Subject">Of create the entity, of a transition its name, else the record.</param>
/// <param name="Record">Of create the name that the record gets; of a transition the record.</param>
public sealed record TestWhenSyntax(SyntaxToken WhenKeyword, SyntaxToken Action, SyntaxToken Subject, SyntaxToken? OnKeyword, SyntaxToken? Record, SyntaxToken? Open, SeparatedList<AssignmentSyntax>? Assignments, SyntaxToken? Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [WhenKeyword, Action, Subject, OnKeyword, Record, Open, Assignments, Close]; }

/// <summary>What must hold behind the step before.</summary>
public abstract record TestThenSyntax(SyntaxToken ThenKeyword) : SyntaxNode;

/// <summary><c>then d.stage = negotiation</c></summary>
public sealed record TestExpectationSyntax(SyntaxToken ThenKeyword, ExpressionSyntax Condition) : TestThenSyntax(ThenKeyword)
{ public override IEnumerable<SyntaxElement?> Children => [ThenKeyword, Condition]; }

/// <summary><c>then rejected by won_needs_amount at amount</c></summary>
public sealed record TestRejectedSyntax(SyntaxToken ThenKeyword, SyntaxToken RejectedKeyword, SyntaxToken? ByKeyword, SyntaxToken? Rule, SyntaxToken? AtKeyword, SeparatedList<SyntaxToken>? Fields) : TestThenSyntax(ThenKeyword)
{ public override IEnumerable<SyntaxElement?> Children => [ThenKeyword, RejectedKeyword, ByKeyword, Rule, AtKeyword, Fields]; }

/// <summary><c>then no effects</c>, <c>then effects { create task { kind: call } }</c></summary>
public sealed record TestEffectsSyntax(SyntaxToken ThenKeyword, SyntaxToken? NoKeyword, SyntaxToken EffectsKeyword, BlockSyntax? Effects) : TestThenSyntax(ThenKeyword)
{ public override IEnumerable<SyntaxElement?> Children => [ThenKeyword, NoKeyword, EffectsKeyword, Effects]; }

/// <summary><c>then explains won_needs_amount contains "amount"</c></summary>
/// <param name="Rule">By name; in quotes where it has none of its own: <c>"default status"</c>.</param>
public sealed record TestExplainsSyntax(SyntaxToken ThenKeyword, SyntaxToken ExplainsKeyword, SyntaxToken Rule, SyntaxToken ContainsKeyword, ExpressionSyntax Text) : TestThenSyntax(ThenKeyword)
{ public override IEnumerable<SyntaxElement?> Children => [ThenKeyword, ExplainsKeyword, Rule, ContainsKeyword, Text]; }
