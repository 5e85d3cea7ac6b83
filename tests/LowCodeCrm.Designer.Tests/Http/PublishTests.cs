using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Tests.Http;

public sealed class PublishTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    [Fact]
    public async Task A_field_and_a_rule_go_live_while_eight_clients_read_and_write_and_a_roll_back_keeps_the_data()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Post($"/api/{app}/deal", """{"name": "old", "amount": -5}""")).Is(201);
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/rules/deal.rules", Deal.Rules)).Is(201);
        var check = (await client.Post($"/design/api/{app}/check")).Is(200).Json["diagnostics"]!.AsArray();
        Assert.All(check, d => Assert.Equal("info", (string)d!["severity"]!));

        var plan = (await client.Post($"/design/api/{app}/plan")).Is(200).Json;
        Assert.Equal([("addField", "deal.note"), ("addRule", "deal.positive")], plan["changes"]!.AsArray().Select(c => ((string)c!["kind"]!, (string)c["target"]!)));
        var impact = Assert.Single(plan["impact"]!.AsArray())!;
        Assert.Equal(("violates", "deal.positive", 1, true), ((string)impact["kind"]!, (string)impact["target"]!, (int)impact["count"]!, (bool)impact["exact"]!));

        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var requests = 0;
        var traffic = Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var reply = i % 2 == 0 ? await client.Post($"/api/{app}/deal", $$"""{"name": "deal {{n}}-{{i}}", "amount": 1}""") : await client.Get($"/api/{app}/deal?$top=5");
                Interlocked.Increment(ref requests);
                if ((int)reply.Status is not (200 or 201)) failures.Enqueue($"{reply.Status} {reply.Text}");
            }
        })).ToArray();
        var published = (await client.Post($"/design/api/{app}/publish", """{"consent": []}""")).Is(200).Json;
        Assert.Equal(2, (int)published["version"]!);
        (await client.Post($"/api/{app}/deal", """{"name": "noted", "note": "live"}""")).Is(201);
        var back = (await client.Post($"/design/api/{app}/rollback", """{"to": 1}""")).Is(200).Json;
        Assert.Equal(1, (int)back["version"]!);
        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        Assert.Empty(failures);
        Assert.True(requests > 16, $"{requests} requests");

        Assert.Single((await client.Get($"/api/{app}/deal?$filter=name eq 'noted'")).Is(200).Json["value"]!.AsArray());
        (await client.Post($"/api/{app}/deal", """{"name": "negative again", "amount": -1}""")).Is(201);
        var versions = (await client.Get($"/design/api/{app}/versions")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([(2, false), (1, true)], versions.Select(v => ((int)v!["version"]!, (bool)v["live"]!)));
        Assert.All(versions, v => Assert.Equal("Administrator", (string)v!["by"]!));
        (await client.Post($"/design/api/{app}/rollback", """{"to": 2}""")).Is(200);
        var noted = (await client.Get($"/api/{app}/deal?$filter=name eq 'noted'")).Json["value"]![0]!;
        Assert.Equal("live", (string)noted["note"]!);
        (await client.Post($"/design/api/{app}/rollback", """{"to": 9}""")).Is(404);
    }

    [Fact]
    public async Task Ids_are_filled_on_publishing_and_stand_in_the_draft_afterwards()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        var entity = JsonNode.Parse((await client.Get($"/design/api/{app}/draft/files/entities/deal.json")).Is(200).Text)!;
        Assert.StartsWith("f_", (string)entity["properties"]!["note"]!["x-crm"]!["id"]!, StringComparison.Ordinal);
        Assert.DoesNotContain((await client.Post($"/design/api/{app}/check")).Is(200).Json["diagnostics"]!.AsArray(), d => (string)d!["severity"]! == "info" && ((string)d["message"]!).Contains("note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_changed_in_the_draft_during_a_publish_stays_and_gets_the_ids()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        var publishing = client.Post($"/design/api/{app}/publish");
        for (var i = 0; !publishing.IsCompleted; i++) await client.Put($"/design/api/{app}/draft/files/rules/later.rules", $"// change {i}\n");
        (await publishing).Is(200);
        Assert.StartsWith("// change", (await client.Get($"/design/api/{app}/draft/files/rules/later.rules")).Is(200).Text, StringComparison.Ordinal);
        var drafted = JsonNode.Parse((await client.Get($"/design/api/{app}/draft/files/entities/deal.json")).Is(200).Text)!;
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        Assert.Empty((await client.Post($"/design/api/{app}/plan")).Is(200).Json["changes"]!.AsArray());
        Assert.StartsWith("f_", (string?)drafted["properties"]!["note"]!["x-crm"]?["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_package_has_every_mistake_reported_and_leaves_the_running_version_alone()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", "{\n  \"title\": \"Deal\",\n  \"type\": \"object\" \"properties\"\n}")).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/entities/item.json", """
            {"title": "Item", "type": "object", "properties": {
              "a": {"type": "string", "x-crm": {"id": "f_a", "type": "lookup", "target": "missing"}},
              "b": {"type": "string", "x-crm": {"id": "f_b", "type": "colour"}},
              "x": {"type": ["number", "null"], "x-crm": {"id": "f_x"}}, "y": {"type": ["number", "null"], "x-crm": {"id": "f_y"}}
            }, "x-crm": {"id": "e_item"}}
            """)).Is(201);
        (await client.Put($"/design/api/{app}/draft/files/rules/item.rules", "rules for item {\n  computed x = y + 1\n  computed y = x + 1\n}\n")).Is(201);
        var errors = (await client.Post($"/design/api/{app}/check")).Is(200).Json["diagnostics"]!.AsArray().Where(d => (string)d!["severity"]! == "error").ToList();
        Assert.Contains(errors, d => (string)d!["file"]! == "entities/deal.json" && (int)d["line"]! == 3);
        Assert.Contains(errors, d => (string)d!["file"]! == "entities/item.json" && (int)d["line"]! == 2 && ((string)d["message"]!).Contains("missing", StringComparison.Ordinal));
        Assert.Contains(errors, d => (string)d!["file"]! == "entities/item.json" && (int)d["line"]! == 3 && ((string)d["message"]!).Contains("colour", StringComparison.Ordinal));
        Assert.Contains(errors, d => (string)d!["file"]! == "rules/item.rules" && (int)d["line"]! is 2 or 3);
        var japanese = (await server.As("admin", "ja").Post($"/design/api/{app}/check")).Is(200).Json["diagnostics"]!.AsArray();
        Assert.All(japanese, d => Assert.Contains((string)d!["message"]!, c => c > 0x3000));

        var rejected = (await client.Post($"/design/api/{app}/publish")).Is(422);
        Assert.Equal("package_has_errors", rejected.Code);
        Assert.Equal(errors.Count, rejected.Json["diagnostics"]!.AsArray().Count(d => (string)d!["severity"]! == "error"));
        (await client.Post($"/design/api/{app}/plan")).Is(422);
        (await client.Post($"/api/{app}/deal", """{"name": "still there"}""")).Is(201);
        Assert.Single((await client.Get($"/design/api/{app}/versions")).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task Removing_a_field_needs_consent_that_names_it_and_names_are_matched_where_ids_are_missing()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Post($"/api/{app}/deal", """{"name": "kept", "amount": 5, "stage": "won"}""")).Is(201);
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithoutAmount)).Is(204);
        var plan = (await client.Post($"/design/api/{app}/plan")).Is(200).Json;
        var change = Assert.Single(plan["changes"]!.AsArray())!;
        Assert.Equal(("removeField", "deal.amount", "dataLoss"), ((string)change["kind"]!, (string)change["target"]!, (string)change["risk"]!));
        Assert.NotNull(change["loses"]);
        var impact = Assert.Single(plan["impact"]!.AsArray())!;
        Assert.Equal(("losesValue", "deal.amount", 1), ((string)impact["kind"]!, (string)impact["target"]!, (int)impact["count"]!));

        var refused = (await client.Post($"/design/api/{app}/publish", """{"consent": ["deal.stage"]}""")).Is(409);
        Assert.Equal("consent_needed", refused.Code);
        Assert.Equal("deal.amount", (string)refused.Json["targets"]![0]!);
        (await client.Post($"/design/api/{app}/publish", """{"consent": ["deal.amount"]}""")).Is(200);
        var record = (await client.Get($"/api/{app}/deal")).Json["value"]![0]!;
        Assert.Equal(("kept", "won"), ((string)record["name"]!, (string)record["stage"]!));
        Assert.Null(record["amount"]);
        (await client.Post($"/design/api/{app}/rollback", """{"to": 1}""")).Is(200);
        Assert.Equal(5m, (decimal)(await client.Get($"/api/{app}/deal")).Json["value"]![0]!["amount"]!);
    }

    [Fact]
    public async Task A_plan_counts_the_records_in_a_state_that_leaves_its_process()
    {
        const string process = "process path on deal.stage { state open initial  state won final  transition win : open -> won }";
        var (client, app) = await server.NewAppAsync(("rules/path.rules", process));
        foreach (var name in new[] { "A", "B" }) (await client.Post($"/api/{app}/deal", $$"""{"name": "{{name}}", "stage": "open"}""")).Is(201);
        (await client.Put($"/design/api/{app}/draft/files/rules/path.rules", "process path on deal.stage { state won initial }")).Is(204);
        var impact = Assert.Single((await client.Post($"/design/api/{app}/plan")).Is(200).Json["impact"]!.AsArray())!;
        Assert.Equal(("stranded", "deal.stage.open", 2, "stage = open"), ((string)impact["kind"]!, (string)impact["target"]!, (int)impact["count"]!, (string)impact["filter"]!));
        Assert.Contains("2 records are in the state", (string)impact["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_counts_the_records_that_new_demands_would_stop()
    {
        var (client, app) = await server.NewAppAsync();
        foreach (var body in new[] { """{"name": "a", "stage": "open", "amount": 5}""", """{"name": "b", "stage": "open"}""", """{"name": "c", "stage": "won"}""", """{"name": "d"}""" })
            (await client.Post($"/api/{app}/deal", body)).Is(201);
        var entity = JsonNode.Parse(Deal.WithNote)!;
        entity["required"] = new JsonArray("name", "note");
        entity["properties"]!["stage"] = JsonNode.Parse("""{"type": ["string", "null"], "enum": ["open", "closed", null], "x-crm": {"id": "f_stage", "type": "choice", "options": [{"value": "open", "id": "o_open"}, {"value": "closed", "id": "o_closed"}]}}""");
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/rules/deal.rules", """
            rules for deal {
              computed doubled : money = amount * 2
              required amount when stage = open
              validate large { when amount is set require doubled > 100 message en "Too small" ja "小さすぎます" at amount }
            }
            process stages on deal.stage {
              state open initial
              state closed final
              transition close : open -> closed { guard amount > 3 message en "More" ja "もっと" }
            }
            """)).Is(201);
        var plan = (await client.Post($"/design/api/{app}/plan")).Is(200).Json;
        var impact = plan["impact"]!.AsArray().Select(i => $"{i!["kind"]} {i["target"]} {i["count"]} of {i["checked"]} {i["exact"]}").Order();
        Assert.Equal(
            ["blocked deal.stages.close 1 of 4 true", "losesValue deal.stage.won 1 of 4 true", "missing deal.amount 1 of 4 true", "missing deal.note 4 of 4 true", "violates deal.large 1 of 4 true"], impact);
        foreach (var line in plan["impact"]!.AsArray())
        {
            var filter = (string)line!["filter"]! is { Length: > 0 } condition ? $"filter={Uri.EscapeDataString(condition)}&" : "";
            var found = (await client.Get($"/api/{app}/{line["entity"]}?{filter}$select=name")).Is(200).Json["value"]!.AsArray();
            Assert.Equal((int)line["count"]!, found.Count);
        }
    }

    [Fact]
    public async Task Before_a_field_gets_another_type_it_is_told_which_values_are_lost_and_which_rules_break_and_publishing_does_just_that()
    {
        var (client, app) = await server.NewAppAsync();
        var entity = JsonNode.Parse(Deal.WithNote)!;
        entity["properties"]!["count"] = JsonNode.Parse("""{"type": ["string", "null"], "x-crm": {"id": "f_count"}}""");
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        (await client.Put($"/design/api/{app}/draft/files/rules/deal.rules", """
            rules for deal {
              validate counted { require count is empty or length(count) < 10 message en "Short" ja "短く" at count }
            }
            """)).Is(201);
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        foreach (var count in new[] { "12", "１，２００", "twelve", "twelve" }) (await client.Post($"/api/{app}/deal", $$"""{"name": "deal", "count": "{{count}}"}""")).Is(201);
        var property = """{"type": ["integer", "null"], "x-crm": {"id": "f_count"}}""";
        var asked = (await client.Post($"/design/api/{app}/draft/retype", $$"""{"entity": "deal", "field": "count", "property": {{property}}}""")).Is(200).Json;
        Assert.Equal(("some", 4, 2, 3), ((string)asked["converts"]!, (int)asked["held"]!, (int)asked["lost"]!, (int)asked["distinct"]!));
        Assert.Equal(("twelve", 2), ((string)asked["lostValues"]![0]!["value"]!, (int)asked["lostValues"]![0]!["count"]!));
        Assert.Equal("dataLoss", (string)asked["change"]!["risk"]!);
        Assert.All(asked["diagnostics"]!.AsArray(), d => Assert.Equal("rules/deal.rules", (string)d!["file"]!));
        Assert.NotEmpty(asked["diagnostics"]!.AsArray());
        var none = (await client.Post($"/design/api/{app}/draft/retype", """{"entity": "deal", "field": "count", "property": {"type": ["object", "null"], "x-crm": {"id": "f_count", "type": "geo"}}}""")).Is(200).Json;
        Assert.Equal(("none", 4), ((string)none["converts"]!, (int)none["lost"]!));
        (await client.Post($"/design/api/{app}/draft/retype", """{"entity": "deal", "field": "nothing", "property": {}}""")).Is(404);

        entity["properties"]!["count"] = JsonNode.Parse(property);
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        (await client.Delete($"/design/api/{app}/draft/files/rules/deal.rules")).Is(204);
        var impact = Assert.Single((await client.Post($"/design/api/{app}/plan")).Is(200).Json["impact"]!.AsArray())!;
        Assert.Equal(("losesValue", "deal.count", 2), ((string)impact["kind"]!, (string)impact["target"]!, (int)impact["count"]!));
        Assert.Equal("""count in {"twelve"}""", (string)impact["filter"]!);
        (await client.Post($"/design/api/{app}/publish", """{"consent": ["deal.count"]}""")).Is(200);
        var counts = (await client.Get($"/api/{app}/deal?$orderby=count&$select=count")).Json["value"]!.AsArray().Select(r => (int?)r!["count"]);
        Assert.Equal([null, null, 12, 1200], counts);
    }

    [Fact]
    public async Task Links_that_lead_elsewhere_are_lost_and_counted_rows_are_not_and_another_name_of_the_target_loses_nothing()
    {
        static string Entity(string id, string more = "") =>
            $$$"""{"title": "{{{id}}}", "type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 80, "x-crm": {"id": "f_{{{id}}}_name"}}{{{more}}}}, "x-crm": {"id": "e_{{{id}}}", "display": "name"}}""";
        static string Lookup(string id, string target) => $$$""", "{{{id}}}": {"type": ["string", "null"], "x-crm": {"id": "f_{{{id}}}", "type": "lookup", "target": "{{{target}}}"}}""";
        var (client, app) = await server.NewAppAsync(("entities/tag.json", Entity("tag")), ("entities/task.json", Entity("task", Lookup("deal", "deal"))), ("entities/note.json", Entity("note", Lookup("about", "deal"))));
        var entity = JsonNode.Parse(Deal.Entity)!;
        entity["properties"]!["marks"] = JsonNode.Parse("""{"type": "array", "items": {"type": "string"}, "x-crm": {"id": "f_marks", "type": "manyToMany", "target": "tag"}}""");
        entity["properties"]!["tasks"] = JsonNode.Parse("""{"type": "array", "x-crm": {"id": "f_tasks", "type": "childList", "target": "task", "via": "deal"}}""");
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        var tags = new List<string>();
        foreach (var name in new[] { "a", "b" }) tags.Add((string)(await client.Post($"/api/{app}/tag", $$"""{"name": "{{name}}"}""")).Is(201).Json["id"]!);
        (await client.Post($"/api/{app}/deal", $$"""{"name": "linked", "marks": ["{{tags[0]}}", "{{tags[1]}}"], "tasks": [{"name": "call"}]}""")).Is(201);

        async Task<JsonNode> AskedAsync(string field, string property) => (await client.Post($"/design/api/{app}/draft/retype", $$"""{"entity": "deal", "field": "{{field}}", "property": {{property}}}""")).Is(200).Json;
        var elsewhere = """{"type": "array", "items": {"type": "string"}, "x-crm": {"id": "f_marks", "type": "manyToMany", "target": "note"}}""";
        var links = await AskedAsync("marks", elsewhere);
        Assert.Equal(("none", 2, 2), ((string)links["converts"]!, (int)links["held"]!, (int)links["lost"]!));
        var rows = await AskedAsync("tasks", """{"type": "array", "x-crm": {"id": "f_tasks", "type": "childList", "target": "note", "via": "about"}}""");
        Assert.Equal(("same", 1, 0), ((string)rows["converts"]!, (int)rows["held"]!, (int)rows["lost"]!));

        // Publishing the links elsewhere needs consent, and says how many they are.
        entity["properties"]!["marks"] = JsonNode.Parse(elsewhere);
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", entity.ToJsonString())).Is(204);
        var plan = (await client.Post($"/design/api/{app}/plan")).Is(200).Json;
        Assert.Equal(["dataLoss deal.marks Leads marks of Deal to note"], plan["changes"]!.AsArray().Select(c => $"{c!["risk"]} {c["target"]} {c["message"]}"));
        Assert.Equal(["losesValue deal.marks 2"], plan["impact"]!.AsArray().Select(i => $"{i!["kind"]} {i["target"]} {i["count"]}"));
        (await client.Post($"/design/api/{app}/publish")).Is(409);
        (await client.Post($"/design/api/{app}/draft/discard", "{}")).Is(200);

        (await client.Post($"/design/api/{app}/draft/rename", """{"kind": "entity", "name": "tag", "to": "label"}""")).Is(200);
        (await client.Post($"/design/api/{app}/draft/rename", """{"kind": "entity", "name": "deal", "to": "case"}""")).Is(200);
        var renamed = (await client.Post($"/design/api/{app}/plan")).Is(200).Json;
        Assert.DoesNotContain(renamed["changes"]!.AsArray(), c => (string)c!["risk"]! == "dataLoss");
        Assert.Empty(renamed["impact"]!.AsArray());
        (await client.Post($"/design/api/{app}/publish")).Is(200);
        Assert.Single((await client.Get($"/api/{app}/task?$filter=deal_id ne null")).Is(200).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task Of_publishes_at_once_all_but_one_are_told_that_another_runs()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Put($"/design/api/{app}/draft/files/rules/deal.rules", Deal.Rules)).Is(201);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Post($"/design/api/{app}/publish")));
        var (succeeded, refused) = (replies.Where(r => (int)r.Status == 200).ToList(), replies.Where(r => (int)r.Status == 409).ToList());
        Assert.Equal(4, succeeded.Count + refused.Count);
        Assert.NotEmpty(refused);
        Assert.All(refused, r => Assert.Equal("publish_running", r.Code));
        Assert.Equal(succeeded.Count + 1, (await client.Get($"/design/api/{app}/versions")).Json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task Apps_are_made_from_nothing_and_from_a_sample()
    {
        var client = server.As("admin", "ja");
        Assert.Contains((await client.Get("/design/api/samples")).Is(200).Json["value"]!.AsArray(), s => (string)s!["name"]! == "sales-crm" && (string)s["title"]! == "営業CRM");
        var empty = (await client.Post("/design/api/apps", """{"name": "fresh", "title": {"ja": "新しい", "en": "Fresh"}}""")).Is(201).Json;
        Assert.Equal(("fresh", "新しい", 1), ((string)empty["name"]!, (string)empty["title"]!, (int)empty["version"]!));
        Assert.Equal("app_exists", (await client.Post("/design/api/apps", """{"name": "fresh"}""")).Is(409).Code);
        Assert.Equal("invalid_name", (await client.Post("/design/api/apps", """{"name": "a b"}""")).Is(422).Code);
        (await client.Post("/design/api/apps", """{"title": "x"}""")).Is(400);
        (await client.Post("/design/api/apps", """{"name": "x", "sample": "../samples/sales-crm"}""")).Is(404);

        var sample = (await client.Post("/design/api/apps", """{"name": "sales2", "sample": "sales-crm"}""")).Is(201).Json;
        Assert.All(sample["data"]!.AsArray(), d => Assert.Empty(d!["rejected"]!.AsArray()));
        Assert.Contains(sample["data"]!.AsArray(), d => (string)d!["file"]! == "data/account.csv" && (int)d["created"]! >= 200);
        Assert.Contains("\"sales2\"", (await client.Get("/design/api/sales2/draft/files/app.json")).Text, StringComparison.Ordinal);
        var tests = (await client.Post("/design/api/sales2/test")).Is(200).Json["tests"]!.AsArray();
        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.True((bool)test!["passed"]!, test.ToJsonString()));
        Assert.Empty((await client.Post("/design/api/sales2/plan")).Is(200).Json["changes"]!.AsArray());
    }
}
