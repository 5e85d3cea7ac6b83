using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding.Analysis;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The analysis of the whole app: orders, cycles, overlapping writers.</summary>
internal static class RuleAnalysis
{
    /// <summary>The rules with each list in the order in which it runs.</summary>
    public static BoundRuleSet Run(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        ReportRecursion(rules, diagnostics);
        CallDepth.Check(rules, diagnostics);
        ApprovalAnalysis.Check(rules, diagnostics);
        DeadRules.Check(rules, diagnostics);
        HiddenFields.Check(rules, diagnostics);
        WorstCase.Check(rules, diagnostics);
        var graph = DependencyGraph.Of(rules);
        foreach (var (rule, chain) in graph.Cycles()) diagnostics.DependencyCycle(rule.Location, chain);
        return rules with { ByEntity = [.. rules.ByEntity.Select(entity => Ordered(entity, diagnostics))] };
    }

    private static EntityRules Ordered(EntityRules rules, DiagnosticBag diagnostics)
    {
        WriterAnalysis.Check(rules, diagnostics);
        SelfTriggers.Check(rules, diagnostics);
        var before = Order(rules.BeforeSave, rule => Writes.Of(rule.Commands).Select(w => w.Field), rule => OwnReads(BoundTreeOf(rule)));
        foreach (var (rule, chain) in CyclesOf(rules.BeforeSave, r => Writes.Of(r.Commands).Select(w => w.Field), r => OwnReads(BoundTreeOf(r)), r => r.Name))
            diagnostics.BeforeSaveCycle(rule.Location, chain);
        return rules with
        {
            Defaults = Order(rules.Defaults, r => [r.Field.Name], r => OwnReads([r.When, r.Value])),
            BeforeSave = before,
            Computed = Order(rules.Computed, r => [r.Field.Name], r => OwnReads([r.Value])),
        };
    }

    private static IEnumerable<BoundExpression?> BoundTreeOf(BeforeSaveRule rule) => rule.Commands.SelectMany(BoundTree.ExpressionsOf).Prepend(rule.When!);

    private static HashSet<string> OwnReads(IEnumerable<BoundExpression?> expressions) =>
        Reads.Of(expressions).Select(read => read switch
        {
            { Via: ReadVia.Own } => read.Field.Name,
            { Via: ReadVia.ToOne, Path.Length: > 0 } => read.Path.Split('.')[0],
            _ => null,
        }).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Each rule after those that write what it reads; otherwise in the order given.</summary>
    private static ImmutableArray<T> Order<T>(ImmutableArray<T> rules, Func<T, IEnumerable<string>> writes, Func<T, HashSet<string>> reads) where T : BoundRule
    {
        if (rules.Length < 2) return rules;
        var edges = Edges(rules, writes, reads);
        var result = ImmutableArray.CreateBuilder<T>(rules.Length);
        const int Done = int.MaxValue;
        // How many of a rule's edges have been followed.
        var state = new int[rules.Length];
        // Without recursion: a chain may be as long as there are rules.
        var path = new Stack<int>();
        for (var start = 0; start < rules.Length; start++)
        {
            path.Push(start);
            while (path.TryPeek(out var i))
            {
                if (state[i] < edges[i].Length)
                {
                    var next = edges[i][state[i]++];
                    if (state[next] == 0) path.Push(next);
                    continue;
                }
                path.Pop();
                if (state[i] == Done) continue;
                state[i] = Done;
                result.Add(rules[i]);
            }
        }
        return result.ToImmutable();
    }

    private static IEnumerable<(T Rule, string Chain)> CyclesOf<T>(ImmutableArray<T> rules, Func<T, IEnumerable<string>> writes, Func<T, HashSet<string>> reads, Func<T, string> name) where T : BoundRule
    {
        var edges = Edges(rules, writes, reads);
        foreach (var cycle in Cycles.Through(rules.Length, i => edges[i]))
            yield return (rules[cycle[0]], string.Join(" → ", cycle.Append(cycle[0]).Select(i => name(rules[i]))));
    }

    /// <summary>For each rule the others that must run before it.</summary>
    private static int[][] Edges<T>(ImmutableArray<T> rules, Func<T, IEnumerable<string>> writes, Func<T, HashSet<string>> reads) where T : BoundRule
    {
        var writers = rules.SelectMany((rule, i) => writes(rule).Distinct().Select(field => (field, i))).ToLookup(w => w.field, w => w.i, StringComparer.Ordinal);
        return [.. rules.Select((rule, i) => reads(rule).SelectMany(field => writers[field]).Where(j => j != i).Distinct().Order().ToArray())];
    }

    private static void ReportRecursion(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        var functions = rules.Functions;
        var calls = functions.Select(f => f.Body is null ? [] : Direct(f.Body).Select(g => functions.IndexOf(g)).Where(i => i >= 0).Distinct().ToArray()).ToArray();
        foreach (var cycle in Cycles.Through(functions.Length, i => calls[i]))
            diagnostics.FunctionRecursion(functions[cycle[0]].Location, string.Join(" → ", cycle.Append(cycle[0]).Select(i => functions[i].Name)));
    }

    private static IEnumerable<FunctionSymbol> Direct(BoundExpression expression) =>
        BoundTree.Children(expression).SelectMany(Direct).Concat(expression is BoundFunctionCall call ? [call.Function] : []);
}
