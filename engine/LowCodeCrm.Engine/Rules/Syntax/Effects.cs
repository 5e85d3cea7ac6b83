using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>send email template "won_thanks" to main_contact key "won:{id}"</c></summary>
/// <param name="Key">Null only where none is written: a sending needs one, an expectation of a test does not.</param>
public sealed record SendCommandSyntax(SyntaxToken SendKeyword, ExpressionSyntax Channel, SyntaxToken TemplateKeyword, SyntaxToken Template, SyntaxToken ToKeyword, ExpressionSyntax To, SyntaxToken? KeyKeyword, ExpressionSyntax? Key) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [SendKeyword, Channel, TemplateKeyword, Template, ToKeyword, To, KeyKeyword, Key]; }

/// <summary><c>notify owner.manager or role(sales) message en "…" ja "…"</c></summary>
public sealed record NotifyCommandSyntax(SyntaxToken NotifyKeyword, PeopleSyntax People, MessageSyntax? Message) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [NotifyKeyword, People, Message]; }

/// <summary><c>call webhook "orders" { amount: amount } key "order:{id}"</c></summary>
public sealed record WebhookCommandSyntax(SyntaxToken CallKeyword, SyntaxToken WebhookKeyword, SyntaxToken Name, SyntaxToken? Open, SeparatedList<AssignmentSyntax>? Values, SyntaxToken? Close, SyntaxToken? KeyKeyword, ExpressionSyntax? Key) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [CallKeyword, WebhookKeyword, Name, Open, Values, Close, KeyKeyword, Key]; }

/// <summary><c>add tag "vip"</c>, <c>remove tag "vip" from labels</c>; the field may be left out where the entity has one field of tags.</summary>
public sealed record TagCommandSyntax(SyntaxToken AddOrRemove, SyntaxToken TagKeyword, ExpressionSyntax Tag, SyntaxToken? ToOrFrom, SyntaxToken? Field) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [AddOrRemove, TagKeyword, Tag, ToOrFrom, Field]; }

/// <summary><c>for each a in account where … limit 5000 { … }</c></summary>
public sealed record ForEachCommandSyntax(SyntaxToken ForKeyword, SyntaxToken EachKeyword, SyntaxToken Name, SyntaxToken InKeyword, SyntaxToken Entity, SyntaxToken? ViaKeyword, SyntaxToken? Via, SyntaxToken? WhereKeyword, ExpressionSyntax? Where, SyntaxToken? LimitKeyword, SyntaxToken? Limit, BlockSyntax Body) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ForKeyword, EachKeyword, Name, InKeyword, Entity, ViaKeyword, Via, WhereKeyword, Where, LimitKeyword, Limit, Body]; }

/// <summary><c>given consent of c = { email: granted, line: withdrawn }</c></summary>
public sealed record TestConsentSyntax(SyntaxToken GivenKeyword, SyntaxToken ConsentWord, SyntaxToken OfKeyword, SyntaxToken Record, SyntaxToken EqualsToken, SyntaxToken Open, SeparatedList<AssignmentSyntax> Words, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [GivenKeyword, ConsentWord, OfKeyword, Record, EqualsToken, Open, Words, Close]; }
