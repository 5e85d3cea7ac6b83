using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>
/// Watches an interpreted program, for tests of rules: which single conditions came out how, and what would happen if a part of a rule were another.
/// One program is compiled once, whatever is then put in the place of its parts. Not thread-safe.
/// </summary>
public sealed class EvaluationProbe
{
    private readonly Dictionary<BoundExpression, Seen> seen = new(ReferenceEqualityComparer.Instance);
    private HashSet<BoundExpression>? visited;

    /// <summary>In place of <see cref="RuleMutant.Of"/> the mutant is evaluated; null: all is as written.</summary>
    public RuleMutant? Active { get; set; }

    /// <summary>Whether a condition held, and whether it did not, in any evaluation.</summary>
    public (bool Held, bool Failed) OutcomesOf(BoundExpression condition) => seen.TryGetValue(condition, out var found) ? (found.Held, found.Failed) : (false, false);

    /// <summary>Notes from here on which expressions are evaluated.</summary>
    /// <returns>Filled as they are.</returns>
    public IReadOnlySet<BoundExpression> Visit() => visited = new HashSet<BoundExpression>(ReferenceEqualityComparer.Instance);

    /// <summary>Ends <see cref="Visit"/>.</summary>
    public void EndVisit() => visited = null;

    /// <summary>A single condition: what yields yes or no and is not put together from others.</summary>
    public static bool IsCondition(BoundExpression expression) => expression.Type.Kind == TypeKind.Bool && expression is
        BoundBinary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } or BoundIsSet or BoundIn or BoundField or BoundChanged or BoundCall or BoundAggregate { Aggregate: AggregateKind.Any or AggregateKind.All };

    /// <summary>A node that is watched; <paramref name="compile"/> makes that of what stands in its place.</summary>
    internal EvalNode Watch(BoundExpression expression, EvalNode node, Func<BoundExpression, EvalNode> compile) => new WatchedNode(this, expression, node, IsCondition(expression), compile);

    private sealed class Seen
    {
        public bool Held, Failed;
    }

    private sealed class WatchedNode(EvaluationProbe probe, BoundExpression expression, EvalNode node, bool isCondition, Func<BoundExpression, EvalNode> compile) : EvalNode
    {
        private (RuleMutant Mutant, EvalNode Node)? instead;

        public override object? Eval(EvalState state)
        {
            if (probe.Active is { } mutant && ReferenceEquals(mutant.Of, expression))
            {
                if (instead?.Mutant != mutant) instead = (mutant, compile(mutant.Instead));
                return instead.Value.Node.Eval(state);
            }
            probe.visited?.Add(expression);
            var value = node.Eval(state);
            if (!isCondition || probe.Active is not null) return value;
            if (!probe.seen.TryGetValue(expression, out var outcomes)) probe.seen[expression] = outcomes = new Seen();
            if (value is true) outcomes.Held = true;
            else outcomes.Failed = true;
            return value;
        }
    }
}
