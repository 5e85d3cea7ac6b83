using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Conformance;

/// <summary>The language's cases on every back end that runs in this process; none of them may refuse one.</summary>
public sealed class ConformanceTests
{
    /// <summary>Add a back end here and it runs every case.</summary>
    public static TheoryData<string> BackEnds => [.. Factories.Keys];

    private static readonly Dictionary<string, Func<IEvalBackEnd>> Factories = new()
    {
        ["interpreted"] = () => new InterpretedBackEnd(),
        ["compiled"] = () => new CompiledBackEnd(),
    };

    [Theory, MemberData(nameof(BackEnds))]
    public void Every_case_gives_what_the_language_says(string name)
    {
        var failures = new List<string>();
        foreach (var group in CaseFiles.All.GroupBy(c => (c.Now, c.Zone, c.Calendar)))
        {
            var cases = group.ToArray();
            var outputs = EvalLines.Run([.. cases.Select(c => c.Input)], Factories[name](), cases[0].Context).ToArray();
            for (var i = 0; i < cases.Length; i++)
            {
                var outcome = cases[i].Outcome(outputs[i]);
                if (outcome != cases[i].Expected)
                    failures.Add($"{cases[i]}\n    expected {cases[i].Expected}\n    but was  {outcome}   {outputs[i]}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {CaseFiles.All.Count} cases fail on {name}:\n{string.Join("\n", failures)}");
    }

    [Fact]
    public void There_are_cases_for_every_function()
    {
        var text = string.Join("\n", CaseFiles.All.Select(c => c.Expression));
        var missing = LowCodeCrm.Engine.Rules.Values.FunctionImplementations.Table.Select(f => f.Name)
            .Where(name => name is not ("label" or "role" or "consent") && LowCodeCrm.Engine.Rules.Language.Functions.Find(name)!.Group != LowCodeCrm.Engine.Rules.Language.Functions.ChannelsGroup && !text.Contains(name + "(", StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}
