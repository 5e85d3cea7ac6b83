using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>What an expression is evaluated on.</summary>
/// <param name="Context">Clock, user, other records.</param>
/// <param name="This">The record that bare names mean; null outside any record.</param>
/// <param name="Old">The record before the save; null on create.</param>
/// <param name="Variables">Values of free variables (<c>crm eval</c>), boxed.</param>
public sealed record EvaluationFrame(
    RuleContext Context, EntityRecord? This = null, EntityRecord? Old = null, IReadOnlyDictionary<VariableSymbol, object?>? Variables = null);

/// <summary>The mutable state of one evaluation: records and variables that were bound on the way have a slot each.</summary>
internal sealed class EvalState(EvaluationFrame frame, int slots)
{
    public readonly RuleContext Context = frame.Context;
    public readonly EntityRecord? This = frame.This;
    public readonly EntityRecord? Old = frame.Old;
    public readonly IReadOnlyDictionary<VariableSymbol, object?>? Variables = frame.Variables;
    public readonly object?[] Slots = slots == 0 ? [] : new object?[slots];
}

/// <summary>A compiled piece of an expression.</summary>
internal abstract class EvalNode
{
    public abstract object? Eval(EvalState state);
}

internal sealed class LambdaNode(Func<EvalState, object?> body) : EvalNode
{
    public override object? Eval(EvalState state) => body(state);
}

internal sealed class ConstantNode(object? value) : EvalNode
{
    public object? Value { get; } = value;
    public override object? Eval(EvalState state) => Value;
}
