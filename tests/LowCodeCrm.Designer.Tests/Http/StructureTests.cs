namespace LowCodeCrm.Designer.Tests.Http;

public sealed class StructureTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    private const string Text = """
        process path on deal.stage {
          state open initial  state won final
          transition win : {open} -> won {
            guard amount > 0 message en "How \"much\"?" ja "金額は？"
            ask amount required, note
            do { set amount = 1 }
          }
        }
        rules for deal {
          validate positive { when stage = won require amount > 0 message "No" at amount }
          show amount, note when stage = won
          computed twice : decimal = amount * 2
          before save tidy { set note = trim(note) }
        }
        """;

    [Fact]
    public async Task Rules_are_given_in_their_parts_each_with_its_place()
    {
        var (client, app) = await server.NewAppAsync();
        var answer = (await client.Post($"/design/api/{app}/language/structure", System.Text.Json.JsonSerializer.Serialize(new { path = "rules/a.rules", text = Text }))).Is(200).Json;
        var rules = answer["rules"]![0]!["rules"]!.AsArray();
        Assert.Equal(["validate", "show", "computed", "before"], rules.Select(r => (string)r!["kind"]!));
        Assert.Equal(("positive", "stage = won", "amount > 0"), ((string)rules[0]!["name"]!, At(rules[0]!["when"]!), At(rules[0]!["require"]!)));
        Assert.Equal(["amount", "note"], rules[1]!["fields"]!.AsArray().Select(f => At(f!)));
        Assert.Equal(("decimal", "amount * 2"), (At(rules[2]!["type"]!), At(rules[2]!["value"]!)));
        Assert.Equal("}", Text.Substring((int)answer["rules"]![0]!["close"]!, 1));
    }

    [Fact]
    public async Task Processes_are_given_with_states_transitions_and_their_clauses()
    {
        var (client, app) = await server.NewAppAsync();
        var process = (await client.Post($"/design/api/{app}/language/structure", System.Text.Json.JsonSerializer.Serialize(new { path = "rules/a.rules", text = Text }))).Is(200).Json["processes"]![0]!;
        Assert.Equal(("path", "deal", "stage"), (At(process["name"]!), At(process["entity"]!), At(process["field"]!)));
        Assert.Equal([("open", true, false), ("won", false, true)], process["states"]!.AsArray().Select(s => (At(s!["name"]!), (bool)s["initial"]!, (bool)s["final"]!)));
        var win = process["transitions"]![0]!;
        Assert.Equal(("{open}", "won"), (Place(win["fromSpan"]!), At(win["to"]!)));
        var clauses = win["clauses"]!.AsArray();
        Assert.Equal(["guard", "ask", "do"], clauses.Select(c => (string)c!["kind"]!));
        Assert.Equal(("amount > 0", "\"How \\\"much\\\"?\""), (At(clauses[0]!["content"]!), At(clauses[0]!["message"]!["texts"]![0]!["text"]!)));
        Assert.Equal([("amount", true), ("note", false)], clauses[1]!["fields"]!.AsArray().Select(f => ((string)f!["field"]!, (bool)f["required"]!)));
    }

    [Theory, InlineData("ja", "規則 対象 deal { 表示 note 条件 stage = won }"), InlineData("en", "rules for deal { show note when stage = won }")]
    public async Task Keywords_are_written_in_either_language(string keywords, string expected)
    {
        var (client, app) = await server.NewAppAsync();
        var body = System.Text.Json.JsonSerializer.Serialize(new { text = "rules for deal { 表示 note when stage = won }", keywords });
        Assert.Equal(expected, (string)(await client.Post($"/design/api/{app}/language/keywords", body)).Is(200).Json["text"]!);
        (await client.Post($"/design/api/{app}/language/keywords", """{"text": "", "keywords": "fr"}""")).Is(400);
    }

    /// <summary>The text at a part's place, which must be what the part says.</summary>
    private static string At(System.Text.Json.Nodes.JsonNode part)
    {
        Assert.Equal((string)part["text"]!, Place(part["span"]!));
        return (string)part["text"]!;
    }

    private static string Place(System.Text.Json.Nodes.JsonNode span) => Text.Substring((int)span["start"]!, (int)span["length"]!);
}
