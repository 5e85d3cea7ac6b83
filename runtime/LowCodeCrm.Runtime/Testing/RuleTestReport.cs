using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>What came of the tests of a package.</summary>
public sealed record RuleTestReport(ImmutableArray<RuleTestResult> Tests, RuleCoverage Coverage)
{
    public bool Passed => Tests.All(test => test.Passed);

    /// <summary>Which mistakes in the rules the tests notice; null: that was not tried.</summary>
    public MutationReport? Mutation { get; init; }
}

/// <param name="Name"><c>entity.test</c>; with the number of the row where <c>for each</c> gives several.</param>
/// <param name="Message">Why it did not pass; null: it passed.</param>
/// <param name="Location">Of the step that failed, else of the test.</param>
public sealed record RuleTestResult(string Name, LocalizedText? Message, SourceLocation Location)
{
    public bool Passed => Message is null;
}

/// <param name="Rules">Of those that ran in any test.</param>
/// <param name="Branches">Of the outcomes of rules' conditions as a whole: each may hold and not hold.</param>
/// <param name="Missing">What no test has shown, by name: <c>opportunity.won_needs_amount: never violated</c>.</param>
public sealed record RuleCoverage(Share Rules, Share Branches, ImmutableArray<string> Missing)
{
    /// <summary>Of the outcomes of single conditions, those within <c>and</c> and <c>or</c> too.</summary>
    public Share Conditions => new(Single.Sum(one => (one.Held ? 1 : 0) + (one.Failed ? 1 : 0)), Single.Length * 2);

    public ImmutableArray<ConditionCoverage> Single { get; init; } = [];
}

/// <summary>A single condition, such as <c>amount &gt; 0</c> in <c>amount &gt; 0 and decided_on is set</c>, and how it came out in any test.</summary>
public sealed record ConditionCoverage(string Rule, string Text, SourceLocation Location, bool Held, bool Failed);

public readonly record struct Share(int Covered, int Total);

/// <summary>How long mistakes are tried, and how many of them.</summary>
public sealed record MutationOptions(int Mutants = 5_000, TimeSpan? Within = null)
{
    public TimeSpan Time => Within ?? TimeSpan.FromMinutes(5);
}

/// <param name="Mutants">Small mistakes that could be made in the rules.</param>
/// <param name="Tried">Of those, the ones that were made, one at a time.</param>
/// <param name="Killed">Of those, the ones that made a test fail.</param>
public sealed record MutationReport(int Mutants, int Tried, int Killed, ImmutableArray<Survivor> Survivors)
{
    /// <summary>From 0 to 1.</summary>
    public decimal Score => Tried == 0 ? 1 : Math.Round((decimal)Killed / Tried, 3);
}

/// <summary>A mistake that no test noticed.</summary>
/// <param name="WasRun">False: no test comes by the place at all.</param>
public sealed record Survivor(RuleMutant Mutant, bool WasRun);
