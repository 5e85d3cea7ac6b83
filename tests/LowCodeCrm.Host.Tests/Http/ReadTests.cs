using System.Net;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class ReadTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Service_document_names_every_entity_set()
    {
        var document = (await Api.Get("")).Is(200).Json;
        Assert.Equal(["account", "activity", "contact", "lead", "opportunity", "opportunity_line", "product"], document["value"]!.AsArray().Select(set => (string?)set!["url"]));
        foreach (var set in document["value"]!.AsArray()) (await Api.Get($"{set!["url"]}?$top=1")).Is(200);
    }

    [Fact]
    public async Task Metadata_is_CSDL_that_an_OData_client_reads()
    {
        var reply = (await Api.Get("$metadata")).Is(200);
        using var reader = XmlReader.Create(new StringReader(reply.Text));
        Assert.True(CsdlReader.TryParse(reader, out var model, out var errors), string.Join("; ", errors));
        var opportunity = Assert.IsAssignableFrom<IEdmEntityType>(model.FindType("crm.opportunity"));
        Assert.Equal(["id"], opportunity.Key().Select(k => k.Name));
        Assert.Equal(EdmPrimitiveTypeKind.Guid, opportunity.FindProperty("account_id").Type.PrimitiveKind());
        Assert.Equal("crm.account", opportunity.NavigationProperties().Single(n => n.Name == "account").ToEntityType().FullName());
        Assert.Equal(EdmMultiplicity.Many, opportunity.NavigationProperties().Single(n => n.Name == "lines").TargetMultiplicity());
        Assert.NotNull(model.EntityContainer.FindEntitySet("opportunity"));
    }

    [Fact]
    public async Task Count_is_a_plain_number_and_takes_a_filter()
    {
        var all = (await Api.Get("product/$count")).Is(200);
        Assert.Equal((await Api.Get("product?$count=true&$top=0")).Is(200).Json["@odata.count"]!.ToJsonString(), all.Text);
        var won = int.Parse((await Api.Get("opportunity/$count?$filter=stage eq 'won'")).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(won, 1, 1_000);
    }

    [Theory]
    [InlineData("opportunity(code='OP-00007')")]
    [InlineData("opportunity('OP-00007')")]
    [InlineData("opportunity(code=%27OP-00007%27)")]
    public async Task A_record_is_found_by_its_alternate_key(string path)
    {
        var reply = (await Api.Get(path)).Is(200);
        Assert.Equal("OP-00007", (string?)reply.Json["code"]);
        Assert.Equal((await Api.Get($"opportunity/{reply.Id}")).Is(200).Text, reply.Text);
        Assert.Equal(reply.ETag, (string?)reply.Json["@odata.etag"]);
    }

    [Fact]
    public async Task A_quote_in_a_key_is_doubled()
    {
        (await Api.Post("product", """{"code": "O'Brien/5", "name": "Quoted"}""")).Is(201);
        Assert.Equal("Quoted", (string?)(await Api.Get("product(code='O''Brien%2F5')")).Is(200).Json["name"]);
    }

    [Theory]
    [InlineData("", 97)]
    [InlineData("$orderby=close_on desc,name", 97)]
    [InlineData("$orderby=lost_reason,amount desc", 250)]
    [InlineData("$orderby=decided_on desc&$filter=amount gt 100000", 41)]
    public async Task Next_links_lead_through_all_opportunities_once(string query, int size)
    {
        var total = int.Parse((await Api.Get($"opportunity/$count?{query}")).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(total > 900);
        var ids = new List<string>();
        var next = $"opportunity?{query}&$select=id";
        var pages = 0;
        while (next is not null)
        {
            var page = (await Api.Get(next, ("Prefer", $"odata.maxpagesize={size}"))).Is(200);
            Assert.Equal($"odata.maxpagesize={size}", page.Header("Preference-Applied"));
            var rows = page.Json["value"]!.AsArray();
            Assert.InRange(rows.Count, 1, size);
            ids.AddRange(rows.Select(row => (string)row!["id"]!));
            next = (string?)page.Json["@odata.nextLink"];
            if (next is not null) Assert.StartsWith($"{server.Host.Address}/api/sales-crm/opportunity?", next, StringComparison.Ordinal);
            pages++;
        }
        Assert.Equal((total + size - 1) / size, pages);
        Assert.Equal(total, ids.Distinct().Count());
        // The same order as in one go.
        var whole = (await Api.Get($"opportunity?{query}&$select=id", ("Prefer", "odata.maxpagesize=5000"))).Is(200);
        Assert.Equal(whole.Json["value"]!.AsArray().Select(row => (string)row!["id"]!), ids);
    }

    [Theory]
    [InlineData("contact", "name", "name")]
    [InlineData("contact", "name desc,code", "name")]
    [InlineData("contact", "account/name,name", "account")]
    [InlineData("opportunity", "main_contact/name desc,code", "main_contact")]
    public async Task People_are_sorted_by_the_reading_of_their_names(string entity, string order, string what)
    {
        var rows = new List<JsonNode>();
        for (var next = $"{entity}?$orderby={order}&$expand={(entity == "contact" ? "account" : "main_contact")}($select=name)"; next is not null;)
        {
            var page = (await Api.Get(next, ("Prefer", "odata.maxpagesize=300"))).Is(200).Json;
            rows.AddRange(page["value"]!.AsArray()!);
            next = (string?)page["@odata.nextLink"];
        }
        Assert.Equal((await Api.Get($"{entity}/$count")).Text, rows.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(rows.Count, rows.Select(row => (string?)row["id"]).Distinct().Count());
        if (what == "account") return;
        var readings = rows.Select(row => what == "name" ? row["name"] : row["main_contact"]?["name"]).Select(name => (string?)name?["familyReading"]).Where(reading => reading is not null && reading.All(c => c is >= 'ぁ' and <= 'ん')).ToList();
        Assert.True(readings.Count > 100);
        var sorted = readings.Order(StringComparer.Ordinal).ToList();
        if (order.Contains("name desc", StringComparison.Ordinal)) sorted.Reverse();
        Assert.Equal(sorted, readings);
    }

    [Fact]
    public async Task Top_ends_paging_across_pages()
    {
        var first = (await Api.Get("account?$top=7&$select=id", ("Prefer", "odata.maxpagesize=5"))).Is(200).Json;
        Assert.Equal(5, first["value"]!.AsArray().Count);
        var second = (await Api.Get((string)first["@odata.nextLink"]!, ("Prefer", "odata.maxpagesize=5"))).Is(200).Json;
        Assert.Equal(2, second["value"]!.AsArray().Count);
        Assert.Null(second["@odata.nextLink"]);
    }

    [Fact]
    public async Task Without_a_preference_a_page_has_100_records()
    {
        Assert.Equal(100, (await Api.Get("opportunity")).Is(200).Json["value"]!.AsArray().Count);
        Assert.Equal(5_000, Math.Min(5_000, int.Parse((await Api.Get("opportunity?$top=0", ("Prefer", "odata.maxpagesize=999999"))).Header("Preference-Applied")!.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("商事")]
    [InlineData("花")]
    [InlineData("株式会社 商事")]
    public async Task Search_finds_Japanese_words_and_single_characters(string words)
    {
        await Api.Account("株式会社花咲商事");
        var found = (await Api.Get($"account?$search={Uri.EscapeDataString(words)}&$count=true&$select=name,name_reading,code", ("Prefer", "odata.maxpagesize=500"))).Is(200).Json;
        var filter = string.Join(" and ", words.Split(' ').Select(word => $"(contains(name,'{word}') or contains(name_reading,'{word}'))"));
        var expected = (await Api.Get($"account/$count?$filter={Uri.EscapeDataString(filter)}")).Is(200).Text;
        Assert.NotEqual("0", expected);
        Assert.Equal(expected, found["@odata.count"]!.ToJsonString());
        Assert.All(found["value"]!.AsArray(), row => Assert.All(words.Split(' '), word => Assert.Contains(word, $"{row!["name"]}{row["name_reading"]}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Groups_add_up_to_what_the_records_hold()
    {
        var rows = (await Api.Get("opportunity?$select=stage,amount", ("Prefer", "odata.maxpagesize=5000"))).Is(200).Json["value"]!.AsArray();
        var groups = (await Api.Get("opportunity?$apply=groupby((stage),aggregate($count as n,amount with sum as total))&$orderby=total desc")).Is(200).Json["value"]!.AsArray();
        var expected = rows.GroupBy(row => (string?)row!["stage"]).Select(g => (g.Key, (long)g.Count(), g.Sum(row => (decimal?)row!["amount"] ?? 0))).OrderByDescending(g => g.Item3);
        Assert.Equal(expected, groups.Select(g => ((string?)g!["stage"], (long)g["n"]!, (decimal)g["total"]!)));
    }

    [Fact]
    public async Task Numbers_are_strings_for_a_client_that_asks_for_them()
    {
        const string Query = "opportunity?$filter=code eq 'OP-00001'&$select=amount,probability,line_count,version&$count=true&$expand=lines($select=quantity;$top=1)";
        var text = (await Api.Get(Query, ("Accept", "application/json;IEEE754Compatible=true"))).Is(200);
        Assert.Contains("IEEE754Compatible=true", text.Header("Content-Type"), StringComparison.Ordinal);
        var plain = (await Api.Get(Query)).Is(200);
        Assert.Equal("\"1\"", text.Json["@odata.count"]!.ToJsonString());
        var (strings, numbers) = (text.Json["value"]![0]!, plain.Json["value"]![0]!);
        foreach (var name in new[] { "amount", "probability", "line_count", "version" })
            Assert.Equal($"\"{numbers[name]!.ToJsonString()}\"", strings[name]!.ToJsonString());
        Assert.Equal($"\"{numbers["lines"]![0]!["quantity"]!.ToJsonString()}\"", strings["lines"]![0]!["quantity"]!.ToJsonString());
    }

    [Fact]
    public async Task Related_records_come_along_where_asked_for()
    {
        var row = (await Api.Get("opportunity(code='OP-00001')?$select=name,account_id&$expand=account($select=id,code),lines($select=id;$orderby=id;$expand=product($select=code))")).Is(200).Json;
        Assert.Equal((string?)row["account_id"], (string?)row["account"]!["id"]);
        Assert.NotEmpty(row["lines"]!.AsArray());
        Assert.All(row["lines"]!.AsArray(), line => Assert.NotNull(line!["product"]!["code"]));
        Assert.Equal(["@odata.context", "@odata.etag", "name", "account_id", "account", "lines"], row.AsObject().Select(p => p.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$metadata")]
    [InlineData("meta")]
    [InlineData("openapi.json")]
    [InlineData("account?$top=3")]
    [InlineData("opportunity(code='OP-00001')")]
    public async Task Head_answers_like_get_without_the_body(string path)
    {
        var get = (await Api.Get(path)).Is(200);
        var head = (await Api.Send("HEAD", path, null)).Is(200);
        Assert.Empty(head.Text);
        Assert.Equal(get.Header("Content-Type"), head.Header("Content-Type"));
        Assert.Equal(get.ETag, head.ETag);
    }

    [Fact]
    public async Task Users_are_listed_for_pickers()
    {
        var users = (await Api.Get("$user?$select=name,active")).Is(200).Json["value"]!.AsArray();
        Assert.Contains(users, user => (string?)user!["name"] == "Administrator");
    }

    [Fact]
    public async Task Nothing_is_read_without_credentials()
    {
        using var anonymous = server.Anonymous();
        foreach (var path in new[] { "", "$metadata", "meta", "openapi.json", "account", "account/$count", "account/$export", "nope" })
        {
            var reply = await anonymous.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task Etags_of_a_list_are_those_of_the_records()
    {
        var row = (await Api.Get("account?$top=1")).Is(200).Json["value"]![0]!;
        var one = (await Api.Get($"account/{(string)row["id"]!}")).Is(200);
        Assert.Equal(one.ETag, (string?)row["@odata.etag"]);
        Assert.Equal(one.ETag, JsonValue.Create($"\"{row["version"]!.ToJsonString()}\"").GetValue<string>());
    }
}
