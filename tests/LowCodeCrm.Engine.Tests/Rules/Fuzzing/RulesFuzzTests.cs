using System.Collections.Concurrent;
using System.Globalization;

namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>No text makes lexer, parser, formatter or binder fail, hang or lose a character.</summary>
/// <remarks>
/// A run without settings is always the same. By hand <c>LOWCODECRM_FUZZ_COUNT=1000000</c> looks further, from <c>LOWCODECRM_FUZZ_SEED</c> on; input n of a
/// run is the first of a run with seed + n, so a failure is seen again with its number as the seed and a count of 1.
/// </remarks>
public sealed class RulesFuzzTests
{
    private const int DefaultCount = 500, DefaultSeed = 20260401, MaxFailures = 20;

    /// <summary>The stack that a small machine gives a thread; nesting must be refused long before it ends.</summary>
    private const int StackBytes = 1 << 20;

    /// <summary>Not a measure of speed: whoever is at one small text so long will never be done.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void Any_text_is_read_and_bound_without_a_failure()
    {
        var (seed, count) = (Setting("LOWCODECRM_FUZZ_SEED", DefaultSeed), Setting("LOWCODECRM_FUZZ_COUNT", DefaultCount));
        var failures = new ConcurrentDictionary<string, string>();
        var (done, found) = (0, 0);
        var worker = new Thread(() =>
        {
            for (; Volatile.Read(ref done) < count && failures.Count < MaxFailures; Interlocked.Increment(ref done))
            {
                var input = FuzzGenerator.At(seed + done);
                if (FuzzProperties.Broken(input) is not { } defect) continue;
                found++;
                if (!failures.ContainsKey(defect)) failures[defect] = $"seed {seed + done}: {FuzzShrinker.Shrink(input, defect)}";
            }
        }, StackBytes) { IsBackground = true };
        worker.Start();
        for (var before = -1; !worker.Join(patience); before = done)
            Assert.True(Volatile.Read(ref done) != before, $"seed {seed + done}: no end in sight of {FuzzGenerator.At(seed + done)}");
        Assert.True(failures.IsEmpty, $"{found} of {done} inputs from seed {seed} fail in {failures.Count} ways:\n{string.Join("\n", failures.Select(one => $"{one.Key}\n    {one.Value}"))}");
    }

    /// <summary>Else the test above would say nothing: inputs are no mere noise, and no mere copies.</summary>
    [Fact]
    public void Inputs_are_right_and_wrong()
    {
        var inputs = Enumerable.Range(DefaultSeed, 300).Select(FuzzGenerator.At).ToArray();
        var right = inputs.Count(input => !(input.IsExpression ? Syntax.Sample.Expression(input.Text).Diagnostics : Syntax.Sample.Parse(input.Text).Diagnostics).HasErrors);
        Assert.InRange(right, 60, 240);
        Assert.True(inputs.Distinct().Count() > 280);
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
