using LowCodeCrm.Benchmarks;
using LowCodeCrm.Benchmarks.Benchmarks;
using LowCodeCrm.Benchmarks.Floor;
using LowCodeCrm.Benchmarks.Measuring;

// Two children of this program: the hand-written server, and a process that evaluates lines.
if (args is ["floor-server", var file, var url]) return await FloorServer.RunAsync(file, url);
if (args is ["eval-lines", var backEnd, var lines]) return EvalBenchmark.Child(backEnd, lines);

#if DEBUG
Console.Error.WriteLine("Built for debugging: run with 'dotnet run -c Release'.");
return 2;
#else
IBenchmark[] all = [new RuleBenchmark(), new LanguageBenchmark(), new PublishBenchmark(), new EvalBenchmark(), new StartBenchmark(), new ImportBenchmark(), new HttpBenchmark(), new MemoryBenchmark(), new BrowserBenchmark()];
var unknown = args.Where(name => !all.Any(benchmark => benchmark.Name == name)).ToArray();
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}
var report = new Report();
foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name} …");
    await benchmark.RunAsync(report);
}
report.Write(Console.Out);
return 0;
#endif
