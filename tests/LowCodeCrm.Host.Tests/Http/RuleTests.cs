namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Rules of the sample as callers meet them: violations, transitions, evaluation of a form.</summary>
[Collection(CrmServerTests.Name)]
public sealed class RuleTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task All_violations_come_at_once_with_their_fields_and_rules()
    {
        var reply = (await Api.Post("account", """{"code": "X", "employees": -1, "industry": "nosuch", "phone": "03-1234-5678"}""")).Is(422);
        var details = reply.Json["error"]!["details"]!.AsArray();
        Assert.Contains(details, d => (string?)d!["target"] == "name" && (string)d["code"]! == "required");
        Assert.Contains(details, d => (string?)d!["target"] == "code" && (string?)d["rule"] == "code_shape" && (string)d["message"]! == "An account code looks like A-0001");
        Assert.Contains(details, d => (string?)d!["target"] == "employees");
        Assert.Contains(details, d => (string?)d!["target"] == "industry");
    }

    [Theory]
    [InlineData("en", "The decision (", "2030-01-09")]
    [InlineData("ja", "決裁日（", "2030-01-09")]
    public async Task A_message_shows_values_as_the_reader_writes_them(string language, string starts, string decided)
    {
        var deal = await Deal();
        var reply = (await Api.Patch($"opportunity/{deal.Id}", $$"""{"proposed_on": "2030-01-10", "decided_on": "{{decided}}"}""", ("Accept-Language", language))).Is(422);
        var message = (string)reply.Json["error"]!["message"]!;
        Assert.StartsWith(starts, message, StringComparison.Ordinal);
        Assert.DoesNotContain("{", message, StringComparison.Ordinal);
        Assert.Contains("2030", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_moves_by_its_transitions_with_asks_and_guards()
    {
        var deal = await Deal(", \"amount\": null");
        Assert.Equal("no_transition", Detail(await Api.Patch($"opportunity/{deal.Id}", """{"stage": "won"}""")));
        Assert.Equal("no_transition", Detail(await Api.Post($"opportunity/{deal.Id}/transition/win", "{}")));
        Assert.Equal("no_transition", Detail(await Api.Post($"opportunity/{deal.Id}/transition/nosuch", "{}")));
        var refused = (await Api.Post($"opportunity/{deal.Id}/transition/propose", "{}")).Is(422);
        Assert.Contains("next_contact_on", refused.Targets);
        Assert.Contains(refused.Json["error"]!["details"]!.AsArray(), d => (string)d!["message"]! == "Fill in account and amount");
        (await Api.Patch($"opportunity/{deal.Id}", """{"amount": 2000000}""")).Is(200);
        var proposed = (await Api.Post($"opportunity/{deal.Id}/transition/propose", """{"next_contact_on": "2030-02-01"}""")).Is(200);
        Assert.Equal(("proposal", 30m), ((string)proposed.Json["stage"]!, (decimal)proposed.Json["probability"]!));
        Assert.Equal("1", (await Api.Get($"activity/$count?$filter=opportunity_id eq {deal.Id}")).Text);
        // A changed process field performs the one transition that leads there.
        (await Api.Patch($"opportunity/{deal.Id}", """{"stage": "negotiation"}""", ("If-Match", proposed.ETag!))).Is(200);
        var won = (await Api.Post($"opportunity/{deal.Id}/transition/win", """{"decided_on": "2030-03-01"}""")).Is(200);
        Assert.Equal(("won", 100m), ((string)won.Json["stage"]!, (decimal)won.Json["probability"]!));
        Assert.Equal("2", (await Api.Get($"activity/$count?$filter=opportunity_id eq {deal.Id}")).Text);
        var account = (await Api.Get($"account/{(string)won.Json["account_id"]!}")).Is(200).Json;
        Assert.Equal((2000000m, 1), ((decimal)account["won_total"]!, (int)account["won_count"]!));
        Assert.Equal("read_only", Detail(await Api.Patch($"opportunity/{deal.Id}", """{"amount": 1}""")));
        (await Api.Post($"opportunity/{Guid.NewGuid()}/transition/win", "{}")).Is(404);
    }

    [Fact]
    public async Task Evaluating_a_form_saves_nothing()
    {
        var deal = await Deal();
        var evaluated = (await Api.Post("opportunity/$evaluate", $$"""{"id": "{{deal.Id}}", "values": {"amount": 500, "probability": 50, "close_on": "2020-01-01", "proposed_on": "2030-01-10", "decided_on": "2030-01-09"}, "changed": ["amount"]}""")).Is(200).Json;
        Assert.Equal(250, (decimal)evaluated["values"]!["weighted"]!);
        Assert.False((bool)evaluated["show"]!["lost_reason"]!);
        Assert.False((bool)evaluated["required"]!["lost_reason"]!);
        Assert.False((bool)evaluated["readonly"]!["amount"]!);
        Assert.Contains(evaluated["warnings"]!.AsArray(), w => (string)w!["message"]! == "Close date is in the past" && (string)w["fields"]![0]! == "close_on");
        Assert.Contains(evaluated["violations"]!.AsArray(), v => (string)v!["fields"]![0]! == "decided_on");
        Assert.Equal(deal.ETag, (await Api.Get($"opportunity/{deal.Id}")).ETag);
        var fresh = (await Api.Post("opportunity/$evaluate", """{"values": {"name": "new"}}""")).Is(200).Json;
        Assert.Equal("prospecting", (string)fresh["values"]!["stage"]!);
        Assert.Contains(fresh["violations"]!.AsArray(), v => (string)v!["fields"]![0]! == "account_id");
        (await Api.Post("opportunity/$evaluate", $$"""{"id": "{{Guid.NewGuid()}}", "values": {} }""")).Is(404);
        (await Api.Post("opportunity/$evaluate", """{"id": 7, "values": {}}""")).Is(400);
        (await Api.Post("opportunity/$evaluate", "{}")).Is(400);
    }

    [Fact]
    public async Task A_record_says_where_it_stands_and_what_keeps_it_from_moving_on()
    {
        var deal = await Deal(", \"amount\": null");
        var at = await State(deal.Id);
        Assert.Equal(("sales_stages", "stage", "prospecting"), ((string)at["name"]!, (string)at["field"]!, (string)at["state"]!));
        Assert.Equal(["propose", "lose"], at["transitions"]!.AsArray().Select(t => (string)t!["name"]!));
        var propose = at["transitions"]![0]!;
        Assert.Equal(("Propose", "proposal", false), ((string)propose["label"]!, (string)propose["to"]!, (bool)propose["allowed"]!));
        var blocker = Assert.Single(propose["violations"]!.AsArray())!;
        Assert.Equal("Fill in account and amount", (string)blocker["message"]!);
        Assert.Equal(["account_id", "amount"], blocker["fields"]!.AsArray().Select(f => (string)f!).Order());
        Assert.Equal("""[{"field":"next_contact_on","property":"next_contact_on","required":true}]""", propose["ask"]!.ToJsonString());
        // What is asked for blocks nothing.
        Assert.True((bool)at["transitions"]![1]!["allowed"]!);
        Assert.Equal("失注にする", (string)(await State(deal.Id, "ja"))["transitions"]![1]!["label"]!);

        (await Api.Patch($"opportunity/{deal.Id}", """{"amount": 5}""")).Is(200);
        var unblocked = (await State(deal.Id))["transitions"]![0]!;
        Assert.True((bool)unblocked["allowed"]!);
        Assert.Empty(unblocked["violations"]!.AsArray());
        // Trying out has changed nothing.
        Assert.Equal("\"2\"", (await Api.Get($"opportunity/{deal.Id}")).ETag);
        (await Api.Post($"opportunity/{deal.Id}/transition/propose", """{"next_contact_on": "2030-01-01"}""")).Is(200);
        // It may wait ten business days for the next step, until the end of a day in Tokyo.
        var negotiate = (await State(deal.Id))["transitions"]![0]!;
        var due = DateTimeOffset.Parse((string)negotiate["due"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(due, DateTimeOffset.UtcNow.AddDays(13), DateTimeOffset.UtcNow.AddDays(30));
        Assert.Equal(15, due.UtcDateTime.Hour);
        Assert.False((bool)negotiate["overdue"]!);
        Assert.Null(propose["due"]);
        (await Api.Post($"opportunity/{deal.Id}/transition/negotiate", "")).Is(200);
        var win = (await State(deal.Id))["transitions"]!.AsArray().Single(t => (string)t!["name"]! == "win")!;
        // The rule that a won deal needs a decision date is answered by what the transition asks for.
        Assert.True((bool)win["allowed"]!);
        (await Api.Post($"opportunity/{deal.Id}/transition/win", """{"decided_on": "2030-01-02"}""")).Is(200);
        Assert.Empty((await State(deal.Id))["transitions"]!.AsArray());
        (await Api.Get($"opportunity/{Guid.NewGuid()}/$state")).Is(404);
        Assert.Empty((await Api.Get($"account/{(string)deal.Json["account_id"]!}/$state")).Is(200).Json["processes"]!.AsArray());

        var process = (await Api.Get("meta")).Json["entities"]!.AsArray().Single(e => (string)e!["name"]! == "opportunity")!["processes"]![0]!;
        Assert.Equal("商談の段階", (string)process["label"]!["ja"]!);
        Assert.Equal(["prospecting", "proposal", "negotiation", "won", "lost"], process["states"]!.AsArray().Select(s => (string)s!["value"]!));
        Assert.Equal([true, false, false, false, false], process["states"]!.AsArray().Select(s => (bool)s!["initial"]!));
        Assert.Equal([false, false, false, true, true], process["states"]!.AsArray().Select(s => (bool)s!["final"]!));
        Assert.Equal("提案する", (string)process["transitions"]![0]!["label"]!["ja"]!);

        async Task<System.Text.Json.Nodes.JsonNode> State(string id, string language = "en") => (await Api.Get($"opportunity/{id}/$state", ("Accept-Language", language))).Is(200).Json["processes"]![0]!;
    }

    [Fact]
    public async Task Rollups_follow_children_that_come_change_move_and_go()
    {
        var (left, right) = (await Api.Account("Rollup left"), await Api.Account("Rollup right"));
        var deals = new List<string>();
        for (var i = 1; i <= 3; i++) deals.Add((await Api.Post("opportunity", $$"""{"name": "deal", "account_id": "{{left.Id}}", "amount": {{i * 100}}}""")).Is(201).Id);
        Assert.Equal(600, await Open(left.Id));
        (await Api.Patch($"opportunity/{deals[0]}", """{"amount": 150}""")).Is(200);
        Assert.Equal(650, await Open(left.Id));
        (await Api.Patch($"opportunity/{deals[1]}", $$"""{"account_id": "{{right.Id}}"}""")).Is(200);
        Assert.Equal((450, 200), (await Open(left.Id), await Open(right.Id)));
        (await Api.Delete($"opportunity/{deals[2]}")).Is(204);
        Assert.Equal(150, await Open(left.Id));
        (await Api.Post($"opportunity/{deals[2]}/$restore", "")).Is(200);
        Assert.Equal(450, await Open(left.Id));
        Assert.Equal(left.ETag, (await Api.Get($"account/{left.Id}")).ETag);
        var activity = (await Api.Post("activity", $$"""{"subject": "call", "kind": "call", "status": "done", "done_on": "2026-01-05", "account_id": "{{left.Id}}"}""")).Is(201);
        Assert.Equal("2026-01-05", (string)(await Api.Get($"account/{left.Id}")).Json["last_activity_on"]!);
        (await Api.Delete($"activity/{activity.Id}")).Is(204);
        Assert.Null((string?)(await Api.Get($"account/{left.Id}")).Json["last_activity_on"]);

        async Task<decimal> Open(string id) => (decimal)(await Api.Get($"account/{id}")).Is(200).Json["open_total"]!;
    }

    private static string Detail(Reply reply) => (string)reply.Is(422).Json["error"]!["details"]![0]!["code"]!;

    private async Task<Reply> Deal(string more = "")
    {
        var account = await Api.Account("Rules");
        return (await Api.Post("opportunity", $$"""{"name": "Rules", "account_id": "{{account.Id}}"{{more}}}""")).Is(201);
    }
}
