using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class BatchTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Later_requests_refer_to_what_earlier_ones_created()
    {
        var batch = await Batch("""
            {"id": "1", "method": "POST", "url": "account", "body": {"name": "By batch"}},
            {"id": "2", "method": "PATCH", "url": "$1", "headers": {"if-match": "\"1\""}, "body": {"note": "second"}},
            {"id": "3", "method": "GET", "url": "$1?$select=note"},
            {"id": "4", "method": "GET", "url": "/api/sales-crm/account?$top=1&$count=true"},
            {"id": "5", "method": "DELETE", "url": "http://elsewhere.example/api/sales-crm/$1"}
            """.Replace("/$1\"}", "/account(code='A-none')\"}", StringComparison.Ordinal), "continue-on-error");
        Assert.Equal([201, 200, 200, 200, 404], batch.Select(r => (int)r!["status"]!));
        Assert.Equal("second", (string)batch[2]!["body"]!["note"]!);
        Assert.NotNull(batch[3]!["body"]!["@odata.count"]);
        Assert.Equal("\"2\"", (string)batch[1]!["headers"]!["etag"]!);
        Assert.Equal("not_found", (string)batch[4]!["body"]!["error"]!["code"]!);
    }

    [Fact]
    public async Task Requests_of_a_group_stand_or_fall_together()
    {
        var name = "Group " + Guid.NewGuid();
        var failed = await Batch($$"""
            {"id": "a", "atomicityGroup": "g", "method": "POST", "url": "account", "body": {"name": "{{name}}"} },
            {"id": "b", "atomicityGroup": "g", "method": "POST", "url": "account", "body": {"code": "bad"} }
            """);
        Assert.Equal([424, 422], failed.Select(r => (int)r!["status"]!));
        Assert.Equal("0", (await Api.Get($"account/$count?$filter=name eq '{name}'")).Text);
        var done = await Batch($$"""
            {"id": "a", "atomicityGroup": "g", "method": "POST", "url": "account", "body": {"name": "{{name}}"} },
            {"id": "b", "atomicityGroup": "g", "method": "PATCH", "url": "$a", "body": {"rank": "A"} }
            """);
        Assert.Equal([201, 200], done.Select(r => (int)r!["status"]!));
        Assert.Equal("1", (await Api.Get($"account/$count?$filter=name eq '{name}' and rank eq 'A'")).Text);
    }

    [Fact]
    public async Task The_first_failure_ends_a_batch_unless_the_client_goes_on()
    {
        const string Requests = """
            {"id": "1", "method": "POST", "url": "account", "body": {}},
            {"id": "2", "method": "POST", "url": "account", "body": {"name": "After a failure"}},
            {"id": "3", "method": "GET", "url": "$1"}
            """;
        Assert.Equal([422, 424, 424], (await Batch(Requests)).Select(r => (int)r!["status"]!));
        Assert.Equal([422, 201, 424], (await Batch(Requests, "continue-on-error")).Select(r => (int)r!["status"]!));
    }

    [Fact]
    public async Task Five_hundred_records_change_each_by_itself_or_all_together()
    {
        var ids = (await Batch(string.Join(",", Enumerable.Range(0, 500).Select(i => $$"""{"id": "{{i}}", "atomicityGroup": "new", "method": "POST", "url": "product", "headers": {"prefer": "return=minimal"}, "body": {"code": "BULK-{{i}}", "name": "Bulk", "category": "service"} }"""))))
            .Select(r => (string)r!["headers"]!["location"]!).Select(location => location.Split('/')[^1]).ToArray();
        Assert.Equal(500, ids.Distinct().Count());
        string Change(int i, string? group, string body) => $$"""{"id": "{{i}}", {{(group is null ? "" : $"\"atomicityGroup\": \"{group}\", ")}}"method": "PATCH", "url": "product/{{ids[i]}}", "headers": {"prefer": "return=minimal"}, "body": {{body}} }""";
        async Task<int> Count(string category) => int.Parse((await Api.Get($"product/$count?$filter=name eq 'Bulk' and category eq '{category}'")).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture);

        // One is refused: by itself it stays as it was, in a group nothing changes, and each record has its answer.
        var each = await Batch(string.Join(",", ids.Select((_, i) => Change(i, null, i == 250 ? """{"category": "nosuch"}""" : """{"category": "software"}"""))), "continue-on-error");
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i == 250 ? 422 : 204), each.Select(r => (int)r!["status"]!));
        Assert.Equal("category", (string?)each[250]!["body"]!["error"]!["details"]![0]!["target"]);
        Assert.Equal(499, await Count("software"));
        var refused = await Batch(string.Join(",", ids.Select((_, i) => Change(i, "all", i == 499 ? """{"category": "nosuch"}""" : """{"category": "support"}"""))));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i == 499 ? 422 : 424), refused.Select(r => (int)r!["status"]!));
        Assert.Equal((499, 0), (await Count("software"), await Count("support")));
        var all = await Batch(string.Join(",", ids.Select((_, i) => Change(i, "all", """{"category": "support"}"""))));
        Assert.All(all, r => Assert.Equal(204, (int)r!["status"]!));
        Assert.Equal(500, await Count("support"));
        var gone = await Batch(string.Join(",", ids.Select((id, i) => $$"""{"id": "{{i}}", "atomicityGroup": "end", "method": "DELETE", "url": "product/{{id}}"}""")));
        Assert.All(gone, r => Assert.Equal(204, (int)r!["status"]!));
        var most = LowCodeCrm.Runtime.Api.BatchLimits.Default.Requests;
        (await Api.Post("$batch", $"{{\"requests\": [{string.Join(",", Enumerable.Range(0, most + 1).Select(i => $$"""{"id": "{{i}}", "method": "GET", "url": "product?$top=1"}"""))}]}}")).Is(400);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"requests": {}}""")]
    [InlineData("""{"requests": [1]}""")]
    [InlineData("""{"requests": [{"id": "1"}]}""")]
    [InlineData("[]")]
    public async Task A_batch_that_cannot_be_read_is_malformed(string body) => (await Api.Post("$batch", body)).Is(400);

    [Fact]
    public async Task An_idempotency_key_gives_the_first_answer_again()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var name = "Once " + key.Item2;
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Api.Post("account", $$"""{"name": "{{name}}"}""", key)));
        Assert.All(replies, r => Assert.Equal(replies[0].Is(201).Text, r.Is(201).Text));
        Assert.All(replies, r => Assert.Equal(replies[0].Header("Location"), r.Header("Location")));
        Assert.Equal("1", (await Api.Get($"account/$count?$filter=name eq '{name}'")).Text);
        Assert.Equal("idempotency_key_reused", (await Api.Post("account", """{"name": "other"}""", key)).Is(422).Code);
        // A refused request did nothing, so the key is still free.
        var again = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await Api.Post("account", "{}", again)).Is(422);
        (await Api.Post("account", $$"""{"name": "{{name}} 2"}""", again)).Is(201);
    }

    private async Task<JsonArray> Batch(string requests, string? prefer = null)
    {
        var reply = await Api.Post("$batch", $"{{\"requests\": [{requests}]}}", prefer is null ? [] : [("Prefer", prefer)]);
        return reply.Is(200).Json["responses"]!.AsArray();
    }
}
