using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Why something of a record is as it is, asked over HTTP of the sample app, in both languages.</summary>
[Collection(CrmServerTests.Name)]
public sealed class WhyTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task A_computed_value_is_explained_by_its_rule_and_what_that_read()
    {
        var deal = await Deal("""
            "amount": 1200000, "probability": 50
            """);
        var why = await Why(deal, "field=weighted");
        Assert.Equal(("computed", 600000m, "¥600,000"), ((string)why["kind"]!, (decimal)why["value"]!, (string)why["shown"]!));
        Assert.Equal(600000m, (decimal)why["tree"]!["value"]!);
        Assert.Equal("computed weighted", (string)why["tree"]!["rule"]!);
        Assert.Equal("round_half_up(amount * probability / 100, 0)", (string)why["tree"]!["text"]!);
        var reads = why["parts"]![0]!["reads"]!.AsArray();
        Assert.Equal(["amount ¥1,200,000", "probability 50"], reads.Select(read => $"{read!["field"]} {((string)read["shown"]!).TrimEnd('%')}"));
        var japanese = await Why(deal, "field=weighted&level=full", "ja");
        Assert.Equal("加重金額", (string)japanese["title"]!);
        Assert.Contains("金額 × 確度", (string)japanese["parts"]![0]!["text"]!, StringComparison.Ordinal);
        Assert.Empty((await Why(deal, "field=weighted&level=outcome"))["tree"]!["children"]!.AsArray());
    }

    [Fact]
    public async Task An_empty_value_names_its_cause()
    {
        var deal = await Deal("""
            "amount": null, "probability": 50
            """);
        var why = await Why(deal, "field=weighted");
        Assert.Null(why["value"]);
        Assert.Equal(["Amount is empty"], why["tree"]!["causes"]!.AsArray().Select(cause => (string)cause!));
        Assert.Contains("金額 が空です", (string)(await Why(deal, "field=weighted", "ja"))["summary"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollup_shows_the_records_that_it_counted()
    {
        var account = (await Api.Account("集計株式会社")).Id;
        var deal = (await Api.Post("opportunity", $$"""{"name": "counted", "account_id": "{{account}}", "stage": "prospecting", "amount": 700}""")).Is(201).Id;
        var why = (await Api.Get($"account/{account}/why?field=open_total")).Is(200).Json;
        Assert.Equal(("rollup", 700m), ((string)why["kind"]!, (decimal)why["value"]!));
        var counted = Assert.Single(why["tree"]!["children"]!.AsArray())!;
        Assert.Equal((deal, "counted"), ((string)counted["value"]!, (string)counted["words"]!));
    }

    [Fact]
    public async Task What_is_not_met_says_what_would_be()
    {
        var deal = await Deal("""
            "amount": null
            """);
        var blocked = await Why(deal, "transition=propose");
        Assert.Equal(("transition", false), ((string)blocked["kind"]!, (bool)blocked["value"]!));
        Assert.Contains("Fill in account and amount", (string)blocked["summary"]!, StringComparison.Ordinal);
        Assert.Equal("It would pass with Amount filled in.", (string)blocked["change"]!);
        var guard = blocked["parts"]!.AsArray().First(part => (string)part!["role"]! == "guard")!;
        Assert.Equal(("false", "amount is set"), ((string)guard["tree"]!["state"]!, (string)Assert.Single(guard["tree"]!["children"]!.AsArray())!["text"]!));
        Assert.Equal("金額が入力済みなら通ります。", (string)(await Why(deal, "transition=propose", "ja"))["change"]!);

        (await Api.Patch($"opportunity/{deal}", """{"amount": 5}""")).Is(200);
        var open = await Why(deal, "transition=propose");
        Assert.True((bool)open["value"]!);
        Assert.Contains("Next contact", (string)open["summary"]!, StringComparison.Ordinal);
        Assert.False((bool)(await Why(deal, "transition=win"))["value"]!);

        // Of what is typed and not saved yet; a threshold says where it lies.
        var line = (await Api.Post("opportunity_line/$why", """{"values": {"quantity": 1, "unit_price": 100, "discount": 50}, "rule": "discount_limit"}""", ("Accept-Language", "ja"))).Is(200).Json;
        Assert.Equal(("validation", false), ((string)line["kind"]!, (bool)line["value"]!));
        Assert.Equal("値引率が 40% 以下なら通ります。", (string)line["change"]!);
    }

    [Fact]
    public async Task Hidden_required_and_fixed_fields_tell_their_conditions()
    {
        var deal = await Deal("""
            "amount": 10
            """);
        var hidden = await Why(deal, "field=lost_reason&about=show");
        Assert.Equal(("show", false), ((string)hidden["kind"]!, (bool)hidden["value"]!));
        Assert.Equal("段階が「失注」なら表示されます。", (string)(await Why(deal, "field=lost_reason&about=show", "ja"))["change"]!);
        Assert.False((bool)(await Why(deal, "field=lost_reason&about=required"))["value"]!);
        Assert.True((bool)(await Why(deal, "field=name&about=required"))["value"]!);
        Assert.False((bool)(await Why(deal, "field=amount&about=readonly"))["value"]!);
        (await Api.Post($"opportunity/{deal}/transition/lose", """{"lost_reason": "price"}""")).Is(200);
        var isFixed = await Why(deal, "field=amount&about=readonly");
        Assert.True((bool)isFixed["value"]!);
        Assert.StartsWith("It could be changed with Stage at none of", (string)isFixed["change"]!, StringComparison.Ordinal);
        Assert.True((bool)(await Why(deal, "field=weighted&about=readonly"))["value"]!);
        Assert.Equal("default", (string)(await Why(deal, "field=close_on&about=default"))["kind"]!);
    }

    [Fact]
    public async Task What_was_entered_and_what_a_rule_brought_in_is_told_from_history()
    {
        var deal = await Deal("""
            "amount": 10
            """);
        var entered = await Why(deal, "field=amount");
        Assert.Equal(("entered", 1), ((string)entered["kind"]!, (int)entered["origin"]!["version"]!));
        Assert.Null(entered["tree"]);
        var given = await Why(deal, "field=currency");
        Assert.Equal(("rule", "default currency"), ((string)given["kind"]!, (string)given["origin"]!["rule"]!));
        Assert.Equal("JPY", (string)given["tree"]!["value"]!);

        (await Api.Post($"opportunity/{deal}/transition/propose", """{"next_contact_on": "2030-02-01"}""")).Is(200);
        var moved = await Why(deal, "field=probability");
        Assert.Equal(("rule", "transition propose", 30m), ((string)moved["kind"]!, (string)moved["origin"]!["rule"]!, (decimal)moved["tree"]!["value"]!));
        // As it was before: the record, the day and who looked at it are those of that time.
        (await Api.Patch($"opportunity/{deal}", """{"amount": 4000}""")).Is(200);
        var then = await Why(deal, "field=weighted&version=2");
        Assert.Equal(3m, (decimal)then["value"]!);
        Assert.Equal(3m, (decimal)then["tree"]!["value"]!);
        Assert.Equal(1200m, (decimal)(await Why(deal, "field=weighted&version=3"))["value"]!);
        Assert.False((bool)(await Why(deal, "field=lost_reason&about=show&version=1"))["value"]!);
    }

    [Fact]
    public async Task What_was_not_kept_is_no_longer_known()
    {
        var account = (await Api.Account("過去株式会社")).Id;
        (await Api.Post("opportunity", $$"""{"name": "past", "account_id": "{{account}}", "stage": "prospecting", "amount": 700}""")).Is(201);
        (await Api.Patch($"account/{account}", """{"phone": "03-1234-5678"}""")).Is(200);
        var why = (await Api.Get($"account/{account}/why?field=open_total&version=1", ("Accept-Language", "ja"))).Is(200).Json;
        Assert.StartsWith("もう分かりません", (string)why["unknown"]!, StringComparison.Ordinal);
        Assert.Null(why["tree"]);
    }

    [Theory]
    [InlineData("field=nosuch", 400)]
    [InlineData("rule=nosuch", 400)]
    [InlineData("transition=nosuch", 400)]
    [InlineData("approval=nosuch", 400)]
    [InlineData("field=amount&rule=won_needs_amount", 400)]
    [InlineData("field=amount&level=loud", 400)]
    [InlineData("field=amount&version=0", 400)]
    [InlineData("field=amount&version=99", 404)]
    [InlineData("", 400)]
    public async Task What_cannot_be_asked_is_refused(string query, int status) =>
        (await Api.Get($"opportunity/{await Deal("\"amount\": 1")}/why?{query}")).Is(status);

    [Fact]
    public async Task Of_no_record_nothing_is_told() => (await Api.Get($"opportunity/{Guid.NewGuid()}/why?field=amount")).Is(404);

    private async Task<JsonNode> Why(string deal, string query, string language = "en") => (await Api.Get($"opportunity/{deal}/why?{query}", ("Accept-Language", language))).Is(200).Json;

    private async Task<string> Deal(string values)
    {
        var account = (await Api.Account("なぜ株式会社")).Id;
        return (await Api.Post("opportunity", $$"""{"name": "why", "account_id": "{{account}}", "stage": "prospecting", {{values}}}""")).Is(201).Id;
    }
}
