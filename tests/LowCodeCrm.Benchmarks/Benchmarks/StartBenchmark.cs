using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using LowCodeCrm.Benchmarks.Http;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>From the start of <c>crm serve</c> to the first list it answers, with the sample app: on an empty store, and with everything compiled before.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Rounds = 7;

    public string Name => "start";

    public async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        var key = TemporaryFolder.NewKey(data);
        var (first, _, _) = await StartAsync(data, key);
        report.Limit("first start: install, compile, seed the sample, first answer", first, "s", null, "once");
        var times = new List<(double Seconds, double Cpu, double Megabytes)>();
        for (var i = 0; i < Rounds; i++) times.Add(await StartAsync(data, key));
        report.Limit("start to first answered request, compiled before", times.Min(t => t.Seconds), "s", 1, $"sample app, new process each, best of {Rounds}; median {Report.Number(Paired.Median(times.Select(t => t.Seconds)))} s");
        report.Limit("the same: processor time", Paired.Median(times.Select(t => t.Cpu)), "s", null, "of both cores, the server's process alone");
        report.Limit("memory after the first answer", Paired.Median(times.Select(t => t.Megabytes)), "MB", 200, "resident, sample app");
    }

    private static async Task<(double Seconds, double Cpu, double Megabytes)> StartAsync(string data, string key)
    {
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        var began = Stopwatch.GetTimestamp();
        await using var server = ServerProcess.Crm(data);
        using var answer = await client.GetAsync($"{await server.ListeningAsync()}/api/sales-crm/opportunity?$top=25");
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        await answer.Content.ReadAsByteArrayAsync();
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, server.Cpu.TotalSeconds, server.MemoryMegabytes);
    }
}
