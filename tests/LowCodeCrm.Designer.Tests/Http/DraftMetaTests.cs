using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Tests.Http;

public sealed class DraftMetaTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    [Fact]
    public async Task An_unchanged_draft_is_described_as_the_app_is()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules));
        var live = (await client.Get($"/api/{app}/meta")).Is(200).Json.AsObject();
        var draft = (await client.Get($"/design/api/{app}/draft/meta")).Is(200).Json.AsObject();
        Assert.Equal(("live-1", 0), ((string)draft["revision"]!, (int)draft["changes"]!));
        foreach (var name in new[] { "revision", "live", "changes", "diagnostics" }) draft.Remove(name);
        Assert.True(JsonNode.DeepEquals(live, draft), draft.ToJsonString());
    }

    [Fact]
    public async Task A_broken_rule_is_left_out_and_told_about_while_the_rest_is_drawn()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules));
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/rules/more.rules", """
            function twice(x: money) returns money = x * nix
            rules for deal {
              computed doubled : money? = twice(amount)
              show note when stage = won
              required note when stag = won
              validate open_end { require amount >
            }
            """)).Is(201);
        (await client.Put($"/design/api/{app}/draft/files/entities/item.json", "{ no json")).Is(201);
        var meta = (await client.Get($"/design/api/{app}/draft/meta")).Is(200);
        var deal = meta.Json["entities"]!.AsArray().Single(e => (string)e!["name"]! == "deal")!;
        Assert.Contains(deal["fields"]!.AsArray(), f => (string)f!["name"]! == "note");
        var rules = meta.Json["rules"]!["entities"]!["deal"]!;
        Assert.Equal(["show note"], rules["states"]!.AsArray().Select(r => (string)r!["name"]!));
        Assert.Equal(["positive"], rules["validations"]!.AsArray().Select(r => (string)r!["name"]!));
        Assert.Empty(rules["computed"]!.AsArray());
        Assert.Empty(meta.Json["rules"]!["functions"]!.AsObject());
        var files = meta.Json["diagnostics"]!.AsArray().Where(d => (string)d!["severity"]! == "error").Select(d => (string)d!["file"]!).Distinct();
        Assert.Equal(["entities/item.json", "rules/more.rules"], files.Order(StringComparer.Ordinal));
        // The field, the function, four rules of which one declares a field, and the file that cannot be read.
        Assert.Equal(8, (int)meta.Json["changes"]!);
        (await client.Get($"/design/api/{app}/draft/meta", ("If-None-Match", meta.ETag))).Is(304);
        (await client.Delete($"/design/api/{app}/draft/files/entities/item.json")).Is(204);
        (await client.Get($"/design/api/{app}/draft/meta", ("If-None-Match", meta.ETag))).Is(200);
    }

    [Fact]
    public async Task The_samples_draft_is_described_within_200_ms_once_it_is_known()
    {
        var client = server.As("admin", "ja");
        (await client.Post("/design/api/apps", """{"name": "metasample", "sample": "sales-crm"}""")).Is(201);
        (await client.Get("/design/api/metasample/draft/meta")).Is(200);
        // The best of several: the machine may be busy with something else.
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            (await client.Get("/design/api/metasample/draft/meta")).Is(200);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        Assert.True(best < TimeSpan.FromMilliseconds(200), $"{best.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task All_files_come_in_one_answer_and_several_change_in_one_step_or_none()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules));
        var path = $"/design/api/{app}/draft";
        (await client.Send("PUT", $"{path}/files/logo.png", new ByteArrayContent([0x89, 0x50, 0, 1]))).Is(201);
        var all = (await client.Get($"{path}/all")).Is(200).Json;
        Assert.Equal(["app.json", "entities/deal.json", "logo.png", "rules/deal.rules"], all["files"]!.AsArray().Select(f => (string)f!["path"]!));
        var logo = all["files"]![2]!;
        Assert.Equal((true, "added", null), ((bool)logo["binary"]!, (string)logo["state"]!, (string?)logo["text"]));
        Assert.Equal(Deal.Entity, (string)all["files"]![1]!["text"]!);
        var revision = (string)all["revision"]!;

        var changed = (await client.Post($"{path}/changes", Body(revision, ("entities/deal.json", Deal.WithNote), ("rules/deal.rules", null), ("rules/new.rules", "// new\n")))).Is(200).Json;
        // The picture, the field and the rule that goes; a remark is none.
        Assert.Equal(3, (int)changed["changes"]!);
        Assert.NotEqual(revision, (string)changed["revision"]!);
        var tag = (string)changed["files"]![0]!["etag"]!;
        Assert.Equal(tag, (await client.Get($"{path}/files/entities/deal.json")).ETag);
        (await client.Get($"{path}/files/rules/deal.rules")).Is(404);

        var stale = (await client.Post($"{path}/changes", Body(revision, ("entities/deal.json", "{}"), ("theme.json", "{}")))).Is(412);
        Assert.Equal("draft_changed", stale.Code);
        Assert.Equal(["entities/deal.json", "theme.json"], stale.Json["paths"]!.AsArray().Select(p => (string)p!));
        (await client.Get($"{path}/files/theme.json")).Is(404);
        // A file whose tag is still the same may change, whatever happened to others.
        (await client.Post($"{path}/changes", $$"""{"base": "{{revision}}", "changes": [{"path": "entities/deal.json", "text": "{}", "ifMatch": {{System.Text.Json.JsonSerializer.Serialize(tag)}}}]}""")).Is(200);
        (await client.Post($"{path}/changes", """{"changes": [{"path": "x.rules"}]}""")).Is(400);
        (await client.Post($"{path}/changes", """{"changes": [{"path": "../x", "text": ""}]}""")).Is(400);

        var discarded = (await client.Post($"{path}/discard")).Is(200).Json;
        Assert.Equal(("live-1", 0), ((string)discarded["revision"]!, (int)discarded["changes"]!));
        Assert.Equal(Deal.Entity, (await client.Get($"{path}/files/entities/deal.json")).Text);
    }

    [Fact]
    public async Task Some_files_alone_go_back_to_what_they_are_live()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules));
        var path = $"/design/api/{app}/draft";
        (await client.Post($"{path}/changes", Body(null, ("entities/deal.json", Deal.WithNote), ("rules/deal.rules", null), ("rules/new.rules", "")))).Is(200);
        var left = (await client.Post($"{path}/discard", """{"paths": ["rules/deal.rules", "rules/new.rules"]}""")).Is(200).Json;
        Assert.Equal(1, (int)left["changes"]!);
        Assert.Equal(Deal.Rules, (await client.Get($"{path}/files/rules/deal.rules")).Text);
        Assert.Equal(Deal.WithNote, (await client.Get($"{path}/files/entities/deal.json")).Text);
    }

    private static string Body(string? revision, params (string Path, string? Text)[] changes) => new JsonObject
    {
        ["base"] = revision,
        ["changes"] = new JsonArray([.. changes.Select(c => (JsonNode)new JsonObject { ["path"] = c.Path, ["text"] = c.Text })]),
    }.ToJsonString();
}
