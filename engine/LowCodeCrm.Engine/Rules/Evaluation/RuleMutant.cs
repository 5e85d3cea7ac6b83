using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A rule with one small mistake in it. Tests that notice none would not notice it either if somebody made it.</summary>
/// <param name="Rule">As reports name it: <c>opportunity.won_needs_amount</c>.</param>
/// <param name="Of">The part that is another.</param>
/// <param name="Instead">What stands in its place.</param>
/// <param name="From">The part as it is written.</param>
/// <param name="To">As it would be written.</param>
public sealed record RuleMutant(string Rule, BoundExpression Of, BoundExpression Instead, SourceLocation Location, string From, string To);
