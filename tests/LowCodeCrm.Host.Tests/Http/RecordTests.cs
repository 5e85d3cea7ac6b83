using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class RecordTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task A_record_looks_the_same_created_read_listed_and_updated()
    {
        var account = await Api.Account("同じ形の会社", "\"annual_revenue\": 1500, \"tags\": [\"b\", \"a\"], \"billing_address\": {\"country\": \"JP\", \"city\": \"千代田区\"}");
        var created = await Api.Post("opportunity", $$"""{"name": "同じ形", "account_id": "{{account.Id}}", "amount": 1200000, "probability": 12.5, "close_on": "2030-01-31", "lines": []}""");
        created.Is(201);
        // The opportunity has gone into the account's rollups: an empty update answers with the record as it is now.
        account = (await Api.Patch($"account/{account.Id}", "{}")).Is(200);
        foreach (var (set, reply) in new[] { ("account", account), ("opportunity", created) })
        {
            var read = (await Api.Get($"{set}/{reply.Id}")).Is(200);
            Assert.Equal(read.Text, reply.Text);
            Assert.Equal("\"1\"", reply.ETag);
            Assert.Equal(reply.ETag, read.ETag);
            Assert.Equal(reply.ETag, (string?)reply.Json["@odata.etag"]);
            Assert.EndsWith($"/api/sales-crm/$metadata#{set}/$entity", (string)reply.Json["@odata.context"]!, StringComparison.Ordinal);
            var listed = (await Api.Get($"{set}?$filter=id eq {reply.Id}")).Is(200).Json["value"]![0]!.AsObject();
            var alone = reply.Json.AsObject();
            alone.Remove("@odata.context");
            Assert.Equal(alone.ToJsonString(), listed.ToJsonString());
        }
        Assert.Equal($"{server.Host.Address}/api/sales-crm/opportunity/{created.Id}", created.Header("Location"));
        var updated = (await Api.Patch($"opportunity/{created.Id}", """{"amount": 100.0}""")).Is(200);
        Assert.Equal((await Api.Get($"opportunity/{created.Id}")).Text, updated.Text);
        Assert.Equal("\"2\"", updated.ETag);
    }

    [Fact]
    public async Task Numbers_come_as_text_where_asked_and_are_taken_as_text()
    {
        var exact = ("Accept", "application/json;IEEE754Compatible=true");
        var created = (await Api.Post("account", """{"name": "Exact", "annual_revenue": "123456789012345678", "employees": "7"}""", exact)).Is(201);
        Assert.Equal("123456789012345678", (string)created.Json["annual_revenue"]!);
        var read = (await Api.Get($"account/{created.Id}", exact)).Is(200);
        Assert.Equal(read.Text, created.Text);
        Assert.Equal(read.Header("Content-Type"), created.Header("Content-Type"));
        Assert.Equal(123456789012345678m, (decimal)(await Api.Get($"account/{created.Id}")).Json["annual_revenue"]!);
    }

    [Fact]
    public async Task Update_without_change_writes_nothing()
    {
        var account = await Api.Account("Unchanged Ltd");
        var again = (await Api.Patch($"account/{account.Id}", """{"name": "Unchanged Ltd"}""")).Is(200);
        Assert.Equal("\"1\"", again.ETag);
    }

    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("W/\"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"2\"", 412)]
    [InlineData("nonsense", 412)]
    public async Task If_match_is_honoured(string tag, int status)
    {
        var account = await Api.Account("Tagged");
        (await Api.Patch($"account/{account.Id}", """{"phone": "03-1234-5678"}""", ("If-Match", tag))).Is(status);
    }

    [Fact]
    public async Task Of_two_users_the_later_one_sees_both_versions()
    {
        var account = await Api.Account("Two users", "\"employees\": 10");
        (await Api.Patch($"account/{account.Id}", """{"employees": 11}""", ("If-Match", account.ETag!))).Is(200);
        var late = (await Api.Patch($"account/{account.Id}", """{"employees": 12, "note": "mine"}""", ("If-Match", account.ETag!))).Is(412);
        Assert.Equal("conflict", late.Code);
        Assert.Equal("\"2\"", (string)late.Json["etag"]!);
        var employees = late.Json["conflicts"]!.AsArray().Single(c => (string)c!["field"]! == "employees")!;
        Assert.Equal((11, 12), ((int)employees["stored"]!, (int)employees["sent"]!));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Api.Patch($"account/{account.Id}", $$"""{"employees": {{100 + i}}}""", ("If-Match", "\"2\""))));
        Assert.Single(results, r => (int)r.Status == 200);
        Assert.Equal(7, results.Count(r => (int)r.Status == 412));
    }

    [Fact]
    public async Task Prefer_minimal_answers_without_a_body()
    {
        var created = (await Api.Post("account", """{"name": "Minimal"}""", ("Prefer", "return=minimal"))).Is(204);
        Assert.Equal("", created.Text);
        Assert.Equal("return=minimal", created.Header("Preference-Applied"));
        var id = created.Header("OData-EntityId")!.Split('/')[^1];
        var updated = (await Api.Patch($"account/{id}", """{"note": "x"}""", ("Prefer", "return=minimal"))).Is(204);
        Assert.Equal("\"2\"", updated.ETag);
    }

    [Fact]
    public async Task Alternate_keys_read_update_upsert_and_delete()
    {
        (await Api.Get("account(code='A-77001')")).Is(404);
        var created = (await Api.Put("account(code='A-77001')", """{"name": "By key"}""")).Is(201);
        Assert.Equal("A-77001", (string)created.Json["code"]!);
        var read = (await Api.Get("account(code='A-77001')")).Is(200);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal(created.Id, (await Api.Get("account('A-77001')")).Is(200).Id);
        Assert.Equal(created.Id, (await Api.Get($"account({created.Id})")).Is(200).Id);
        Assert.Equal("\"2\"", (await Api.Put("account(code='A-77001')", """{"name": "By key, again"}""")).Is(200).ETag);
        Assert.Equal("\"3\"", (await Api.Patch("account(code='A-77001')", """{"note": "n"}""")).Is(200).ETag);
        (await Api.Put("account(code='A-77001')", """{"code": "A-77002", "name": "x"}""")).Is(400);
        (await Api.Get("account(name='By key')")).Is(400);
        (await Api.Get("account(nosuch='1')")).Is(400);
        (await Api.Put("account(code='A-77009')", """{"name": "Only if there"}""", ("If-Match", "*"))).Is(412);
        (await Api.Delete("account(code='A-77001')")).Is(204);
        (await Api.Get("account(code='A-77001')")).Is(404);
    }

    [Fact]
    public async Task A_key_is_taken_once_and_freed_by_deleting()
    {
        var first = await Api.Account("Key one", "\"code\": \"A-77100\"");
        var taken = (await Api.Post("account", """{"name": "Key two", "code": "A-77100"}""")).Is(409);
        Assert.Equal("key_taken", taken.Code);
        Assert.Equal(["code"], taken.Targets);
        (await Api.Delete($"account/{first.Id}")).Is(204);
        var second = await Api.Account("Key two", "\"code\": \"A-77100\"");
        Assert.Equal("key_taken", (await Api.Post($"account/{first.Id}/$restore", "")).Is(409).Code);
        (await Api.Delete($"account/{second.Id}")).Is(204);
        (await Api.Post($"account/{first.Id}/$restore", "")).Is(200);
    }

    [Fact]
    public async Task Deleting_takes_child_rows_along_and_restoring_brings_them_back()
    {
        var account = await Api.Account("Restricted");
        var deal = (await Api.Post("opportunity", $$"""{"name": "With lines", "account_id": "{{account.Id}}", "lines": [{"product_id": "{{await Product()}}", "quantity": 2, "unit_price": 500}]}""")).Is(201);
        Assert.Equal(1000, (decimal)deal.Json["lines_total"]!);
        Assert.Equal("restricted", (await Api.Delete($"account/{account.Id}")).Is(409).Code);
        (await Api.Delete($"opportunity/{deal.Id}", ("If-Match", "\"9\""))).Is(412);
        (await Api.Delete($"opportunity/{deal.Id}")).Is(204);
        (await Api.Delete($"opportunity/{deal.Id}")).Is(404);
        Assert.Equal("0", (await Api.Get($"opportunity_line/$count?$filter=opportunity_id eq {deal.Id}")).Text);
        Assert.Equal("deleted", (await Api.Put($"opportunity/{deal.Id}", $$"""{"name": "x", "account_id": "{{account.Id}}"}""")).Is(409).Code);
        (await Api.Post($"opportunity/{deal.Id}/$restore", "")).Is(200);
        var back = (await Api.Get($"opportunity/{deal.Id}?$expand=lines")).Is(200);
        Assert.Equal(500, (decimal)back.Json["lines"]![0]!["unit_price"]!);
        Assert.Equal(1000, (decimal)back.Json["lines_total"]!);
        var kinds = (await Api.Get($"opportunity/{deal.Id}/history")).Is(200).Json["value"]!.AsArray().Select(h => (string)h!["kind"]!);
        Assert.Equal(["restore", "delete", "create"], kinds);
    }

    [Fact]
    public async Task A_child_list_is_written_whole()
    {
        var account = await Api.Account("Children");
        var product = await Product();
        var deal = (await Api.Post("opportunity", $$"""{"name": "Lines", "account_id": "{{account.Id}}", "lines": [{"product_id": "{{product}}", "quantity": 1, "unit_price": 100}, {"product_id": "{{product}}", "quantity": 2, "unit_price": 100}]}""")).Is(201);
        Assert.Equal((300m, 2), ((decimal)deal.Json["lines_total"]!, (int)deal.Json["line_count"]!));
        var first = (string)(await Api.Get($"opportunity/{deal.Id}?$expand=lines")).Json["lines"]!.AsArray().Single(l => (decimal)l!["quantity"]! == 1)!["id"]!;
        var updated = (await Api.Patch($"opportunity/{deal.Id}", $$"""{"lines": [{"id": "{{first}}", "quantity": 5}, {"product_id": "{{product}}", "quantity": 1, "unit_price": 7}]}""")).Is(200);
        Assert.Equal((507m, 2), ((decimal)updated.Json["lines_total"]!, (int)updated.Json["line_count"]!));
        var bad = (await Api.Patch($"opportunity/{deal.Id}", $$"""{"lines": [{"id": "{{first}}", "discount": 50}]}""")).Is(422);
        Assert.Contains("lines[0]/discount", bad.Targets);
    }

    [Fact]
    public async Task History_tells_who_changed_what_by_which_rule()
    {
        var account = await Api.Account("History", "\"employees\": 1");
        (await Api.Patch($"account/{account.Id}", """{"employees": 2}""")).Is(200);
        var history = (await Api.Get($"account/{account.Id}/history")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(2, history.Count);
        Assert.Equal((2, "admin", 1), ((int)history[0]!["version"]!, (string)history[0]!["by"]!, (int)history[0]!["appVersion"]!));
        var change = history[0]!["changes"]!.AsArray().Single()!;
        Assert.Equal(("employees", 1, 2), ((string)change["field"]!, (int)change["old"]!, (int)change["new"]!));
        Assert.Equal("default rank", (string)history[1]!["changes"]!.AsArray().Single(c => (string)c!["field"]! == "rank")!["rule"]!);
        (await Api.Get($"account/{Guid.NewGuid()}/history")).Is(404);
    }

    [Fact]
    public async Task An_expanded_record_can_be_sent_back_as_it_came()
    {
        var account = await Api.Account("Round trip");
        var deal = (await Api.Post("opportunity", $$"""{"name": "Round trip", "account_id": "{{account.Id}}"}""")).Is(201);
        var read = (JsonObject)(await Api.Get($"opportunity/{deal.Id}?$select=name,amount,account_id&$expand=account")).Is(200).Json;
        read["name"] = "Round trip, changed";
        Assert.Equal("Round trip, changed", (string)(await Api.Patch($"opportunity/{deal.Id}", read.ToJsonString())).Is(200).Json["name"]!);
    }

    private async Task<string> Product() => (string)(await Api.Get("product?$top=1")).Is(200).Json["value"]![0]!["id"]!;
}
