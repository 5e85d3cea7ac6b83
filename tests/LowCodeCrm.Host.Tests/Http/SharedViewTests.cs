using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class SharedViewTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    private static string View(string title, string? role = null, string editors = "owner", int version = 0) =>
        new JsonObject { ["entity"] = "account", ["title"] = title, ["role"] = role, ["editors"] = editors, ["version"] = version, ["definition"] = new JsonObject { ["filter"] = "rank = \"a\"" } }.ToJsonString();

    [Fact]
    public async Task A_shared_view_is_seen_by_others_with_its_owner()
    {
        var id = Guid.NewGuid();
        var made = (await Api.Put($"$views/{id}", View("大口の取引先"))).Is(201).Json;
        Assert.Equal((1, true, true), ((int)made["version"]!, (bool)made["mayChange"]!, (bool)made["mayShare"]!));
        var seen = Assert.Single(await Listed(Other("viewer")), view => (string)view["id"]! == id.ToString());
        Assert.Equal(("大口の取引先", "account", "rank = \"a\""), ((string)seen["title"]!, (string)seen["entity"]!, (string)seen["definition"]!["filter"]!));
        Assert.Equal((string)made["owner"]!["name"]!, (string)seen["owner"]!["name"]!);
        (await Api.Delete($"$views/{id}")).Is(204);
        Assert.DoesNotContain(await Listed(Api), view => (string)view["id"]! == id.ToString());
        (await Api.Delete($"$views/{id}")).Is(404);
    }

    [Fact]
    public async Task Who_saw_an_older_state_does_not_take_back_what_somebody_else_changed()
    {
        var id = Guid.NewGuid();
        (await Api.Put($"$views/{id}", View("First"))).Is(201);
        Assert.Equal(2, (int)(await Other("changer").Put($"$views/{id}", View("Second", "sales", "all", version: 1))).Is(200).Json["version"]!);
        Assert.Equal("conflict", (await Api.Put($"$views/{id}", View("Third", version: 1))).Is(412).Code);
        var kept = Assert.Single(await Listed(Api), view => (string)view["id"]! == id.ToString());
        Assert.Equal(("Second", "sales", "all", 2), ((string)kept["title"]!, (string)kept["role"]!, (string)kept["editors"]!, (int)kept["version"]!));
        (await Api.Delete($"$views/{id}")).Is(204);
    }

    [Theory]
    [InlineData("""{"title": "X", "definition": {}}""", "entity")]
    [InlineData("""{"entity": "account", "title": " ", "definition": {}}""", "title")]
    [InlineData("""{"entity": "account", "title": "X", "role": "nobody", "definition": {}}""", "role")]
    [InlineData("""{"entity": "account", "title": "X", "editors": "none", "definition": {}}""", "editors")]
    [InlineData("""{"entity": "account", "title": "X"}""", "definition")]
    public async Task What_is_wrong_is_named(string body, string target) =>
        Assert.Equal(target, (string)(await Api.Put($"$views/{Guid.NewGuid()}", body)).Is(400).Json["error"]!["details"]![0]!["target"]!);

    [Fact]
    public async Task The_recycle_bin_lists_what_was_deleted_and_by_whom()
    {
        var code = $"BIN-{Guid.NewGuid().ToString("N")[..8]}";
        var made = (await Api.Post("product", $$"""{"code": "{{code}}", "name": "{{code}}", "unit_price": 100}""")).Is(201);
        (await Api.Delete($"product/{made.Id}")).Is(204);
        (await Api.Get($"product/{made.Id}")).Is(404);
        var gone = (await Api.Get($"product?deleted=true&$filter=code eq '{code}'&$expand=updated_by($select=name)&$count=true")).Is(200).Json;
        Assert.Equal(1, (int)gone["@odata.count"]!);
        Assert.Equal(made.Id, (string)gone["value"]![0]!["id"]!);
        Assert.NotNull(gone["value"]![0]!["updated_by"]!["name"]);
        (await Api.Get($"product/{made.Id}?deleted=true")).Is(200);
        (await Api.Get("product?deleted=perhaps")).Is(400);
        (await Api.Get("product?deleted=true&$apply=aggregate($count as n)")).Is(400);
        (await Api.Post($"product/{made.Id}/$restore", "")).Is(200);
        Assert.Empty((await Api.Get($"product?deleted=true&$filter=code eq '{code}'")).Is(200).Json["value"]!.AsArray());
        (await Api.Get($"product/{made.Id}")).Is(200);
    }

    private ApiClient Other(string name)
    {
        server.Host.Services.GetRequiredService<UserStore>().Add(name, name, CrmServerFixture.Password, [Caller.AdministratorRole]);
        return server.As(name);
    }

    private static async Task<IEnumerable<JsonNode>> Listed(ApiClient api) => (await api.Get("$views")).Is(200).Json["value"]!.AsArray().Select(view => view!);
}
