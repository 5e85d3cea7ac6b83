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

    [Fact]
    public async Task Commands_tables_and_what_acts_by_itself_are_given_in_their_parts()
    {
        const string Written = """
            rules for deal {
              after save a when stage = won { // at once
                for each d in deal where amount > 0 limit 5 { if d.note is empty { update d { note: "x", amount: 1 } } else { delete d } }
                notify owner message en "Hello" ja "こんにちは" // to whom it belongs
                let x = 1
                set note =
              }
            }
            schedule s daily at 09:00 { create deal { amount: 1 } }
            table t(a: int, kind: deal.stage) returns decimal? hit collect sum {
              | >= 1 | - => 20 |
              | otherwise => 5 |
            }
            """;
        var (client, app) = await server.NewAppAsync();
        var answer = (await client.Post($"/design/api/{app}/language/structure", System.Text.Json.JsonSerializer.Serialize(new { path = "rules/a.rules", text = Written }))).Is(200).Json;
        string Of(System.Text.Json.Nodes.JsonNode part)
        {
            var text = Written.Substring((int)part["span"]!["start"]!, (int)part["span"]!["length"]!);
            if (part["text"] is { } told) Assert.Equal(text, (string)told!);
            return text;
        }
        var commands = answer["rules"]![0]!["rules"]![0]!["block"]!["commands"]!.AsArray();
        Assert.Equal(["forEach", "notify", "let", "other"], commands.Select(c => (string)c!["kind"]!));
        var each = commands[0]!;
        Assert.Equal(("d", "deal", "amount > 0", "5"), (Of(each["name"]!), Of(each["target"]!), Of(each["value"]!), Of(each["limit"]!)));
        var branch = each["body"]!["commands"]![0]!;
        Assert.Equal(("if", "d.note is empty", "delete"), ((string)branch["kind"]!, Of(branch["value"]!), (string)branch["otherwise"]!["commands"]![0]!["kind"]!));
        Assert.Equal([("note", "\"x\""), ("amount", "1")], branch["body"]!["commands"]![0]!["assignments"]!["items"]!.AsArray().Select(a => (Of(a!["field"]!), Of(a["value"]!))));
        Assert.Equal(("owner", "1"), (Of(commands[1]!["target"]!), Of(commands[2]!["value"]!)));
        var schedule = answer["automations"]![0]!;
        Assert.Equal(("schedule", "daily at 09:00", "create"), ((string)schedule["kind"]!, Of(schedule["head"]!), (string)schedule["blocks"]![0]!["block"]!["commands"]![0]!["kind"]!));
        var table = answer["tables"]![0]!;
        Assert.Equal(("collect sum", "hit collect sum", "decimal?"), ((string)table["hit"]!, Written.Substring((int)table["hitSpan"]!["start"]!, (int)table["hitSpan"]!["length"]!), Of(table["type"]!)));
        Assert.Equal([("a", "int"), ("kind", "deal.stage")], table["columns"]!.AsArray().Select(c => (Of(c!["name"]!), Of(c["type"]!))));
        Assert.Equal(["| >= 1 | - => 20 |", "| otherwise => 5 |"], table["rows"]!.AsArray().Select(r => Of(r!)));
        Assert.Equal([">= 1", "-"], table["rows"]![0]!["cells"]!.AsArray().Select(c => Of(c!)));
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
