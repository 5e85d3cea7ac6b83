using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>How much an explanation tells.</summary>
public enum ExplainLevel
{
    /// <summary>The value and its cause.</summary>
    Outcome,
    /// <summary>For a false <c>and</c> only its false operands, for unknown only what is unknown.</summary>
    Why,
    /// <summary>Everything that was evaluated.</summary>
    Full,
}

/// <summary>A condition's state.</summary>
public enum ExplainState { None, True, False, Unknown }

/// <summary>One part of an expression on one record: what it was and why.</summary>
/// <param name="Span">Where it stands in its file.</param>
/// <param name="State">Of a condition; None for other types.</param>
/// <param name="Cause">Why the value is empty; null where it is not.</param>
public sealed record ExplainNode(
    BoundExpression Expression, Diagnostics.TextSpan Span, RuleType Type, object? Value, ExplainState State, LocalizedText? Cause, ImmutableArray<ExplainNode> Children);
