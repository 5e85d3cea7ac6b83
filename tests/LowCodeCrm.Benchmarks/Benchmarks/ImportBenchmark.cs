using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Benchmarks.Http;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>100,000 rows of CSV through the API: twenty rules, history, outbox and search rows for each.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Rows = 100_000;

    public string Name => "import";

    public async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        BenchmarkApp.WriteFolder(folder["app"]);
        var key = TemporaryFolder.NewKey(folder["data"]);
        await using var server = ServerProcess.Crm(folder["data"], "--app", folder["app"]);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        var address = await server.ListeningAsync();
        await ImportAsync(client, address, 2_000);
        var cpu = server.Cpu;
        var seconds = await ImportAsync(client, address, Rows);
        report.Limit("import of 100,000 rows", Rows / seconds, "rows/s", 20_000, $"CSV, 12 fields, 20 rules, history, search; after 2,000 rows of warming; {(server.Cpu - cpu).TotalSeconds / seconds:0.0} cores used", atLeast: true);
    }

    /// <summary>Seconds taken.</summary>
    public static async Task<double> ImportAsync(HttpClient client, string address, int rows)
    {
        using var body = new StringContent(BenchmarkApp.Csv(rows), Encoding.UTF8, "text/csv");
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync($"{address}/api/{BenchmarkApp.Name}/opportunity/$import?mode=create", body);
        var text = await answer.Content.ReadAsStringAsync();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (!answer.IsSuccessStatusCode || JsonDocument.Parse(text).RootElement.GetProperty("created").GetInt32() != rows)
            throw new InvalidOperationException($"Not all rows were imported: {text[..Math.Min(500, text.Length)]}");
        return seconds;
    }
}
