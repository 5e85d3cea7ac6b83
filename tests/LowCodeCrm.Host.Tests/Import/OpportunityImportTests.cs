using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LowCodeCrm.Host.Tests.Http;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Import;

/// <summary>A real-world file over HTTP into an app made for it: good rows go in, each bad one is told with its line.</summary>
public sealed class OpportunityImportTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-import-").FullName;
    private CrmHost host = null!;
    private ApiClient api = null!;

    public async ValueTask InitializeAsync()
    {
        var package = Path.Combine(folder, "package");
        Write("app.json", """{"formatVersion": 1, "name": "pipeline", "title": "Pipeline", "locales": ["en"], "defaultLocale": "en", "currency": "USD"}""");
        foreach (var entity in new[] { "account", "product", "agent" })
            Write($"entities/{entity}.json", $$"""{"title": "{{entity}}", "type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 100} }, "x-crm": {"display": "name"} }""");
        Write("entities/deal.json", """
            {"title": "Deal", "type": "object", "required": ["opportunity_id", "sales_agent", "product", "deal_stage"], "properties": {
              "opportunity_id": {"type": "string", "maxLength": 20},
              "sales_agent": {"type": "string", "format": "uuid", "x-crm": {"type": "lookup", "target": "agent"}},
              "product": {"type": "string", "format": "uuid", "x-crm": {"type": "lookup", "target": "product"}},
              "account": {"type": ["string", "null"], "format": "uuid", "x-crm": {"type": "lookup", "target": "account"}},
              "deal_stage": {"type": "string", "enum": ["Prospecting", "Engaging", "Won", "Lost"]},
              "engage_date": {"type": ["string", "null"], "format": "date"},
              "close_date": {"type": ["string", "null"], "format": "date"},
              "close_value": {"type": ["number", "null"], "minimum": 0, "x-crm": {"type": "money"}}
            }, "x-crm": {"display": "opportunity_id", "keys": [["opportunity_id"]], "search": ["opportunity_id"]} }
            """);
        Write("rules/pipeline.rules", """
            rules for deal {
              validate closed_after_engaged { when close_date is set require close_date >= engage_date at close_date }
              computed days_open : int? = days_between(engage_date, close_date)
            }
            rules for agent { rollup won : money = sum(deal via sales_agent where deal_stage = Won, close_value) }
            rules for account { rollup deals : int = count(deal via account) }
            """);
        host = await CrmHost.StartAsync(new CrmHostOptions(Path.Combine(folder, "data"), "http://127.0.0.1:0") { AdminPassword = CrmServerFixture.Password, Apps = [new DirectoryInfo(package)] }, CancellationToken.None);
        var http = new HttpClient { BaseAddress = new Uri($"{host.Address}/api/pipeline/"), Timeout = TimeSpan.FromMinutes(5) };
        var admin = host.Services.GetRequiredService<UserStore>().Find("admin")!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Services.GetRequiredService<CredentialStore>().NewKey(admin, [], null));
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        api = new ApiClient(http);

        void Write(string path, string text)
        {
            var file = Path.Combine(package, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        api.Http.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Good_rows_go_in_bad_ones_are_told_and_a_second_run_changes_nothing()
    {
        var csv = new OpportunityCsv(8_800);
        Assert.Equal(csv.Accounts.Length, (int)(await Import("account", "name\n" + string.Join('\n', csv.Accounts.Select(a => $"\"{a}\""))))["created"]!);
        await Import("product", "name\n" + string.Join('\n', OpportunityCsv.Products));
        await Import("agent", "name\n" + string.Join('\n', csv.Agents));

        var (watch, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var report = await Import("deal", csv.Text, "?key=opportunity_id");
        TestContext.Current.TestOutputHelper?.WriteLine($"8,800 rows in {watch.Elapsed}, {Environment.CpuUsage.TotalTime - began} of processor time.");
        var rejected = report["rejected"]!.AsArray();
        Assert.Equal(csv.Bad, rejected.Select(r => ((int)r!["line"]!, (string)r["column"]!)));
        Assert.All(rejected, r => Assert.Matches("There is no (account|product) \"", (string)r!["message"]!));
        Assert.Equal((8_800 - csv.Bad.Count, 0, 0), Counts(report));
        var total = (await api.Get("deal?$apply=filter(deal_stage eq 'Won')/aggregate(close_value with sum as total)")).Is(200).Json["value"]![0]!["total"]!;
        Assert.Equal(csv.WonTotal, total.GetValue<decimal>());
        Assert.Equal(csv.WonTotal, (await api.Get("agent?$top=1000")).Is(200).Json["value"]!.AsArray().Sum(a => a!["won"]!.GetValue<decimal>()));

        watch.Restart();
        var again = await Import("deal", csv.Text, "?key=opportunity_id");
        TestContext.Current.TestOutputHelper?.WriteLine($"The same again in {watch.Elapsed}.");
        Assert.Equal((0, 0, 8_800 - csv.Bad.Count), Counts(again));
        Assert.Equal(csv.Bad.Count, again["rejected"]!.AsArray().Count);
    }

    private static (int, int, int) Counts(JsonNode report) => ((int)report["created"]!, (int)report["updated"]!, (int)report["unchanged"]!);

    private async Task<JsonNode> Import(string entity, string csv, string query = "") => (await api.Send("POST", $"{entity}/$import{query}", ApiClient.Body(csv, "text/csv"))).Is(200).Json;
}
