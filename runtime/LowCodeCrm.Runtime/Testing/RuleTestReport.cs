using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>What came of the tests of a package.</summary>
public sealed record RuleTestReport(ImmutableArray<RuleTestResult> Tests, RuleCoverage Coverage)
{
    public bool Passed => Tests.All(test => test.Passed);
}

/// <param name="Name"><c>entity.test</c>; with the number of the row where <c>for each</c> gives several.</param>
/// <param name="Message">Why it did not pass; null: it passed.</param>
/// <param name="Location">Of the step that failed, else of the test.</param>
public sealed record RuleTestResult(string Name, LocalizedText? Message, SourceLocation Location)
{
    public bool Passed => Message is null;
}

/// <param name="Rules">Of those that ran in any test.</param>
/// <param name="Branches">Of the outcomes of conditions: each may hold and not hold.</param>
/// <param name="Missing">What no test has shown, by name: <c>opportunity.won_needs_amount: never violated</c>.</param>
public sealed record RuleCoverage(Share Rules, Share Branches, ImmutableArray<string> Missing);

public readonly record struct Share(int Covered, int Total);
