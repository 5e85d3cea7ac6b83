using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Conditions for the chips above a list: in the description of the app, and by themselves.</summary>
[Collection(CrmServerTests.Name)]
public sealed class ConditionTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Views_come_with_the_conditions_of_their_filter()
    {
        var views = (await Api.Get("meta")).Is(200).Json["views"]!.AsArray();
        var open = views.Single(view => (string?)view!["entity"] == "opportunity" && (string?)view["name"] == "open")!;
        Assert.Equal("stage not in {won, lost}", (string?)open["filter"]);
        Assert.Equal("""{"match":"all","conditions":[{"path":"stage","operator":"not in","value":["won","lost"]}]}""", open["conditions"]!.ToJsonString());
        Assert.All(views.Where(view => view!["filter"] is null), view => Assert.False(view!.AsObject().ContainsKey("conditions")));
    }

    [Fact]
    public async Task Text_becomes_conditions_and_conditions_text()
    {
        var read = (await Api.Post("opportunity/$conditions", """{"text": "account.rank = A and close_on < today() - days(7)"}""")).Is(200).Json;
        Assert.Empty(read["diagnostics"]!.AsArray());
        var group = read["conditions"]!;
        Assert.Equal(2, group["conditions"]!.AsArray().Count);
        Assert.Equal("today() - days(7)", (string?)group["conditions"]![1]!["value"]!["expression"]);
        var written = (await Api.Post("opportunity/$conditions", new JsonObject { ["conditions"] = group.DeepClone() }.ToJsonString())).Is(200).Json;
        Assert.Equal("account.rank = A and close_on < today() - days(7)", (string?)written["text"]);
        (await Api.Get("opportunity/$count?filter=" + Uri.EscapeDataString((string)written["text"]!))).Is(200);
    }

    [Theory]
    [InlineData("en", "stge = won", "LCR")]
    [InlineData("ja", "changed(stage)", "LCR7101")]
    public async Task Mistakes_are_told_in_the_callers_language(string locale, string text, string id)
    {
        var answer = (await Api.Post("opportunity/$conditions", new JsonObject { ["text"] = text }.ToJsonString(), ("Accept-Language", locale))).Is(200).Json;
        Assert.Null(answer["conditions"]);
        var diagnostic = answer["diagnostics"]![0]!;
        Assert.StartsWith(id, (string)diagnostic["id"]!, StringComparison.Ordinal);
        Assert.Equal(locale == "ja", ((string)diagnostic["message"]!).Any(c => c is >= 'ぁ' and <= 'ん'));
        Assert.Equal((1, 1), ((int)diagnostic["line"]!, (int)diagnostic["column"]!));
    }

    [Fact]
    public async Task What_chips_cannot_show_stays_text()
    {
        var answer = (await Api.Post("opportunity/$conditions", """{"text": "any(activity via opportunity where status = done)"}""")).Is(200).Json;
        Assert.True(answer.AsObject().ContainsKey("conditions"));
        Assert.Null(answer["conditions"]);
        Assert.Empty(answer["diagnostics"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"text\": 5}")]
    public async Task A_body_with_neither_is_refused(string body) => (await Api.Post("opportunity/$conditions", body)).Is(400);

    [Fact]
    public async Task A_record_is_chosen_by_its_id()
    {
        var account = (string)(await Api.Get("opportunity?$top=1&$select=account_id")).Is(200).Json["value"]![0]!["account_id"]!;
        var written = (await Api.Post("opportunity/$conditions", $$"""{"conditions": {"match": "all", "conditions": [{"path": "account.id", "operator": "in", "value": ["{{account}}"]} ] } }""")).Is(200).Json;
        var count = (await Api.Get("opportunity/$count?filter=" + Uri.EscapeDataString((string)written["text"]!))).Is(200).Text;
        Assert.Equal((await Api.Get($"opportunity/$count?$filter=account_id eq {account}")).Is(200).Text, count);
        Assert.NotEqual("0", count);
    }
}
