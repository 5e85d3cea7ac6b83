using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using LowCodeCrm.Benchmarks.Http;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>One rule of the sample changed and published over HTTP, thousands of times, with a record created on each version.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    /// <summary>The first publishes load the compiler and fill caches of fixed size.</summary>
    private const int Warm = 20;
    private const int Step = 100;

    public string Name => "memory";

    public async Task RunAsync(Report report)
    {
        var publishes = int.TryParse(Environment.GetEnvironmentVariable("PUBLISHES"), CultureInfo.InvariantCulture, out var asked) ? asked : 2_000;
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        var key = TemporaryFolder.NewKey(data);
        await using var server = ServerProcess.Crm(data);
        using var client = new HttpClient { BaseAddress = new Uri(await server.ListeningAsync()), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        await client.GetStringAsync("/api/sales-crm/account?$top=5");
        var idle = server.Memory;
        Console.Error.WriteLine($"  idle: {idle}");
        ProcessMemory? warm = null, middle = null;
        for (var i = 1; i <= publishes; i++)
        {
            using var text = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""rules for account { validate changed { require length(name) < {{1000 + i}} message en "Shorter" ja "短く" at name } }""")) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            await ExpectAsync(client.PutAsync("/design/api/sales-crm/draft/files/rules/zz_changed.rules", text));
            await ExpectAsync(client.PostAsJsonAsync("/design/api/sales-crm/publish", new { }));
            await ExpectAsync(client.PostAsJsonAsync("/api/sales-crm/account", new { name = $"After publish {i}" }));
            if (i == Warm) warm = server.Memory;
            if (i == publishes / 2) middle = server.Memory;
            if (i % Step == 0 || i == Warm) Console.Error.WriteLine($"  after {i}: {server.Memory}");
        }
        var last = server.Memory;
        report.Limit($"memory idle", idle.Total, "MB", 200, $"sample app just installed; {idle}");
        report.Limit($"memory after {publishes} publishes, more than after {Warm}", last.Total - warm!.Total, "MB", 80, $"{warm}, half way {middle}, at the end {last}");
        report.Limit($"the same, more than idle", last.Total - idle.Total, "MB", null, "the compiler and its references are part of it");
    }

    private static async Task ExpectAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }
}
