using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Tests.Http;

public sealed class VersionTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    [Fact]
    public async Task Files_of_versions_are_read_and_compared_with_each_other_and_with_the_draft()
    {
        var (client, app) = await server.NewAppAsync();
        var path = $"/design/api/{app}";
        (await client.Put($"{path}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        var draft = (await client.Get($"{path}/versions/1/diff/draft")).Is(200).Json;
        Assert.Equal(("addField", "deal.note"), ((string)draft["changes"]![0]!["kind"]!, (string)draft["changes"]![0]!["target"]!));
        Assert.Equal("Adds the field note to Deal", (string)draft["changes"]![0]!["message"]!);
        (await client.Put($"{path}/draft/files/rules/deal.rules", Deal.Rules)).Is(201);
        (await client.Post($"{path}/publish")).Is(200);

        Assert.Equal(Deal.Entity, (await client.Get($"{path}/versions/1/files/entities/deal.json")).Is(200).Text);
        (await client.Get($"{path}/versions/1/files/rules/deal.rules")).Is(404);
        (await client.Get($"{path}/versions/7/files/app.json")).Is(404);
        var diff = (await server.As("admin", "ja").Get($"{path}/versions/1/diff/2")).Is(200).Json;
        Assert.Equal(
            [("entities/deal.json", "changed"), ("rules/deal.rules", "added")], diff["files"]!.AsArray().Select(f => ((string)f!["path"]!, (string)f["kind"]!)));
        Assert.Equal((Deal.Entity, Deal.Rules), ((string)diff["files"]![0]!["before"]!, (string)diff["files"]![1]!["after"]!));
        Assert.Equal(["「Deal」に項目「note」を追加", "「Deal」に「検証：0より大きく」を追加"], diff["changes"]!.AsArray().Select(c => (string)c!["message"]!));
        Assert.Empty((await client.Get($"{path}/versions/2/diff/draft")).Is(200).Json["files"]!.AsArray());
        (await client.Get($"{path}/versions/2/diff/9")).Is(404);
    }

    [Fact]
    public async Task A_publish_tells_its_phases_to_whoever_watches()
    {
        var (_, app) = await server.NewAppAsync();
        var client = server.As("admin", "ja");
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        using var stream = await client.Open($"/design/api/{app}/publish/progress");
        using var reader = new StreamReader(stream);
        var first = await NextAsync(reader);
        Assert.Equal("idle", (string)first["phase"]!);
        var publishing = client.Post($"/design/api/{app}/publish");
        var steps = new List<JsonNode>();
        while (steps.Count == 0 || (string)steps[^1]["phase"]! is not ("done" or "failed")) steps.Add(await NextAsync(reader));
        (await publishing).Is(200);
        Assert.Equal(["compiling", "warmingUp", "migrating", "deriving", "done"], steps.Select(s => (string)s["phase"]!));
        Assert.Equal(steps.Select(s => (int)s["percent"]!).Order(), steps.Select(s => (int)s["percent"]!));
        Assert.Equal(("公開しました", 2), ((string)steps[^1]["label"]!, (int)steps[^1]["version"]!));
        Assert.Equal("", (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task Every_field_type_is_offered_with_a_schema_that_binds()
    {
        var (client, app) = await server.NewAppAsync();
        var answer = (await client.Get("/design/api/field-types")).Is(200).Json;
        var types = answer["value"]!.AsArray();
        Assert.Equal(LowCodeCrm.Engine.Model.FieldTypeNames.All.Order(), types.Select(t => (string)t!["type"]!).Order());
        var groups = answer["groups"]!.AsArray().Select(g => (string)g!["name"]!).ToHashSet();
        Assert.All(types, t => Assert.Contains((string)t!["group"]!, groups));
        // Each skeleton gives the type that it is offered as, once what it refers to and its options are filled in.
        var entity = JsonNode.Parse(Deal.Entity)!;
        foreach (var type in types)
        {
            var schema = type!["schema"]!.DeepClone();
            if (schema["x-crm"]?["target"] is not null) schema["x-crm"]!["target"] = (string)type["type"]! == "childList" ? "row" : "deal";
            if (schema["x-crm"]?["via"] is not null) schema["x-crm"]!["via"] = "parent";
            if (schema["enum"] is not null) schema["enum"] = new JsonArray("a", null);
            if (schema["items"]?["enum"] is not null) schema["items"]!["enum"] = new JsonArray("a");
            entity["properties"]![$"t_{type["type"]}"] = schema;
        }
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/entities/row.json", """{"title": "Row", "type": "object", "properties": {"name": {"type": "string"}, "parent": {"type": "string", "x-crm": {"type": "lookup", "target": "deal"}}}}""")).Is(201);
        var meta = (await client.Get($"/design/api/{app}/draft/meta")).Is(200).Json;
        Assert.DoesNotContain(meta["diagnostics"]!.AsArray(), d => (string)d!["severity"]! == "error");
        var fields = meta["entities"]!.AsArray().Single(e => (string)e!["name"]! == "deal")!["fields"]!.AsArray();
        foreach (var type in types) Assert.Equal((string)type!["type"]!, (string)fields.Single(f => (string)f!["name"]! == $"t_{type["type"]}")!["type"]!);
    }

    private static async Task<JsonNode> NextAsync(StreamReader reader)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonNode.Parse(line[6..])!;
        }
    }
}
