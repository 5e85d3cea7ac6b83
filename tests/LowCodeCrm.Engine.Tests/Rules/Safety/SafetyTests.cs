using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>Whatever is attempted ends in a diagnostic, in a value, or in a budget with its name; never in a crash, in code, or in a wait.</summary>
public sealed class SafetyTests
{
    /// <summary>What a thread has by default, whatever the test runner's threads have.</summary>
    private const int StackBytes = 8 << 20;

    public static TheoryData<string> Files => [.. SafetyAttempts.All.Select(attempt => attempt.File).Distinct()];

    [Theory, MemberData(nameof(Files))]
    public void Every_attempt_ends_as_it_should(string file)
    {
        var attempts = SafetyAttempts.All.Where(attempt => attempt.File == file).ToArray();
        var ends = OnStack(() => Ends(attempts));
        var wrong = attempts.Zip(ends).Where(pair => pair.First.Expected != pair.Second).Select(pair => $"{pair.First}\n    expected {pair.First.Expected}\n    but was  {pair.Second}").ToArray();
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {attempts.Length} attempts end otherwise:\n{string.Join("\n", wrong)}");
    }

    [Fact]
    public void There_are_attempts_enough_and_each_has_a_name_of_its_own()
    {
        Assert.True(SafetyAttempts.All.Count >= 150, $"{SafetyAttempts.All.Count} attempts");
        Assert.Equal(SafetyAttempts.All.Count, SafetyAttempts.All.Select(attempt => attempt.Name).Distinct().Count());
    }

    private static string[] Ends(SafetyAttempt[] attempts)
    {
        var expressions = attempts.Where(attempt => attempt.Kind == "expr").ToArray();
        var ends = expressions.Zip(ExpressionAttempts.Run(expressions)).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. attempts.Select(attempt => ends.TryGetValue(attempt, out var end) ? end : Guarded(() => End(attempt)))];
    }

    private static string End(SafetyAttempt attempt) => attempt.Kind switch
    {
        "rules" => PackageAttempts.Run(SafetyPackage.WithRules(attempt.Text)),
        "package" => PackageAttempts.Run(SafetyPackage.WithFiles(attempt.Text)),
        "line" => Assert.Single(EvalLines.Run([attempt.Text], new InterpretedBackEnd(), new EvalContext { Now = DateTime.UnixEpoch, TimeZone = "UTC", UserTimeZone = "UTC", Locale = "en" })),
        _ => throw new FormatException($"{attempt}: unknown kind {attempt.Kind}"),
    };

    /// <summary>One that breaks must not hide the others.</summary>
    private static string Guarded(Func<string> run)
    {
        try { return run(); }
        catch (Exception failure) { return $"breaks: {failure.GetType().Name} {failure.Message.Split('\n')[0]} {failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"; }
    }

    private static T OnStack<T>(Func<T> run)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try { result = run(); }
            catch (Exception thrown) { failure = thrown; }
        }, StackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result!;
    }
}
