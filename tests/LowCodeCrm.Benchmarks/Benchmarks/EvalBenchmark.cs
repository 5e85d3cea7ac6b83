using System.Diagnostics;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>The core of <c>crm eval</c> on 10,000 different lines, in a fresh process, from its start to its end.</summary>
internal sealed class EvalBenchmark : IBenchmark
{
    private const int Lines = 10_000;

    public string Name => "eval";

    public async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var file = folder["lines.jsonl"];
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Lines).Select(Line));
        foreach (var (backEnd, limit) in new[] { ("interpreted", 5.0), ("compiled", 30.0) })
        {
            var began = Stopwatch.GetTimestamp();
            using var child = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "LowCodeCrm.Benchmarks.dll"), "eval-lines", backEnd, file]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) throw new InvalidOperationException($"{backEnd}: some lines failed.");
            report.Limit($"eval of 10,000 lines, {backEnd}", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", limit, "all lines different; a process's whole life, once");
        }
    }

    public static int Child(string backEnd, string file)
    {
        IEvalBackEnd evaluator = backEnd == "compiled" ? new CompiledBackEnd(isCollectible: false) : new InterpretedBackEnd();
        var context = new EvalContext { Now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), TimeZone = "Asia/Tokyo", UserTimeZone = "Asia/Tokyo", Locale = "en" };
        var failed = EvalLines.Run(File.ReadAllLines(file), evaluator, context).Count(line => !line.StartsWith("{\"type\"", StringComparison.Ordinal));
        if (failed > 0) Console.Error.WriteLine($"{failed} lines failed.");
        return failed == 0 ? 0 : 1;
    }

    private static string Line(int i) => (i % 4) switch
    {
        0 => $$$"""{"expr": "amount * {{{i}}} > 10 and note is empty", "vars": {"amount": {"type": "decimal?", "value": "6"}, "note": {"type": "text?", "value": null}} }""",
        1 => $$$"""{"expr": "if rank = \"A\" then round_half_up(price * {{{i}}} / 100, 2) else price", "vars": {"rank": {"type": "text", "value": "A"}, "price": {"type": "decimal", "value": "1234.56"}} }""",
        2 => $$$"""{"expr": "month_end(due + months({{{i % 100}}})) + days({{{i}}})", "vars": {"due": {"type": "date", "value": "2026-02-14"}} }""",
        _ => $$$"""{"expr": "upper(left(name, {{{i % 20}}})) & \" {{{i}}}\"", "vars": {"name": {"type": "text", "value": "青山商事 tokyo"}} }""",
    };
}
