using System.Text.Json;

namespace LowCodeCrm.Designer.Tests.Http;

/// <summary>A test of rules made from a real record, over HTTP, and run with the others.</summary>
public sealed class RecordTestTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    private const string Rules = """
        rules for deal {
          validate positive { require amount is empty or amount > 0 message "No" at amount }
          computed twice : money? = amount * 2
          before save tidy { set name = trim(name) }
        }
        process path on deal.stage {
          state open initial  state won final
          transition win : open -> won { guard amount >= 10_000 message "Too small" }
        }
        """;

    [Fact]
    public async Task The_last_change_of_a_record_becomes_a_test_that_passes_and_tells_no_names()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Rules));
        var id = (string)(await client.Post($"/api/{app}/deal", """{"name": "Tanaka's house", "amount": 5}""")).Is(201).Json["id"]!;
        (await client.Send("PATCH", $"/api/{app}/deal/{id}", Json("""{"amount": 1234567.5}"""))).Is(200);
        var recorded = (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "deal", "id": "{{id}}"}""")).Is(200).Json;
        var text = (string)recorded["text"]!;
        Assert.Contains("when update deal_1 { amount: 1_234_567.5 }", text, StringComparison.Ordinal);
        Assert.Contains("then deal_1.twice = 2_469_135", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tanaka", text, StringComparison.Ordinal);
        Assert.Equal(["deal.name"], recorded["masked"]!.AsArray().Select(one => (string)one!));
        Assert.Equal(text, (string)(await client.Post($"/design/api/{app}/language/format", JsonSerializer.Serialize(new { path = "rules/t.rules", text }))).Is(200).Json["text"]!);

        (await client.Send("PUT", $"/design/api/{app}/draft/files/rules/tests.rules", new StringContent(text))).Is(201);
        var run = (await client.Post($"/design/api/{app}/test?mutate=true", "{}")).Is(200).Json;
        Assert.True((bool)Assert.Single(run["tests"]!.AsArray())!["passed"]!, run.ToJsonString());
        Assert.True((int)run["mutation"]!["killed"]! > 0);
    }

    [Fact]
    public async Task What_rules_refuse_is_recorded_as_refused_by_them()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Rules));
        var id = (string)(await client.Post($"/api/{app}/deal", """{"name": "House", "amount": 5}""")).Is(201).Json["id"]!;
        var recorded = (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "deal", "id": "{{id}}", "transition": "win", "name": "too_small", "mask": false}""")).Is(200).Json;
        Assert.True((bool)recorded["rejected"]!);
        var text = (string)recorded["text"]!;
        Assert.StartsWith("test too_small for deal {", text, StringComparison.Ordinal);
        Assert.Contains("name: \"House\"", text, StringComparison.Ordinal);
        Assert.Contains("then rejected by \"guard win\" at amount", text, StringComparison.Ordinal);
        var made = (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "deal", "id": "{{id}}"}""")).Is(200).Json;
        Assert.Contains("when create deal deal_1", (string)made["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_no_record_there_is_no_test()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Rules));
        (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "deal", "id": "{{Guid.NewGuid()}}"}""")).Is(422);
        (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "nosuch", "id": "{{Guid.NewGuid()}}"}""")).Is(404);
        (await client.Post($"/design/api/{app}/test/record", $$"""{"entity": "deal", "id": "{{Guid.NewGuid()}}", "name": "a b"}""")).Is(400);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
