using System.Globalization;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary><c>filter=</c>: a condition in the rules language, as views have it.</summary>
[Collection(CrmServerTests.Name)]
public sealed class FilterTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    private static string Of(string condition) => "filter=" + Uri.EscapeDataString(condition);

    private async Task<int> Count(string entity, string query) => int.Parse((await Api.Get($"{entity}/$count?{query}")).Is(200).Text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("stage not in {won, lost}", "stage ne 'won' and stage ne 'lost'")]
    [InlineData("stage = won", "stage eq 'won'")]
    [InlineData("account.rank = A and amount >= 1_000_000", "account/rank eq 'A' and amount ge 1000000")]
    [InlineData("lost_reason is set", "lost_reason ne null")]
    [InlineData("close_on between 2026-01-01 and 2026-03-31", "close_on ge 2026-01-01 and close_on le 2026-03-31")]
    [InlineData("contains(name, \"データ\")", "contains(name,'データ')")]
    public async Task Gives_what_the_same_condition_in_OData_gives(string condition, string same)
    {
        var count = await Count("opportunity", Of(condition));
        Assert.InRange(count, 1, 899);
        Assert.Equal(await Count("opportunity", "$filter=" + Uri.EscapeDataString(same)), count);
        Assert.Equal(count, (int)(await Api.Get($"opportunity?$count=true&$top=0&{Of(condition)}")).Is(200).Json["@odata.count"]!);
    }

    [Theory]
    [InlineData("decided_on < today() - days(30)")]
    [InlineData("decided_on < month_end(today() - months(1))")]
    [InlineData("not any(opportunity_line via opportunity where quantity > 5)")]
    [InlineData("stalled")]
    [InlineData("last_activity_on < today() - days(7) or line_count = 0")]
    public async Task Knows_the_day_related_records_and_computed_fields(string condition)
    {
        var all = await Count("opportunity", "");
        var holds = await Count("opportunity", Of(condition));
        var not = await Count("opportunity", Of($"not ({condition}) ?? true"));
        Assert.InRange(holds, 1, all - 1);
        // Kleene's not, an unknown counted on the other side: nobody is in both, nobody in neither.
        Assert.Equal(all, holds + not);
    }

    [Fact]
    public async Task User_is_who_asks()
    {
        (await Api.Post("product", """{"code": "MINE-1", "name": "Mine"}""")).Is(201);
        Assert.Equal("MINE-1", (string?)(await Api.Get($"product?{Of("owner = user and code = \"MINE-1\"")}")).Is(200).Json["value"]![0]!["code"]);
        Assert.Equal(0, await Count("product", Of("owner <> user and code = \"MINE-1\"")));
    }

    [Fact]
    public async Task Holds_together_with_filter_and_search()
    {
        var rows = (await Api.Get($"account?{Of("rank in {A, B}")}&$filter=default_currency eq 'JPY'&$search={Uri.EscapeDataString("商事")}&$top=5000", ("Prefer", "odata.maxpagesize=5000"))).Is(200).Json["value"]!.AsArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Contains((string)row!["rank"]!, new[] { "A", "B" });
            Assert.Equal("JPY", (string)row["default_currency"]!);
            Assert.Contains("商事", (string)row["name"]!, StringComparison.Ordinal);
        });
        Assert.True(rows.Count < await Count("account", $"$search={Uri.EscapeDataString("商事")}"));
    }

    [Fact]
    public async Task Next_links_keep_it()
    {
        var total = await Count("opportunity", Of("stage not in {won, lost}"));
        var ids = new List<string>();
        for (var next = $"opportunity?{Of("stage not in {won, lost}")}&$orderby=close_on&$select=id,stage"; next is not null;)
        {
            var page = (await Api.Get(next, ("Prefer", "odata.maxpagesize=70"))).Is(200).Json;
            Assert.All(page["value"]!.AsArray(), row => Assert.DoesNotContain((string)row!["stage"]!, new[] { "won", "lost" }));
            ids.AddRange(page["value"]!.AsArray().Select(row => (string)row!["id"]!));
            next = (string?)page["@odata.nextLink"];
        }
        Assert.Equal(total, ids.Distinct().Count());
        // A token of one condition is none of another.
        var link = (string)(await Api.Get($"opportunity?{Of("stage = won")}", ("Prefer", "odata.maxpagesize=1"))).Json["@odata.nextLink"]!;
        (await Api.Get(link.Replace("won", "lost", StringComparison.Ordinal))).Is(400);
    }

    [Fact]
    public async Task Narrows_sums_and_groups_as_it_narrows_the_list()
    {
        var condition = Of("stage not in {won, lost}");
        var search = "$search=" + Uri.EscapeDataString("導入");
        var rows = (await Api.Get($"opportunity?{condition}&{search}&$filter=amount gt 1000000&$select=amount,stage", ("Prefer", "odata.maxpagesize=5000"))).Is(200).Json["value"]!.AsArray();
        Assert.InRange(rows.Count, 2, 500);
        var footer = (await Api.Get($"opportunity?{condition}&{search}&$apply=filter(amount gt 1000000)/aggregate(amount with sum as s,amount with average as mean,$count as n)")).Is(200).Json["value"]!.AsArray();
        var sum = Assert.Single(footer)!;
        Assert.Equal(rows.Count, (int)sum["n"]!);
        Assert.Equal(rows.Sum(row => (decimal)row!["amount"]!), (decimal)sum["s"]!);
        var groups = (await Api.Get($"opportunity?{condition}&{search}&$apply=filter(amount gt 1000000)/groupby((stage),aggregate($count as n))")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(rows.GroupBy(row => (string)row!["stage"]!).ToDictionary(g => g.Key, g => g.Count()), groups.ToDictionary(g => (string)g!["stage"]!, g => (int)g!["n"]!));
    }

    [Fact]
    public async Task Narrows_an_export()
    {
        var lines = (await Api.Get($"opportunity/$export?format=ndjson&{Of("stage = lost")}&$select=stage")).Is(200).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(await Count("opportunity", Of("stage = lost")), lines.Length);
        Assert.All(lines, line => Assert.Equal("lost", (string?)JsonNode.Parse(line)!["stage"]));
    }

    [Theory]
    [InlineData("stge = won", "LCR", 0, 4)]
    [InlineData("stage = wonn", "LCR", 8, 4)]
    [InlineData("amount + ", "LCR", null, null)]
    [InlineData("amount", "LCR", 0, 6)]
    [InlineData("stage = won and changed(stage)", "LCR7101", 16, 14)]
    [InlineData("", "LCR", null, null)]
    public async Task Mistakes_are_told_at_their_place(string condition, string id, int? start, int? length)
    {
        foreach (var (locale, language) in new[] { ("en", "en"), ("ja", "ja") })
        {
            var reply = (await Api.Get($"opportunity?{Of(condition)}", ("Accept-Language", locale))).Is(400);
            Assert.Equal("invalid_filter", reply.Code);
            Assert.Equal(language, reply.Header("Content-Language"));
            var detail = reply.Json["error"]!["details"]![0]!;
            Assert.StartsWith(id, (string)detail["code"]!, StringComparison.Ordinal);
            Assert.Equal("filter", (string?)detail["target"]);
            Assert.Equal(locale == "ja", ((string)detail["message"]!).Any(c => c is >= 'ぁ' and <= 'ん'));
            if (start is not null) Assert.Equal((start, length), ((int?)detail["start"], (int?)detail["length"]));
        }
    }

    [Fact]
    public async Task Is_of_a_reasonable_length_and_stands_once()
    {
        var most = new LowCodeCrm.Runtime.Queries.QueryLimits().FilterLength;
        (await Api.Get("product?" + Of("name <> \"" + new string('x', most - 10) + "\"") + "&$top=1")).Is(200);
        Assert.Contains("filter", (await Api.Get("product?" + Of("name <> \"" + new string('x', most - 9) + "\"") + "&$top=1")).Is(400).Targets);
        Assert.Contains("filter", (await Api.Get("product?filter=active&filter=active")).Is(400).Targets);
    }

    [Fact]
    public async Task The_description_names_it()
    {
        var document = (await Api.Get("openapi.json")).Is(200).Json;
        Assert.Equal("filter", (string?)document["components"]!["parameters"]!["condition"]!["name"]);
        foreach (var path in new[] { "/opportunity", "/opportunity/$count", "/opportunity/$export" })
            Assert.Contains("#/components/parameters/condition", document["paths"]![path]!["get"]!["parameters"]!.AsArray().Select(p => (string?)p!["$ref"]));
    }
}
