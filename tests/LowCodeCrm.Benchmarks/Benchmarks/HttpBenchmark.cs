using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Benchmarks.Floor;
using LowCodeCrm.Benchmarks.Http;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>List, get and create over HTTP: the hand-written server against the whole pipeline, in turns.</summary>
internal sealed class HttpBenchmark : IBenchmark
{
    private const int Rows = 20_000;
    private const int Connections = 16;
    private const int Rounds = 7;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public string Name => "http";

    public async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        BenchmarkApp.WriteFolder(folder["app"]);
        FloorServer.Seed(folder["floor.db"], Rows);
        var key = TemporaryFolder.NewKey(folder["data"]);
        await using var crm = ServerProcess.Crm(folder["data"], "--app", folder["app"]);
        await using var floor = ServerProcess.Floor(folder["floor.db"]);
        using var crmClient = Client(await crm.ListeningAsync() + $"/api/{BenchmarkApp.Name}/", key);
        using var floorClient = Client(await floor.ListeningAsync() + "/", null);
        await ImportBenchmark.ImportAsync(crmClient, await crm.ListeningAsync(), Rows);
        var crmIds = await IdsAsync(crmClient);
        var floorIds = JsonSerializer.Deserialize<Guid[]>(await floorClient.GetStringAsync("ids"))!;
        if (crmIds.Length != Rows || floorIds.Length != Rows) throw new InvalidOperationException("The sides do not have the same rows.");
        var (ours, theirs) = (new Load(crm, crmClient, Connections), new Load(floor, floorClient, Connections));

        await CompareAsync(report, "get", 1.25, HttpStatusCode.OK, ours, theirs,
            n => new HttpRequestMessage(HttpMethod.Get, $"opportunity/{crmIds[n * 7919 % Rows]}?$select={BenchmarkApp.Fields}"),
            n => new HttpRequestMessage(HttpMethod.Get, $"opportunity/{floorIds[n * 7919 % Rows]}"));
        await CompareAsync(report, "list", 1.25, HttpStatusCode.OK, ours, theirs,
            n => new HttpRequestMessage(HttpMethod.Get, $"opportunity?$filter=stage%20eq%20%27{BenchmarkApp.Stages[n % 3]}%27%20and%20amount%20gt%201000000&$orderby=close_on%20desc&$top=25&$select={BenchmarkApp.Fields}"),
            n => new HttpRequestMessage(HttpMethod.Get, $"opportunity?stage={BenchmarkApp.Stages[n % 3]}&above=1000000"));
        await CompareAsync(report, "create", 2, HttpStatusCode.Created, ours, theirs,
            n => new HttpRequestMessage(HttpMethod.Post, "opportunity") { Content = Body(n) },
            n => new HttpRequestMessage(HttpMethod.Post, "opportunity") { Content = Body(n) });
    }

    private static async Task CompareAsync(
        Report report, string name, double limit, HttpStatusCode expected, Load ours, Load theirs, Func<int, HttpRequestMessage> our, Func<int, HttpRequestMessage> their)
    {
        await ours.RunAsync(our, expected, Warm);
        await theirs.RunAsync(their, expected, Warm);
        var (a, b) = (new List<LoadResult>(), new List<LoadResult>());
        for (var i = 0; i < Rounds; i++)
        {
            a.Add(await ours.RunAsync(our, expected, Round));
            b.Add(await theirs.RunAsync(their, expected, Round));
        }
        var (crm, floor) = (LoadResult.Median(a), LoadResult.Median(b));
        var how = $"{Rows:N0} rows, {Connections} connections, load on the same machine; median of {Rounds} rounds of {Round.TotalSeconds:0} s, in turns";
        report.Ratio($"{name}: server CPU", crm.Cpu, floor.Cpu, "ms", limit, how);
        report.Add(new Figure($"{name}: throughput", $"{Report.Number(crm.Rate)} /s", $"{Report.Number(floor.Rate)} /s", crm.Rate / floor.Rate, "", null, how));
        report.Add(new Figure($"{name}: p50 (p99)", $"{Report.Number(crm.P50)} ({Report.Number(crm.P99)}) ms", $"{Report.Number(floor.P50)} ({Report.Number(floor.P99)}) ms", crm.P50 / floor.P50, "", null, how));
    }

    private static HttpClient Client(string address, string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static StringContent Body(int n) => new(
        $$"""{"name": "New deal {{n}}", "amount": {{1 + n % 5000}}000, "stage": "{{BenchmarkApp.Stages[n % 2]}}", "probability": {{n % 90}}, "close_on": "2027-03-31", "account_name": "Account {{n % 2000}}", "contact_email": "buyer@example.com", "source": "web", "priority": 3, "next_step": "Send an offer", "is_key": false}""",
        Encoding.UTF8, "application/json");

    private static async Task<Guid[]> IdsAsync(HttpClient client)
    {
        var ids = new List<Guid>();
        for (var address = "opportunity?$select=id"; address is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Prefer", "odata.maxpagesize=5000" } } };
            using var response = await client.SendAsync(request);
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            ids.AddRange(page.RootElement.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
            address = page.RootElement.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
        }
        return [.. ids];
    }
}
