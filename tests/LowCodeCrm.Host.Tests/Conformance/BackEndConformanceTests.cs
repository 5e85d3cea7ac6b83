using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Tests.Rules.Conformance;

namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>The language's cases through <c>crm eval</c> itself, on every back end: what an outside test would see.</summary>
public sealed class BackEndConformanceTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("interpreted")]
    [InlineData("compiled")]
    [InlineData("client")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_case_gives_what_the_language_says(string backEnd)
    {
        string[] database = backEnd == "postgres" ? ["--database", await postgres.ConnectionStringAsync()] : [];
        var failures = new List<string>();
        var refused = new List<string>();
        foreach (var group in CaseFiles.All.GroupBy(c => (c.Now, c.Zone, c.Calendar)))
        {
            var cases = group.ToArray();
            string[] calendar = group.Key.Calendar is { } name ? ["--calendar", name] : [];
            var result = await Crm.RunAsync(["eval", "--backend", backEnd, "--now", group.Key.Now, "--tz", group.Key.Zone, .. calendar, .. database], string.Concat(cases.Select(c => c.Input + "\n")));
            Assert.True(result.ExitCode == 0 && result.Lines.Length == cases.Length, result.ToString());
            for (var i = 0; i < cases.Length; i++)
            {
                var outcome = cases[i].Outcome(result.Lines[i]);
                if (outcome.StartsWith("unsupported ", StringComparison.Ordinal)) refused.Add($"{cases[i]}   {result.Lines[i]}");
                else if (outcome != cases[i].Expected) failures.Add($"{cases[i]}\n    expected {cases[i].Expected}\n    but was  {outcome}   {result.Lines[i]}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {CaseFiles.All.Count} cases fail on {backEnd}:\n{string.Join("\n", failures)}");
        var holes = refused.Where(line => !MayRefuse(backEnd, line)).ToArray();
        Assert.True(holes.Length == 0, $"{holes.Length} cases are refused on {backEnd}:\n{string.Join("\n", holes)}");
    }

    [Theory]
    [InlineData("", "needs --database")]
    [InlineData("Provider=SqlServer;Server=x", "is not PostgreSQL")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x", "does not lead to a PostgreSQL server")]
    public async Task A_database_that_is_none_is_said_and_nothing_is_evaluated(string database, string said)
    {
        var result = await Crm.RunAsync(["eval", "--backend", "postgres", "--database", database], "{\"expr\": \"1 + 1\"}\n");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(said, result.ToString(), StringComparison.Ordinal);
    }

    // Sets of texts are columns; a database has no others to hold or to hand over.
    private static readonly string[] SetsAsValues = ["a set or range by itself", "a variable of this type", "membership in this kind of list"];

    // Only what the language keeps from a back end may be refused; else a hole would pass unseen.
    private static bool MayRefuse(string backEnd, string line) => backEnd switch
    {
        "sqlite" or "postgres" => SetsAsValues.Any(line.Contains) || Functions.All.Any(f => !f.BackEnds.HasFlag(BackEnds.Sql) && line.Contains(f.Name + "(", StringComparison.Ordinal)),
        _ => false,
    };
}
