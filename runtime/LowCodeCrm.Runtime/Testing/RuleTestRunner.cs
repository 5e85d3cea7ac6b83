using System.Collections.Immutable;
using System.Diagnostics;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>Runs the tests of a package, and looks at the tests themselves: what they cover, and which mistakes they would notice.</summary>
public static class RuleTestRunner
{
    /// <param name="app">Compiled; its rules are not run, the interpreter's are.</param>
    /// <param name="mutation">Whether to try which mistakes in the rules the tests notice, and for how long; null: no.</param>
    public static async Task<RuleTestReport> RunAsync(CompiledApp app, CancellationToken cancellationToken, MutationOptions? mutation = null)
    {
        await using var bench = await RuleTestBench.OpenAsync(app, cancellationToken);
        var results = ImmutableArray.CreateBuilder<RuleTestResult>();
        var passed = new List<(BoundTest Test, int Row, IReadOnlySet<BoundExpression> Visited)>();
        foreach (var (test, row) in bench.Cases)
        {
            var visited = bench.Probe.Visit();
            var result = await bench.RunAsync(test, row, cancellationToken);
            bench.Probe.EndVisit();
            results.Add(result);
            if (result.Passed) passed.Add((test, row, visited));
        }
        var report = new RuleTestReport(results.ToImmutable(), bench.Trace.Coverage(ConditionsOf(app.Rules, bench.Probe)));
        return mutation is null ? report : report with { Mutation = await MutateAsync(bench, app.Rules, passed, mutation, cancellationToken) };
    }

    private static ImmutableArray<ConditionCoverage> ConditionsOf(BoundRuleSet rules, EvaluationProbe probe) =>
    [
        .. RuleParts.ConditionsOf(rules).Select(one =>
        {
            var (held, failed) = probe.OutcomesOf(one.Condition);
            return new ConditionCoverage(one.Rule, one.Source.ToString(one.Condition.Span), new SourceLocation(one.Source, one.Condition.Span), held, failed);
        }),
    ];

    /// <summary>Only tests that come by the place are run, and only until one fails.</summary>
    private static async Task<MutationReport> MutateAsync(
        RuleTestBench bench, BoundRuleSet rules, List<(BoundTest Test, int Row, IReadOnlySet<BoundExpression> Visited)> passed, MutationOptions options, CancellationToken cancellationToken)
    {
        var mutants = RuleMutants.Of(rules);
        var survivors = ImmutableArray.CreateBuilder<Survivor>();
        var (killed, tried) = (0, 0);
        var clock = Stopwatch.StartNew();
        foreach (var mutant in mutants.Take(options.Mutants))
        {
            if (clock.Elapsed > options.Time) break;
            tried++;
            var near = passed.Where(one => one.Visited.Contains(mutant.Of)).ToArray();
            var isKilled = false;
            bench.Probe.Active = mutant;
            foreach (var (test, row, _) in near)
                if (isKilled = !await PassesAsync(bench, test, row, cancellationToken)) break;
            bench.Probe.Active = null;
            if (isKilled) killed++;
            else survivors.Add(new Survivor(mutant, near.Length > 0));
        }
        return new MutationReport(mutants.Length, tried, killed, survivors.ToImmutable());
    }

    private static async Task<bool> PassesAsync(RuleTestBench bench, BoundTest test, int row, CancellationToken cancellationToken)
    {
        try
        {
            return (await bench.RunAsync(test, row, cancellationToken)).Passed;
        }
        // A mistake that breaks a rule altogether is noticed as well.
        catch (Exception failure) when (failure is RuleEvaluationException or RuleBudgetException or Saving.SaveRejectedException or InvalidCastException or InvalidOperationException)
        {
            return false;
        }
    }
}
