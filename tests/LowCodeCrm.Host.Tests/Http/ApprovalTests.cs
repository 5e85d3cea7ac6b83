using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>A record goes through an approval: submitted, decided by several people, handed on, taken back, escalated.</summary>
[Collection(CrmServerTests.Name)]
public sealed class ApprovalTests(CrmServerFixture server)
{
    private const string Rules = """
        approval discount on quote {
          submit when rate > 10
          lock rate, amount
          step first when rate <= 50 : owner due 1 minutes escalate role(director)
          step board : 2 of role(director)
          on approved { set state = approved }
          on rejected { set state = refused }
          on returned { set state = draft }
        }
        """;

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Is_described_to_the_satisfaction_of_a_public_linter(string language)
    {
        var (_, sales, _, _) = await AppAsync();
        var text = (await sales.Get("openapi.json", ("Accept-Language", language))).Is(200).Text;
        foreach (var verb in ApprovalVerbs) Assert.Contains($"/quote/{{id}}/{verb}\"", text, StringComparison.Ordinal);
        await OpenApiLinter.CheckAsync(text, TestContext.Current.CancellationToken);
    }

    private static readonly string[] ApprovalVerbs = ["$approvals", "submit", "approve", "reject", "return", "withdraw", "delegate"];

    [Fact]
    public async Task Is_decided_step_by_step_by_those_whom_it_waits_for()
    {
        var (app, sales, aoi, ken) = await AppAsync();
        var quote = await QuoteAsync(sales, 30);
        var open = Only((await sales.Get($"quote/{quote}/$approvals")).Is(200).Json);
        Assert.Equal((null, "submit"), ((string?)open["state"], Words(open["may"])));

        var submitted = (await sales.Post($"quote/{quote}/submit", """{"comment": "please"}""")).Is(200);
        (await sales.Post($"quote/{quote}/submit", "{}")).Is(422);
        var held = (await sales.Patch($"quote/{quote}", """{"rate": 12, "name": "other"}""")).Is(422);
        Assert.Contains("rate", held.Targets);
        // Whoever reads it knows beforehand.
        Assert.Equal("discount", Words((await aoi.Get($"quote/{quote}")).Is(200).Json["@crm.pending"]));
        Assert.Equal("discount", Words(Only((await aoi.Get($"quote?$filter=id eq {quote}&$select=id,name")).Is(200).Json)["@crm.pending"]));
        var free = await QuoteAsync(sales, 5);
        var both = (await aoi.Get($"quote?$filter=id eq {quote} or id eq {free}&$select=id")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([(free, null), (quote, "discount")], both.Select(one => ((string)one!["id"]!, one["@crm.pending"] is { } names ? Words(names) : null)).OrderBy(one => one.Item2));
        Assert.Equal("rate amount", Words((await aoi.Get("meta")).Is(200).Json["entities"]!.AsArray().Single(one => (string)one!["name"]! == "quote")!["approvals"]![0]!["locked"]));
        Assert.Equal("locked", (string)held.Json["error"]!["details"]![0]!["code"]!);
        // Why it was asked for, why this step, why the field is fixed.
        var asked = (await sales.Get($"quote/{quote}/why?approval=discount")).Is(200).Json;
        Assert.Equal(("approval", "pending"), ((string)asked["kind"]!, (string)asked["value"]!));
        Assert.Contains("0 of 1 have agreed", (string)asked["summary"]!, StringComparison.Ordinal);
        Assert.Equal([("submit", true), ("step", true), ("step", true), ("lock", true)], asked["parts"]!.AsArray().Select(part => ((string)part!["role"]!, (bool)part["holds"]!)));
        var locked = (await sales.Get($"quote/{quote}/why?field=rate&about=readonly", ("Accept-Language", "ja"))).Is(200).Json;
        Assert.True((bool)locked["value"]!);
        Assert.Contains("申請を取り下げて", (string)locked["summary"]!, StringComparison.Ordinal);
        (await sales.Patch($"quote/{quote}", """{"name": "other"}""")).Is(200);
        (await sales.Delete($"quote/{quote}")).Is(409);

        // The record was changed since: who saw the older one decides on nothing.
        (await sales.Post($"quote/{quote}/approve", "{}", ("If-Match", submitted.ETag!))).Is(412);
        (await aoi.Post($"quote/{quote}/approve", "{}")).Is(403);
        Assert.Empty((await aoi.Get("$inbox")).Is(200).Json["value"]!.AsArray());
        var mine = Only((await sales.Get("$inbox")).Is(200).Json);
        Assert.Equal(("quote", quote, "other", "discount", "first"), ((string)mine["entity"]!, (string)mine["id"]!, (string)mine["title"]!, (string)mine["approval"]!, (string)mine["step"]!));
        (await sales.Post($"quote/{quote}/approve", """{"step": "board"}""")).Is(422);
        (await sales.Post($"quote/{quote}/approve", """{"step": "first", "comment": "fine"}""")).Is(200);

        var board = Only((await aoi.Get($"quote/{quote}/$approvals")).Is(200).Json);
        Assert.Equal(("board", "approve reject return delegate withdraw", 2, 0), ((string)board["step"]!, Words(board["may"]), (int)board["needed"]!, (int)board["given"]!));
        Assert.Equal("director", (string)Only((await aoi.Get("$inbox")).Json)["role"]!);
        (await aoi.Post($"quote/{quote}/approve", "{}")).Is(200);
        Assert.Empty((await aoi.Get("$inbox")).Json["value"]!.AsArray());
        (await aoi.Post($"quote/{quote}/approve", "{}")).Is(403);
        Assert.Equal("draft", (string)(await ken.Get($"quote/{quote}")).Json["state"]!);
        Assert.Equal("approved", (string)(await ken.Post($"quote/{quote}/approve", "{}")).Is(200).Json["state"]!);

        var over = Only((await ken.Get($"quote/{quote}/$approvals")).Json);
        Assert.Equal(("approved", "submit:please approve:fine approve: approve:"), ((string)over["state"]!, string.Join(' ', over["decisions"]!.AsArray().Select(one => $"{one!["kind"]}:{one["comment"]}"))));
        Assert.Null((await ken.Get($"quote/{quote}")).Is(200).Json["@crm.pending"]);
        (await ken.Patch($"quote/{quote}", """{"rate": 12}""")).Is(200);
        var history = (await ken.Get($"quote/{quote}/history")).Is(200).Json["value"]!.AsArray();
        Assert.Contains(history, one => (string)one!["kind"]! == "approve" && (string?)one["approval"]!["comment"] == "fine");
        Assert.Contains(history, one => one!["changes"]!.AsArray().Any(change => (string?)change!["rule"] == "approval discount"));
    }

    [Fact]
    public async Task Is_handed_on_sent_back_and_taken_back()
    {
        var (app, sales, aoi, ken) = await AppAsync();
        var quote = await QuoteAsync(sales, 80);
        (await sales.Post($"quote/{quote}/submit", "{}")).Is(200);
        var nobody = Guid.NewGuid();
        (await aoi.Post($"quote/{quote}/delegate", $$"""{"to": "{{nobody}}"}""")).Is(422);
        var to = (string)(await sales.Get("users")).Json["value"]!.AsArray().First(user => ((string)user!["name"]!).StartsWith("sales-", StringComparison.Ordinal) && user["id"] is not null && (string)user["displayName"]! == SalesOf(app))!["id"]!;
        (await aoi.Post($"quote/{quote}/delegate", $$"""{"to": "{{to}}", "comment": "you know it"}""")).Is(200);
        Assert.Equal("delegate", (string)Only((await sales.Get("$inbox")).Json)["as"]!);
        (await sales.Post($"quote/{quote}/return", """{"comment": "numbers missing"}""")).Is(200);
        (await sales.Post($"quote/{quote}/approve", "{}")).Is(422);
        (await sales.Post($"quote/{quote}/submit", "{}")).Is(200);
        Assert.Equal("pending", (string)Only((await sales.Get($"quote/{quote}/$approvals")).Json)["state"]!);
        (await sales.Post($"quote/{quote}/withdraw", "{}")).Is(200);
        Assert.Equal("withdrawn", (string)Only((await sales.Get($"quote/{quote}/$approvals")).Json)["state"]!);
        (await sales.Post($"quote/{quote}/reject", "[]")).Is(400);
        (await sales.Post($"quote/{quote}/reject", """{"coment": "x"}""")).Is(400);
        (await sales.Post($"quote/{Guid.NewGuid()}/submit", "{}")).Is(404);
        Assert.Equal("このレコードに承認待ちのものはありません。", (string)(await sales.Post($"quote/{quote}/reject", "{}", ("Accept-Language", "ja"))).Is(422).Json["error"]!["message"]!);
    }

    [Fact]
    public async Task Asks_others_as_well_when_the_due_time_has_passed()
    {
        var (app, sales, aoi, _) = await AppAsync();
        var quote = await QuoteAsync(sales, 40);
        (await sales.Post($"quote/{quote}/submit", "{}")).Is(200);
        Assert.Equal(0, await SweepAsync(app, TimeSpan.Zero));
        Assert.Equal(1, await SweepAsync(app, TimeSpan.FromMinutes(2)));
        Assert.Equal(0, await SweepAsync(app, TimeSpan.FromMinutes(3)));
        var late = Only((await aoi.Get("$inbox")).Is(200).Json);
        Assert.Equal((true, quote), ((bool)late["escalated"]!, (string)late["id"]!));
        // One of them decides the step.
        (await aoi.Post($"quote/{quote}/approve", "{}")).Is(200);
        Assert.Equal("board", (string)Only((await aoi.Get($"quote/{quote}/$approvals")).Json)["step"]!);
    }

    private async Task<int> SweepAsync(string app, TimeSpan later)
    {
        var clock = new LaterClock(later);
        var pipeline = new SavePipeline(clock, new ChangeFeed(), SaveLimits.Default, server.Host.Services.GetRequiredService<IRoleMembers>());
        using var lease = server.Host.Catalog.Find(app)!.Lease();
        return await ApprovalSweeper.SweepAsync(lease, pipeline, TestContext.Current.CancellationToken);
    }

    /// <summary>An app of its own with three administrators: one who sells, two directors.</summary>
    private async Task<(string App, ApiClient Sales, ApiClient Aoi, ApiClient Ken)> AppAsync()
    {
        var name = "approvals-" + Guid.NewGuid().ToString("N")[..8];
        var package = new AppPackage(
        [
            PackageFile.FromText("app.json", $$"""{"formatVersion": 1, "name": "{{name}}", "title": "Approvals", "timeZone": "Asia/Tokyo", "locales": ["en", "ja"], "defaultLocale": "en"}"""),
            PackageFile.FromText("entities/quote.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Quote", "type": "object", "required": ["name"], "properties": {
                  "name": {"type": "string"}, "rate": {"type": ["number", "null"], "x-crm": {"type": "decimal", "scale": 1}}, "amount": {"type": ["number", "null"], "x-crm": {"type": "money"}},
                  "state": {"type": ["string", "null"], "default": "draft", "enum": ["draft", "approved", "refused", null], "x-crm": {"type": "choice"}}}, "x-crm": {"display": "name"}}
                """),
            PackageFile.FromText("roles/director.json", """{"title": "Director", "entities": {"*": ["read", "update"]}}"""),
            PackageFile.FromText("rules/a.rules", Rules),
        ]);
        var result = await server.Host.Catalog.InstallAsync(name, IdAssigner.Fill(package, null, () => Guid.NewGuid().ToString("N")[..8]), null, null, TestContext.Current.CancellationToken);
        Assert.IsType<Runtime.Apps.Published>(result);
        return (name, Client(name, SalesOf(name)), Client(name, "aoi-" + name, $"director"), Client(name, "ken-" + name, $"director"));
    }

    private static string SalesOf(string app) => "sales-" + app;

    private ApiClient Client(string app, string user, params string[] roles)
    {
        var services = server.Host.Services;
        var account = services.GetRequiredService<UserStore>().Add(user, user, null, [Caller.AdministratorRole, .. roles.Select(role => role)]);
        var http = new HttpClient { BaseAddress = new Uri($"{server.Host.Address}/api/{app}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", services.GetRequiredService<CredentialStore>().NewKey(account, [], null));
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        return new ApiClient(http);
    }

    private static async Task<string> QuoteAsync(ApiClient api, int rate) => (string)(await api.Post("quote", $$"""{"name": "q", "rate": {{rate}}, "amount": 100}""")).Is(201).Json["id"]!;

    private static JsonNode Only(JsonNode answer) => Assert.Single(answer["value"]!.AsArray())!;

    private static string Words(JsonNode? words) => string.Join(' ', words!.AsArray().Select(word => (string)word!));

    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
