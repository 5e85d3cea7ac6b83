using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Aggregates over many-to-many fields, queries over fields computed on reading, forms that say what was changed.</summary>
public sealed class LinkTests(LinkServer server) : IClassFixture<LinkServer>
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Aggregates_over_a_many_to_many_field_follow_links_and_linked_records()
    {
        var (a, b, c) = (await Member("A", 5, true), await Member("B", 7, true), await Member("C", 100, false));
        var project = (await Api.Post("project", $$"""{"name": "links", "members": ["{{a}}", "{{c}}"]}""")).Is(201);
        await Has(project.Id, 5, 2, 100);
        (await Api.Patch($"project/{project.Id}", $$"""{"members": ["{{a}}", "{{b}}"]}""")).Is(200);
        await Has(project.Id, 12, 2, 7);
        // What changes in a linked record shows at once, and a deleted one is no longer counted.
        (await Api.Patch($"member/{b}", """{"hours": 20}""")).Is(200);
        await Has(project.Id, 25, 2, 20);
        (await Api.Delete($"member/{b}")).Is(204);
        await Has(project.Id, 5, 1, 5);
        var found = (await Api.Get($"project?$filter=hours eq 5 and people eq 1 and id eq {project.Id}&$orderby=longest desc")).Is(200);
        Assert.Equal(project.Id, (string)Assert.Single(found.Json["value"]!.AsArray())!["id"]!);
    }

    [Fact]
    public async Task A_rule_over_links_sees_the_links_that_are_being_saved()
    {
        var (few, many) = (await Member("few", 1, true), await Member("many", 50, true));
        var project = (await Api.Post("project", $$"""{"name": "rule", "limit": 10, "members": ["{{few}}"]}""")).Is(201);
        var refused = (await Api.Patch($"project/{project.Id}", $$"""{"members": ["{{few}}", "{{many}}"]}""")).Is(422);
        Assert.Equal("Too many hours", (string)refused.Json["error"]!["details"]![0]!["message"]!);
        (await Api.Post("project", $$"""{"name": "new", "limit": 10, "members": ["{{many}}"]}""")).Is(422);
        (await Api.Patch($"project/{project.Id}", """{"members": []}""")).Is(200);
        await Has(project.Id, 0, 0, null);
    }

    [Fact]
    public async Task A_field_computed_on_reading_is_filtered_and_sorted_where_its_rule_is_exact()
    {
        var far = (await Api.Post("project", """{"name": "query far", "due_on": "2999-01-01"}""")).Is(201).Id;
        var near = (await Api.Post("project", """{"name": "query near", "due_on": "2998-01-01"}""")).Is(201).Id;
        var past = (await Api.Post("project", """{"name": "query past", "due_on": "2001-01-01"}""")).Is(201).Id;
        var coming = (await Api.Get("project?$filter=days_left gt 0 and startswith(name,'query')&$orderby=days_left desc")).Is(200);
        Assert.Equal([far, near], coming.Json["value"]!.AsArray().Select(p => (string)p!["id"]!));
        var all = (await Api.Get("project?$filter=startswith(name,'query')&$orderby=days_left&$select=id,days_left")).Is(200);
        Assert.Equal([past, near, far], all.Json["value"]!.AsArray().Select(p => (string)p!["id"]!));
        Assert.All(all.Json["value"]!.AsArray(), p => Assert.NotNull((int?)p!["days_left"]));
    }

    [Theory]
    [InlineData("en", "$filter=deadline gt 2026-01-01", "$filter: 'deadline' is computed when it is read, and its rule uses the function business_days, which the database cannot compute exactly. Use what it is computed from instead: limit.")]
    [InlineData("en", "$orderby=deadline", "$orderby: 'deadline' is computed when it is read, and its rule uses the function business_days, which the database cannot compute exactly. Use what it is computed from instead: limit.")]
    [InlineData("ja", "$filter=deadline gt 2026-01-01", "$filter: 「deadline」は読み取り時に計算される項目で、その規則の関数 business_daysはデータベースでは正確に計算できません。代わりに計算の元になる項目を使ってください: limit")]
    public async Task Where_it_is_not_exact_the_answer_names_the_field_the_reason_and_the_remedy(string language, string query, string message) =>
        Assert.Equal(message, (string)(await Api.Get("project?" + query, ("Accept-Language", language))).Is(400).Json["detail"]!);

    [Fact]
    public async Task A_form_of_a_record_follows_what_its_user_has_changed()
    {
        var project = (await Api.Post("project", """{"name": "form", "rank": "B", "note": "n"}""")).Is(201).Id;
        // Changed and back again: nothing is changed.
        var back = await Evaluate($$"""{"id": "{{project}}", "values": {"rank": "B", "note": "n"}, "changed": ["rank", "note"]}""");
        Assert.False((bool)back["required"]!["note"]!);
        Assert.False((bool)back["show"]!["limit"]!);
        var changed = await Evaluate($$"""{"id": "{{project}}", "values": {"rank": "A", "note": null}, "changed": ["rank", "note"]}""");
        Assert.True((bool)changed["required"]!["note"]!);
        Assert.True((bool)changed["show"]!["limit"]!);
        Assert.Contains(changed["violations"]!.AsArray(), v => (string)v!["code"]! == "required" && (string)v["fields"]![0]! == "note");
        // Somebody else has changed the rank since the form was opened; its user has not.
        (await Api.Patch($"project/{project}", """{"rank": "A", "note": "m"}""")).Is(200);
        var stale = await Evaluate($$"""{"id": "{{project}}", "values": {"rank": "B", "note": "n", "name": "other"}, "changed": ["name"]}""");
        Assert.False((bool)stale["required"]!["note"]!);
        Assert.Empty(stale["violations"]!.AsArray());
        Assert.Equal(("B", "other"), ((string)stale["values"]!["rank"]!, (string)stale["values"]!["name"]!));
        var lowered = await Evaluate($$"""{"id": "{{project}}", "values": {"rank": "B", "note": "n"}, "changed": ["rank"]}""");
        Assert.Equal(["rank_up"], lowered["violations"]!.AsArray().Select(v => (string)v!["rule"]!));
    }

    [Fact]
    public async Task A_default_fills_what_was_left_alone_and_not_what_was_cleared()
    {
        Assert.Equal("B", (string?)(await Evaluate("""{"values": {"name": "x", "rank": null}, "changed": ["name"]}"""))["values"]!["rank"]);
        Assert.Null((await Evaluate("""{"values": {"name": "x", "rank": null}, "changed": ["name", "rank"]}"""))["values"]!["rank"]);
        // Cleared, and so not among the values.
        Assert.Null((await Evaluate("""{"values": {"name": "x"}, "changed": ["rank"]}"""))["values"]!["rank"]);
        Assert.Equal("B", (string?)(await Evaluate("""{"values": {"name": "x"}}"""))["values"]!["rank"]);
    }

    [Theory]
    [InlineData("\"rank\"")]
    [InlineData("[7]")]
    [InlineData("[\"nosuch\"]")]
    public async Task What_names_no_fields_is_refused(string changed) =>
        Assert.Equal(["changed"], (await Api.Post("project/$evaluate", $$"""{"values": {}, "changed": {{changed}}}""")).Is(400).Targets);

    private async Task<JsonNode> Evaluate(string body) => (await Api.Post("project/$evaluate", body)).Is(200).Json;

    private async Task<string> Member(string name, int hours, bool active) =>
        (await Api.Post("member", $$"""{"name": "{{name}}", "hours": {{hours}}, "active": {{(active ? "true" : "false")}}}""")).Is(201).Id;

    private async Task Has(string id, int hours, int people, int? longest)
    {
        var project = (await Api.Get($"project/{id}")).Is(200).Json;
        Assert.Equal((hours, people, longest), ((int)project["hours"]!, (int)project["people"]!, (int?)project["longest"]));
    }
}
