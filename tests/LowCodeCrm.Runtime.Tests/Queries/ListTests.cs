using System.Buffers;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Tests.Queries;

public sealed class ListTests(QueryFixture app) : IClassFixture<QueryFixture>
{
    [Theory]
    [InlineData("name eq 'OP-003'", 1)]
    [InlineData("amount gt 1000.5", 26)]
    [InlineData("amount ge 100.499 and amount lt 201.001", 2)]
    [InlineData("amount eq 100.505", 0)]
    [InlineData("not (amount gt 0)", 6)]
    [InlineData("amount eq null", 5)]
    [InlineData("amount ne 100.5", 39)]
    [InlineData("wide gt 3000000000000.000002", 37)]
    [InlineData("wide add 0.000001 eq 1000000000000.000002", 1)]
    [InlineData("amount div 3 gt 1306", 1)]
    [InlineData("select in (1, 2)", 26)]
    [InlineData("won", 20)]
    [InlineData("close_on ge 2026-01-03 and close_on lt 2026-01-05", 8)]
    [InlineData("month(close_on) eq 1 and day(close_on) eq 12", 3)]
    [InlineData("account/rank eq 'a'", 12)]
    [InlineData("account_id eq 01900001-0000-7000-8000-000000000003", 4)]
    [InlineData("account_id eq null", 4)]
    [InlineData("contains(account/name,'商事3')", 4)]
    [InlineData("startswith(name,'OP-01') and endswith(name,'5')", 1)]
    [InlineData("substring(name,3) eq '007' or indexof(name,'009') eq 3", 2)]
    [InlineData("tolower(name) eq 'op-001' and length(concat(name,'x')) eq 7", 1)]
    [InlineData("created_at eq null", 40)]
    public async Task Filters_opportunities(string filter, int expected)
    {
        var list = await app.List("opportunity", $"?$filter={Uri.EscapeDataString(filter)}&$count=true&$select=name");
        Assert.Equal(expected, (int)list["@odata.count"]!);
        Assert.Equal(expected, list["value"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("opportunities/any(o: o/amount gt 3000)", 8)]
    [InlineData("opportunities/all(o: o/won)", 0)]
    [InlineData("opportunities/$count gt 3", 9)]
    [InlineData("tags/any(t: t eq 'vip')", 5)]
    [InlineData("rank in ('a','b')", 5)]
    public async Task Filters_accounts(string filter, int expected) =>
        Assert.Equal(expected, (await app.List("account", $"$filter={Uri.EscapeDataString(filter)}"))["value"]!.AsArray().Count);

    [Theory]
    [InlineData("")]
    [InlineData("$orderby=name")]
    [InlineData("$orderby=name desc")]
    [InlineData("$orderby=amount")]
    [InlineData("$orderby=amount desc")]
    [InlineData("$orderby=account/name,amount desc")]
    [InlineData("$orderby=account/rank desc,close_on,select desc")]
    [InlineData("$orderby=wide desc")]
    public async Task Pages_follow_on_without_gap_or_repetition(string order)
    {
        var whole = (await app.List("opportunity", order))["value"]!.AsArray().Select(r => (string)r!["id"]!).ToArray();
        Assert.Equal(40, whole.Length);
        var paged = new List<string>();
        var query = order;
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 20);
            var page = await app.List("opportunity", query, 3);
            paged.AddRange(page["value"]!.AsArray().Select(r => (string)r!["id"]!));
            if ((string?)page["@odata.nextLink"] is not { } next) break;
            Assert.StartsWith(QueryFixture.BaseUrl + "/opportunity?", next);
            query = new Uri(next).Query;
        }
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Empties_come_first_ascending_and_options_in_their_order()
    {
        Assert.Equal("-", (await app.Names("account", "$orderby=name"))[0]);
        var ranks = (await app.List("account", "$orderby=rank"))["value"]!.AsArray().Select(r => (string?)r!["rank"] ?? "-");
        Assert.Equal(["-", "-", "c", "c", "a", "a", "a", "b", "b"], ranks);
    }

    [Fact]
    public async Task Top_is_of_all_pages_and_skip_of_the_first()
    {
        var first = await app.List("opportunity", "$top=5&$skip=2&$select=name", 3);
        var second = await app.List("opportunity", new Uri((string)first["@odata.nextLink"]!).Query, 3);
        Assert.Equal(["OP-005", "OP-006"], second["value"]!.AsArray().Select(r => (string)r!["name"]!));
        Assert.Null(second["@odata.nextLink"]);
    }

    [Fact]
    public async Task Expands_lookups_and_child_lists()
    {
        var list = await app.List("account", "$filter=name ne null&$orderby=id&$top=1&$select=name&$expand=opportunities($select=name;$orderby=name desc;$top=2;$filter=won;$expand=account($select=name))");
        var account = list["value"]![0]!;
        var children = account["opportunities"]!.AsArray();
        Assert.Equal(["OP-037", "OP-001"], children.Select(c => (string)c!["name"]!));
        Assert.Equal((string)account["name"]!, (string)children[0]!["account"]!["name"]!);
        Assert.Equal(["@odata.etag", "name", "opportunities"], account.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task An_empty_lookup_expands_to_null()
    {
        var list = await app.List("opportunity", "$filter=account_id eq null&$expand=account&$top=1");
        Assert.True(list["value"]![0]!.AsObject().ContainsKey("account"));
        Assert.Null(list["value"]![0]!["account"]);
    }

    [Theory]
    [InlineData("商事3", 1)]
    [InlineData("商事", 8)]
    [InlineData("山", 3)]
    [InlineData("\"商事 3\"", 1)]
    [InlineData("商事　5", 1)]
    [InlineData("無い", 0)]
    public async Task Searches_words_and_phrases(string words, int expected) =>
        Assert.Equal(expected, (await app.List("account", "$search=" + Uri.EscapeDataString(words)))["value"]!.AsArray().Count);

    [Fact]
    public async Task Groups_and_aggregates_exactly()
    {
        var list = await app.List("opportunity", "$apply=" + Uri.EscapeDataString("filter(amount ne null)/groupby((account/rank),aggregate(amount with sum as total,amount with average as mean,$count as n,select with countdistinct as kinds,close_on with max as latest))") + "&$orderby=total desc&$count=true");
        var rows = list["value"]!.AsArray();
        Assert.Equal((int)list["@odata.count"]!, rows.Count);
        Assert.Equal(Enumerable.Range(0, 40).Where(i => i % 7 != 6).Sum(i => i * 100.5m), rows.Sum(r => r!["total"]!.GetValue<decimal>()));
        Assert.All(rows, r => Assert.Equal(r!["total"]!.GetValue<decimal>() / r["n"]!.GetValue<int>(), r["mean"]!.GetValue<decimal>()));
        Assert.IsType<JsonObject>(rows[0]!["account"]);
    }

    [Fact]
    public async Task Reads_one_record_by_id_and_by_key()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(1, await app.Runner().GetAsync(app.Model.Entity("account"), QueryFixture.Id(1, 3), "$select=name", "http://localhost/api/x", output, CancellationToken.None));
        Assert.Equal("中商事3", (string)JsonNode.Parse(output.WrittenSpan)!["name"]!);
        Assert.Null(await app.Runner().GetAsync(app.Model.Entity("account"), Guid.NewGuid(), null, "http://localhost/api/x", output, CancellationToken.None));
        output.Clear();
        Assert.Equal(1, await app.Runner().GetAsync(app.Model.Entity("account"), [new FieldInput(app.Model.Entity("account").Field("name"), "中商事3")], null, "http://localhost/api/x", output, CancellationToken.None));
        Assert.Equal(QueryFixture.Id(1, 3), (Guid)JsonNode.Parse(output.WrittenSpan)!["id"]!);
    }

    [Theory]
    [InlineData("$filter=nosuch eq 1", "nosuch")]
    [InlineData("$filter=name eq", "$filter")]
    [InlineData("$filter=name eq 1", "$filter")]
    [InlineData("$filter=account/rank eq 'z'", "rank")]
    [InlineData("$orderby=nosuch", "nosuch")]
    [InlineData("$select=nosuch", "nosuch")]
    [InlineData("$expand=nosuch", "nosuch")]
    [InlineData("$top=-1", "$top")]
    [InlineData("$nosuch=1", "$nosuch")]
    [InlineData("$skiptoken=xx", "$skiptoken")]
    [InlineData("$count=maybe", "$count")]
    public async Task Says_what_is_wrong_with_a_query(string query, string named)
    {
        var problem = await Assert.ThrowsAsync<ApiProblem>(() => app.List("opportunity", query));
        Assert.Equal(400, problem.Status);
        Assert.Contains(named, problem.Text.For("en"), StringComparison.Ordinal);
        Assert.Contains(named, problem.Text.For("ja"), StringComparison.Ordinal);
    }
}
