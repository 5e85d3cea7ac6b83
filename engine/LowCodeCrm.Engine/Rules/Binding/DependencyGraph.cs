using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Which derived fields (computed, rollup) are worked out from which, across entities.</summary>
public sealed class DependencyGraph
{
    private readonly int[][] edges;

    private DependencyGraph(ImmutableArray<BoundRule> rules, ImmutableArray<ImmutableArray<FieldRead>> reads)
    {
        Rules = rules;
        ReadsOf = reads;
        var index = new Dictionary<(string, string), int>();
        for (var i = 0; i < rules.Length; i++) index[KeyOf(rules[i])] = i;
        edges = [.. reads.Select(list => list.Select(r => index.GetValueOrDefault((r.Entity.Name, r.Field.Name), -1)).Where(i => i >= 0).Distinct().ToArray())];
    }

    /// <summary>Computed and rollup rules of all entities.</summary>
    public ImmutableArray<BoundRule> Rules { get; }

    /// <summary>What each of <see cref="Rules"/> reads, in the same order.</summary>
    public ImmutableArray<ImmutableArray<FieldRead>> ReadsOf { get; }

    public static DependencyGraph Of(BoundRuleSet rules)
    {
        ImmutableArray<BoundRule> derived = [.. rules.ByEntity.SelectMany(e => e.Computed.Cast<BoundRule>().Concat(e.Rollups))];
        return new(derived, [.. derived.Select(rule => Reads.Of(rule is ComputedRule computed ? computed.Value : ((RollupRule)rule).Aggregate))]);
    }

    /// <summary>The rules that read a field, by whatever way.</summary>
    public IEnumerable<BoundRule> ReadersOf(string entity, string field)
    {
        for (var i = 0; i < Rules.Length; i++)
            if (ReadsOf[i].Any(r => r.Entity.Name == entity && r.Field.Name == field)) yield return Rules[i];
    }

    /// <summary>Each rule on a circle, with the circle as <c>a.x → b.y → a.x</c>.</summary>
    internal IEnumerable<(BoundRule Rule, string Chain)> Cycles() =>
        Binding.Cycles.Through(Rules.Length, i => edges[i]).Select(cycle =>
            (Rules[cycle[0]], string.Join(" → ", cycle.Append(cycle[0]).Select(i => KeyOf(Rules[i]) is var (entity, field) ? $"{entity}.{field}" : ""))));

    private static (string Entity, string Field) KeyOf(BoundRule rule) =>
        (rule.Entity.Name, rule is ComputedRule computed ? computed.Field.Name : ((RollupRule)rule).Field.Name);
}
