using System.Diagnostics;
using LowCodeCrm.Benchmarks.Measuring;

namespace LowCodeCrm.Benchmarks.Http;

/// <param name="Rate">Requests a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Cpu">Milliseconds of the server's processor time per request.</param>
internal sealed record LoadResult(double Rate, double P50, double P99, double Cpu)
{
    /// <summary>The median of each figure.</summary>
    public static LoadResult Median(IReadOnlyCollection<LoadResult> rounds) =>
        new(Paired.Median(rounds.Select(r => r.Rate)), Paired.Median(rounds.Select(r => r.P50)), Paired.Median(rounds.Select(r => r.P99)), Paired.Median(rounds.Select(r => r.Cpu)));
}

/// <summary>A number of connections that each ask again as soon as they are answered.</summary>
internal sealed class Load(ServerProcess server, HttpClient client, int connections)
{
    /// <param name="request">Makes the n-th request.</param>
    /// <param name="expected">Any other answer stops the benchmark: figures of failures say nothing.</param>
    /// <param name="duration">How long.</param>
    public async Task<LoadResult> RunAsync(Func<int, HttpRequestMessage> request, System.Net.HttpStatusCode expected, TimeSpan duration)
    {
        var next = 0;
        var cpu = server.Cpu;
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var taken = new List<double>(4096);
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                using var message = request(Interlocked.Increment(ref next));
                var sent = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(message);
                if (response.StatusCode != expected)
                    throw new InvalidOperationException($"{message.Method} {message.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                taken.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            return taken;
        })));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var used = server.Cpu - cpu;
        var all = latencies.SelectMany(l => l).Order().ToArray();
        return new LoadResult(all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[all.Length * 99 / 100], used.TotalMilliseconds / all.Length);
    }
}
