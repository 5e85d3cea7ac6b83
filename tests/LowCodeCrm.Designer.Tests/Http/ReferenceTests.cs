namespace LowCodeCrm.Designer.Tests.Http;

public sealed class ReferenceTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    private const string View = """{"id": "v_1", "title": "Open", "columns": ["name", "stage"], "filter": "stage = open", "sort": ["-amount"]}""";

    [Fact]
    public async Task Uses_are_found_by_meaning_with_their_places()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules), ("views/deal.open.json", View));
        var uses = (await client.Get($"/design/api/{app}/draft/uses?entity=deal&field=amount")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(
            ["entity deal 5 True", "rule deal.positive 3 False", "rule deal.positive 3 False", "rule deal.positive 5 False", "view deal.open 1 False"],
            uses.Select(u => $"{u!["kind"]} {u["name"]} {u["line"]} {u["declaration"]}").Order(StringComparer.OrdinalIgnoreCase).Select(u => u.Replace("true", "True", StringComparison.Ordinal).Replace("false", "False", StringComparison.Ordinal)));
        // A rule is called by its kind and what it says, in the reader's language; other places have words of their own.
        var japanese = (await server.As("admin", "ja").Get($"/design/api/{app}/draft/uses?entity=deal&field=amount")).Is(200).Json["value"]!.AsArray();
        Assert.All(uses.Where(u => (string)u!["kind"]! == "rule"), u => Assert.Equal(("Validation", "More than nothing"), ((string)u!["rule"]!["kind"]!, (string)u["rule"]!["title"]!)));
        Assert.All(japanese.Where(u => (string)u!["kind"]! == "rule"), u => Assert.Equal(("検証", "0より大きく"), ((string)u!["rule"]!["kind"]!, (string)u["rule"]!["title"]!)));
        Assert.DoesNotContain(uses, u => (string)u!["kind"]! != "rule" && u["rule"] is not null);
        var option = (await client.Get($"/design/api/{app}/draft/uses?entity=deal&field=stage&option=open")).Is(200).Json["value"]!.AsArray();
        var filter = option.Single(u => (string)u!["kind"]! == "view")!;
        Assert.Equal(View.IndexOf("open\",", StringComparison.Ordinal) + 1, (int)filter["column"]!);
        Assert.Contains((await client.Get($"/design/api/{app}/draft/uses?entity=deal")).Is(200).Json["value"]!.AsArray(), u => (string)u!["kind"]! == "view");
        (await client.Get($"/design/api/{app}/draft/uses?entity=deal&field=nix")).Is(404);
        (await client.Get($"/design/api/{app}/draft/uses")).Is(400);
    }

    [Fact]
    public async Task A_rename_is_previewed_then_made_in_all_files_and_the_records_keep_their_values()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules), ("views/deal.open.json", View));
        (await client.Post($"/api/{app}/deal", """{"name": "kept", "amount": 7}""")).Is(201);
        const string body = """{"kind": "field", "entity": "deal", "name": "amount", "to": "金額" """;
        var preview = (await client.Post($"/design/api/{app}/draft/rename", body + ", \"dryRun\": true}")).Is(200).Json;
        Assert.Equal(("live-1", 5), ((string)preview["revision"]!, preview["edits"]!.AsArray().Count));
        Assert.Equal(0, (int)(await client.Get($"/design/api/{app}/draft/all")).Json["changes"]!);
        (await client.Post($"/design/api/{app}/draft/rename", body + ", \"base\": \"old\"}")).Is(412);
        (await client.Post($"/design/api/{app}/draft/rename", body + "}")).Is(200);
        Assert.Equal(Deal.Rules.Replace("amount", "金額", StringComparison.Ordinal), (await client.Get($"/design/api/{app}/draft/files/rules/deal.rules")).Text);
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        Assert.Equal(7m, (decimal)(await client.Get($"/api/{app}/deal")).Json["value"]![0]!["金額"]!);

        var refused = (await server.As("admin", "ja").Post($"/design/api/{app}/draft/rename", """{"kind": "field", "entity": "deal", "name": "金額", "to": "Stage"}""")).Is(422);
        Assert.Equal(("name_refused", "Stage_2"), (refused.Code, (string)refused.Json["proposal"]!));
        (await client.Post($"/design/api/{app}/draft/rename", """{"kind": "entity", "name": "deal", "to": "商談"}""")).Is(200);
        Assert.Equal(
            ["app.json", "entities/商談.json", "rules/deal.rules", "views/商談.open.json"],
            (await client.Get($"/design/api/{app}/draft/files")).Json["value"]!.AsArray().Select(f => (string)f!["path"]!));
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        Assert.Single((await client.Get($"/api/{app}/商談")).Is(200).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task Removing_tells_what_it_would_break_and_leaves_that_in_place()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules), ("views/deal.open.json", View));
        const string body = """{"kind": "field", "entity": "deal", "name": "amount" """;
        var preview = (await client.Post($"/design/api/{app}/draft/remove", body + ", \"dryRun\": true}")).Is(200).Json;
        Assert.All(preview["breaks"]!.AsArray(), b => Assert.Equal("deal.positive", (string)b!["name"]!));
        Assert.NotEmpty(preview["diagnostics"]!.AsArray());
        Assert.All(preview["diagnostics"]!.AsArray(), d => Assert.Equal("Validation: More than nothing", (string)d!["place"]!));
        var removed = (await client.Post($"/design/api/{app}/draft/remove", body + "}")).Is(200).Json;
        Assert.Equal(preview["breaks"]!.AsArray().Count, removed["breaks"]!.AsArray().Count);
        Assert.DoesNotContain("amount", (await client.Get($"/design/api/{app}/draft/files/views/deal.open.json")).Text, StringComparison.Ordinal);
        Assert.Equal(Deal.Rules, (await client.Get($"/design/api/{app}/draft/files/rules/deal.rules")).Text);
        (await client.Post($"/design/api/{app}/publish")).Is(422);
    }

    [Fact]
    public async Task Editors_find_declarations_and_references_and_rename_what_is_under_the_cursor()
    {
        const string function = "function twice(x: money?) returns money? = x * 2\nrules for deal { computed doubled : money? = twice(amount) }\n";
        var (client, app) = await server.NewAppAsync(("rules/a.rules", function));
        var path = $"/design/api/{app}/language";
        var definition = (await client.Post($"{path}/definition", """{"file": "rules/a.rules", "line": 2, "column": 47}""")).Is(200).Json["value"]![0]!;
        Assert.Equal(("rules/a.rules", 1, 10), ((string)definition["file"]!, (int)definition["line"]!, (int)definition["column"]!));
        Assert.Equal(2, (await client.Post($"{path}/references", """{"file": "rules/a.rules", "line": 1, "column": 44}""")).Is(200).Json["value"]!.AsArray().Count);
        var rename = (await client.Post($"{path}/rename", """{"file": "rules/a.rules", "line": 1, "column": 12, "to": "double"}""")).Is(200).Json;
        Assert.Equal([(1, 10), (2, 46)], rename["edits"]!.AsArray().Select(e => ((int)e!["line"]!, (int)e["column"]!)));
        (await client.Post($"{path}/rename", """{"file": "rules/a.rules", "line": 1, "column": 12, "to": "sum"}""")).Is(422);
        Assert.Empty((await client.Post($"{path}/definition", """{"file": "rules/a.rules", "line": 1, "column": 3}""")).Is(200).Json["value"]!.AsArray());
    }
}
