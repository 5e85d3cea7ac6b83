using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>schedule wake_dormant daily at 09:00 tz "Asia/Tokyo" { … }</c>, <c>weekly on monday at …</c>, <c>monthly on 1, last at …</c>, <c>every 15 minutes</c></summary>
/// <param name="Days">Names of weekdays, or days of the month.</param>
public sealed record ScheduleDeclarationSyntax(
    SyntaxToken ScheduleKeyword, SyntaxToken Name, SyntaxToken Frequency, SyntaxToken? Amount, SyntaxToken? Unit, SyntaxToken? OnKeyword, SeparatedList<SyntaxToken>? Days,
    SyntaxToken? AtKeyword, SyntaxToken? Time, SyntaxToken? TzKeyword, SyntaxToken? Zone, BlockSyntax Body) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ScheduleKeyword, Name, Frequency, Amount, Unit, OnKeyword, Days, AtKeyword, Time, TzKeyword, Zone, Body]; }

/// <summary><c>when tick to 2026-04-02T09:00+09:00</c></summary>
public sealed record TestTickSyntax(SyntaxToken WhenKeyword, SyntaxToken TickKeyword, SyntaxToken ToKeyword, ExpressionSyntax Instant) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [WhenKeyword, TickKeyword, ToKeyword, Instant]; }
