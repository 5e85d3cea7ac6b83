using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>A rule inside <c>rules for …</c>.</summary>
public abstract record RuleSyntax : SyntaxNode;

/// <summary><c>validate won_needs_amount { when … require … message … at … }</c></summary>
public sealed record ValidateRuleSyntax(SyntaxToken ValidateKeyword, SyntaxToken Name, SyntaxToken Open, SyntaxToken? WhenKeyword, ExpressionSyntax? When, SyntaxToken RequireKeyword, ExpressionSyntax Require, MessageSyntax? Message, SyntaxToken? AtKeyword, SeparatedList<SyntaxToken>? At, SyntaxToken Close) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ValidateKeyword, Name, Open, WhenKeyword, When, RequireKeyword, Require, Message, AtKeyword, At, Close]; }

/// <summary><c>warn close_on when close_on &lt; today() message en "…"</c></summary>
public sealed record WarnRuleSyntax(SyntaxToken WarnKeyword, SeparatedList<SyntaxToken> Fields, SyntaxToken WhenKeyword, ExpressionSyntax When, MessageSyntax? Message) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [WarnKeyword, Fields, WhenKeyword, When, Message]; }

/// <summary><c>message en "…" ja "…"</c>, or <c>message "…"</c> for all locales.</summary>
public sealed record MessageSyntax(SyntaxToken MessageKeyword, ImmutableArray<LocalizedMessageSyntax> Texts) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [MessageKeyword, .. Texts]; }

/// <param name="Text">A <see cref="LiteralExpressionSyntax"/> or <see cref="InterpolatedTextSyntax"/>.</param>
public sealed record LocalizedMessageSyntax(SyntaxToken? Locale, ExpressionSyntax Text) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Locale, Text]; }

/// <summary><c>default currency = …</c></summary>
public sealed record DefaultRuleSyntax(SyntaxToken DefaultKeyword, SyntaxToken Field, SyntaxToken EqualsToken, ExpressionSyntax Value, SyntaxToken? WhenKeyword, ExpressionSyntax? When) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [DefaultKeyword, Field, EqualsToken, Value, WhenKeyword, When]; }

/// <summary><c>computed weighted : money = …</c></summary>
public sealed record ComputedRuleSyntax(SyntaxToken ComputedKeyword, SyntaxToken Field, SyntaxToken? Colon, TypeSyntax? Type, SyntaxToken EqualsToken, ExpressionSyntax Value) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ComputedKeyword, Field, Colon, Type, EqualsToken, Value]; }

/// <summary><c>rollup won_total : money = sum(opportunity via account where stage = won, amount)</c></summary>
public sealed record RollupRuleSyntax(SyntaxToken RollupKeyword, SyntaxToken Field, SyntaxToken? Colon, TypeSyntax? Type, SyntaxToken EqualsToken, ExpressionSyntax Value) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [RollupKeyword, Field, Colon, Type, EqualsToken, Value]; }

/// <summary><c>show a, b when …</c>, <c>required a when …</c>, <c>readonly a when …</c>; without <c>when</c>: always.</summary>
public sealed record FieldStateRuleSyntax(SyntaxToken Keyword, SeparatedList<SyntaxToken> Fields, SyntaxToken? WhenKeyword, ExpressionSyntax? When) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Keyword, Fields, WhenKeyword, When]; }

/// <summary><c>before save tidy when … { set name = … }</c> and <c>after save …</c>.</summary>
public sealed record SaveRuleSyntax(SyntaxToken BeforeOrAfter, SyntaxToken SaveKeyword, SyntaxToken? Name, SyntaxToken? WhenKeyword, ExpressionSyntax? When, BlockSyntax Body) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => [BeforeOrAfter, SaveKeyword, Name, WhenKeyword, When, Body]; }

/// <summary>Tokens inside a rules block that begin no rule; reported by the parser.</summary>
public sealed record SkippedRuleSyntax(ImmutableArray<SyntaxToken> Skipped) : RuleSyntax
{ public override IEnumerable<SyntaxElement?> Children => Skipped.Cast<SyntaxElement?>(); }

/// <summary><c>{ command command … }</c></summary>
public sealed record BlockSyntax(SyntaxToken Open, ImmutableArray<CommandSyntax> Commands, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Open, .. Commands, Close]; }

public abstract record CommandSyntax : SyntaxNode;

/// <summary><c>set name = …</c></summary>
public sealed record SetCommandSyntax(SyntaxToken SetKeyword, SyntaxToken Field, SyntaxToken EqualsToken, ExpressionSyntax Value) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [SetKeyword, Field, EqualsToken, Value]; }

/// <summary><c>create contract { opportunity: this, amount: amount }</c></summary>
public sealed record CreateCommandSyntax(SyntaxToken CreateKeyword, SyntaxToken Entity, SyntaxToken Open, SeparatedList<AssignmentSyntax> Assignments, SyntaxToken Close) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [CreateKeyword, Entity, Open, Assignments, Close]; }

/// <summary><c>update account { rank: … }</c>; the target is a path to a record.</summary>
public sealed record UpdateCommandSyntax(SyntaxToken UpdateKeyword, ExpressionSyntax Target, SyntaxToken Open, SeparatedList<AssignmentSyntax> Assignments, SyntaxToken Close) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [UpdateKeyword, Target, Open, Assignments, Close]; }

/// <summary><c>delete main_contact</c>; the target is a path to a record.</summary>
public sealed record DeleteCommandSyntax(SyntaxToken DeleteKeyword, ExpressionSyntax Target) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [DeleteKeyword, Target]; }

public sealed record AssignmentSyntax(SyntaxToken Field, SyntaxToken Colon, ExpressionSyntax Value) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [Field, Colon, Value]; }

/// <summary><c>if … { } else { }</c>; the else branch may be another if.</summary>
public sealed record IfCommandSyntax(SyntaxToken If, ExpressionSyntax Condition, BlockSyntax Then, SyntaxToken? ElseKeyword, SyntaxNode? Else) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [If, Condition, Then, ElseKeyword, Else]; }

/// <summary><c>let x = …</c></summary>
public sealed record LetCommandSyntax(SyntaxToken Let, SyntaxToken Name, SyntaxToken EqualsToken, ExpressionSyntax Value) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Let, Name, EqualsToken, Value]; }

/// <summary><c>start process onboarding on account</c>; without a target: the rule's own record.</summary>
public sealed record StartProcessCommandSyntax(SyntaxToken StartKeyword, SyntaxToken ProcessKeyword, SyntaxToken Name, SyntaxToken? OnKeyword, ExpressionSyntax? Target) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [StartKeyword, ProcessKeyword, Name, OnKeyword, Target]; }

/// <summary>Tokens inside a block that begin no command; reported by the parser.</summary>
public sealed record SkippedCommandSyntax(ImmutableArray<SyntaxToken> Skipped) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => Skipped.Cast<SyntaxElement?>(); }
