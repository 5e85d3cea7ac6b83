using System.Globalization;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Host.Eval;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>Random expressions have one answer: what the interpreter says, every other back end says too, or says that it cannot.</summary>
/// <remarks>A run without settings is always the same, so that it says something about the change at hand; by hand <c>LOWCODECRM_DIFFERENTIAL_COUNT</c> and <c>LOWCODECRM_DIFFERENTIAL_SEED</c> look further.</remarks>
public sealed class DifferentialTests(PostgresServer postgres)
{
    private const int DefaultCount = 2_000;
    private const int Batch = 500;

    private static EvalContext Context => new() { Now = new DateTime(2026, 3, 29, 0, 30, 0, DateTimeKind.Utc), TimeZone = "Europe/Berlin", UserTimeZone = "Europe/Berlin", Locale = "en", Calendar = "jp" };

    [Fact]
    public async Task Every_back_end_gives_the_interpreters_answer_or_says_that_it_cannot()
    {
        var seed = Setting("LOWCODECRM_DIFFERENTIAL_SEED", 20260401);
        var count = Setting("LOWCODECRM_DIFFERENTIAL_COUNT", DefaultCount);
        var generator = new ExpressionGenerator(seed);
        var (bound, values, failures) = (0, 0, new List<string>());
        using var client = new ClientBackEnd(Context);
        using var sqlite = new SqliteEvalBackEnd();
        using var server = new PostgresEvalBackEnd(await postgres.ConnectionStringAsync());
        IEvalBackEnd[] others = [client, sqlite, server];

        for (var done = 0; done < count; done += Batch)
        {
            var lines = Enumerable.Range(0, Math.Min(Batch, count - done)).Select(_ => generator.Next()).ToArray();
            var expected = Answers(lines, new InterpretedBackEnd());
            bound += expected.Count(answer => !answer.StartsWith("{\"diagnostics\"", StringComparison.Ordinal));
            values += expected.Count(answer => answer.StartsWith("{\"type\"", StringComparison.Ordinal) && !answer.Contains("\"value\":null", StringComparison.Ordinal));
            using var compiled = new CompiledBackEnd();
            foreach (var backEnd in others.Append(compiled))
            {
                var answers = Answers(lines, backEnd);
                for (var i = 0; i < lines.Length; i++)
                    if (Differ(expected[i], answers[i])) failures.Add(Describe(Shrink(lines[i], backEnd), backEnd));
            }
        }
        Assert.True(failures.Count == 0, $"seed {seed}: {failures.Count} of {count} expressions have several answers:\n{string.Join("\n", failures.Distinct().OrderBy(f => f.Length).Take(40))}");
        // Else the test would say nothing: most must be well typed, and many have a value.
        Assert.True(bound >= count * 9 / 10, $"seed {seed}: only {bound} of {count} expressions were well typed.");
        Assert.True(values >= count / 4, $"seed {seed}: only {values} of {count} expressions had a value.");
    }

    private static string[] Answers(IReadOnlyList<GeneratedLine> lines, IEvalBackEnd backEnd) => [.. EvalLines.Run([.. lines.Select(line => line.Input)], backEnd, Context)];

    private static bool Differ(string expected, string actual) => expected != actual && !actual.StartsWith("{\"unsupported\"", StringComparison.Ordinal);

    /// <summary>The smallest expression found on which the two still part.</summary>
    private static GeneratedLine Shrink(GeneratedLine line, IEvalBackEnd backEnd)
    {
        while (true)
        {
            var candidates = line.Expression.Inside().Concat(line.Expression.Smaller(ExpressionGenerator.Simplest)).Where(e => e.Size < line.Expression.Size)
                .DistinctBy(e => e.Text).OrderBy(e => e.Size).Take(100).Select(e => line with { Expression = e }).ToArray();
            var expected = Answers(candidates, new InterpretedBackEnd());
            var actual = Answers(candidates, backEnd);
            var smaller = Enumerable.Range(0, candidates.Length).FirstOrDefault(i => Differ(expected[i], actual[i]), -1);
            if (smaller < 0) return line;
            line = candidates[smaller];
        }
    }

    private static string Describe(GeneratedLine line, IEvalBackEnd backEnd) =>
        $"{line.Input}\n    interpreted {Answers([line], new InterpretedBackEnd())[0]}\n    {backEnd.Name,-11} {Answers([line], backEnd)[0]}";

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
