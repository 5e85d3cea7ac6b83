using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>What is interpreted wherever an app runs, because it runs so seldom that it is not compiled: the conditions and people of approvals.</summary>
/// <param name="probe">Watches what is evaluated; null: nobody does.</param>
public sealed class SeldomRules(EvaluationProbe? probe = null)
{
    /// <summary>Watched by nobody.</summary>
    public static readonly SeldomRules Plain = new();

    /// <summary>Whether somebody watches: then what the database would work out is interpreted too.</summary>
    public bool IsWatched => probe is not null;

    private readonly ConditionalWeakTable<BoundExpression, Func<EvaluationFrame, object?>> watched = [];

    /// <summary>As <see cref="Interpreter.Evaluate"/>.</summary>
    public object? Evaluate(BoundExpression expression, EvaluationFrame frame) =>
        probe is null ? Interpreter.Evaluate(expression, frame) : watched.GetValue(expression, one => Interpreter.Watched(one, probe))(frame);
}
