using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Tests.Rules.Conformance;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Runtime.Tests.Queries;

/// <summary>The language's cases, each as one SELECT in SQLite.</summary>
public sealed class SqliteConformanceTests
{
    [Fact]
    public void Every_case_gives_what_the_language_says_or_is_refused()
    {
        var failures = new List<string>();
        var refused = new List<string>();
        foreach (var group in CaseFiles.All.GroupBy(c => (c.Now, c.Zone, c.Calendar)))
        {
            var cases = group.ToArray();
            using var backEnd = new SqliteEvalBackEnd();
            var outputs = EvalLines.Run([.. cases.Select(c => c.Input)], backEnd, cases[0].Context).ToArray();
            for (var i = 0; i < cases.Length; i++)
            {
                var outcome = cases[i].Outcome(outputs[i]);
                if (outcome.StartsWith("unsupported ", StringComparison.Ordinal)) refused.Add($"{cases[i].Expression}   {outputs[i]}");
                else if (outcome != cases[i].Expected) failures.Add($"{cases[i]}\n    expected {cases[i].Expected}\n    but was  {outcome}   {outputs[i]}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {CaseFiles.All.Count} cases fail on SQLite:\n{string.Join("\n", failures)}");
        // Only what the language keeps out of SQL may be refused; else a hole would pass unseen.
        // Sets of texts are columns; a database has no others to hold or to hand over.
        string[] allowed = ["a set or range by itself", "a variable of this type", "membership in this kind of list", .. Functions.All.Where(f => !f.BackEnds.HasFlag(BackEnds.Sql)).Select(f => f.Name + "(")];
        var holes = refused.Where(line => !allowed.Any(name => line.Contains(name, StringComparison.Ordinal))).ToArray();
        Assert.True(holes.Length == 0, $"{holes.Length} cases are refused:\n{string.Join("\n", holes)}");
    }
}
