using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Rules.Binding;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>Conditions that are edited as rows leave in their text what was not edited.</summary>
public sealed class ConditionRewriteTests
{
    private const string Won = """{"path":"stage","operator":"=","value":"won"}""";
    private const string Big = """{"path":"amount","operator":">","value":1000}""";
    private const string Few = """{"path":"quantity","operator":"<","value":5}""";
    private const string Bigger = """{"path":"amount","operator":">","value":2000}""";
    private const string Set = """{"path":"close_on","operator":"is set"}""";

    private static readonly BoundRuleSet rules = Sales.Rules("").Rules;
    private static readonly Entity entity = rules.Model.Entity("opportunity");

    private static string All(params string[] items) => $$"""{"match":"all","conditions":[{{string.Join(',', items)}}]}""";

    private static string Any(params string[] items) => $$"""{"match":"any","conditions":[{{string.Join(',', items)}}]}""";

    private static string? Rewrite(string before, string json, KeywordLanguage keywords = KeywordLanguage.AsWritten)
    {
        var diagnostics = new DiagnosticBag();
        using var document = JsonDocument.Parse(json);
        var text = ConditionRewriter.Write(ConditionJson.Read(document.RootElement, diagnostics)!, new SourceText("filter", before), keywords, rules, entity, diagnostics);
        Assert.Empty(diagnostics);
        return text;
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        // Nothing changed: not a blank is.
        { "stage  =  won  and  (amount>1_000)", All(Won, Big), "stage  =  won  and  (amount>1_000)" },
        { "amount > 1_000.00", All(Big), "amount > 1_000.00" },
        // One condition changed, the others stay as they were written.
        { "stage  =  won // 受注\n  and amount>1_000 /* 大口 */\n  and quantity<5", All(Won, Bigger, Few), "stage  =  won // 受注\n  and amount > 2000 /* 大口 */\n  and quantity<5" },
        { "stage = won and (amount > 1_000)", All(Won, Bigger), "stage = won and (amount > 2000)" },
        { "this.stage = opportunity.stage.won and amount > 1_000", All(Won, Bigger), "this.stage = opportunity.stage.won and amount > 2000" },
        // Added: as the ones before stand, before a remark behind them.
        { "stage=won", All(Won, Few), "stage=won and quantity < 5" },
        { "stage=won\n    and amount>1_000 // big", All(Won, Big, Few), "stage=won\n    and amount>1_000\n    and quantity < 5 // big" },
        { "stage＝won　かつ　amount＞1_000", All(Won, Big, Set), "stage＝won　かつ　amount＞1_000　かつ　close_on は 設定" },
        // Taken away, with its word.
        { "stage=won and amount>1_000 and quantity<5", All(Won, Few), "stage=won and quantity<5" },
        { "stage=won and amount>1_000 and quantity<5", All(Big, Few), "amount>1_000 and quantity<5" },
        { "stage=won // 受注\n  and amount>1_000", All(Won), "stage=won // 受注\n  " },
        { "(stage=won) and ((amount>1_000))", All(Big), "((amount>1_000))" },
        // All or any.
        { "stage=won  and amount>1_000", Any(Won, Big), "stage=won  or amount>1_000" },
        { "stage=won または amount>1_000", All(Won, Big), "stage=won かつ amount>1_000" },
        // Groups.
        { "stage=won and (amount>1_000 or quantity<5)", All(Won, Any(Bigger, Few)), "stage=won and (amount > 2000 or quantity<5)" },
        { "stage=won and (amount>1_000 or quantity<5)", All(Won, Any(Big, Few, Set)), "stage=won and (amount>1_000 or quantity<5 or close_on is set)" },
        { "stage=won and (amount>1_000 or quantity<5)", All(Won, Any(Big)), "stage=won and amount>1_000" },
        { "stage=won and (amount>1_000 or quantity<5)", All(Won), "stage=won" },
        { "stage=won", All(Won, Any(Big, Few)), "stage=won and (amount > 1000 or quantity < 5)" },
        { "stage=won または amount>1_000 かつ quantity<5", Any(Won, All(Bigger, Few)), "stage=won または amount > 2000 かつ quantity<5" },
        { "stage=won or amount>1_000 and quantity<5", Any(Won, Any(Big, Few)), "stage=won or amount>1_000 or quantity<5" },
        // Nothing left, nothing before, and what no rows were.
        { "stage=won and amount>1_000", All(), "" },
        { "", All(Won, Few), "stage = won and quantity < 5" },
        { "amount > quantity", All(Won), "stage = won" },
        { "stage = won and", All(Won), "stage = won" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void Only_what_was_changed_changes_in_the_text(string before, string conditions, string after) => Assert.Equal(after, Rewrite(before, conditions));

    [Fact]
    public void What_is_new_is_written_in_the_words_of_its_file()
    {
        Assert.Equal("stage = won かつ quantity < 5", Rewrite("stage = won", All(Won, Few), KeywordLanguage.Japanese));
        Assert.Equal("stage = won かつ quantity < 5", Rewrite("", All(Won, Few), KeywordLanguage.Japanese));
        Assert.Equal("stage = won and quantity < 5", Rewrite("stage = won", All(Won, Few), KeywordLanguage.English));
    }

    [Fact]
    public void Whatever_is_changed_means_what_it_is_to_mean_and_keeps_the_rest()
    {
        string[] leaves = ["stage=won", "amount>1_000", "quantity < 5 ", "close_on  is set", "(stalled)", "not stalled", "name = \"a or b\"", "/* x */ stage in {won,lost}"];
        string[] json = [Won, Big, Few, Set, Bigger, """{"path":"stalled","operator":"=","value":true}""", """{"path":"name","operator":"contains","value":"and"}"""];
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            string Text(int depth)
            {
                var word = random.Next(4) switch { 0 => " and ", 1 => "\n or ", 2 => " かつ ", _ => " or // note\n " };
                return string.Join(word, Enumerable.Range(0, random.Next(1, 4)).Select(_ => depth > 0 && random.Next(3) == 0 ? $"({Text(depth - 1)})" : leaves[random.Next(leaves.Length)]));
            }
            var before = Text(2);
            var source = new SourceText("filter", before);
            if (ConditionReader.Read(source, rules, entity, new DiagnosticBag()) is not { } group) continue;
            var node = System.Text.Json.Nodes.JsonNode.Parse(ConditionJson.Write(group).ToJsonString())!.AsObject();
            var rows = node["conditions"]!.AsArray();
            switch (random.Next(4))
            {
                case 0: rows.Add(System.Text.Json.Nodes.JsonNode.Parse(json[random.Next(json.Length)])); break;
                case 1: rows.RemoveAt(random.Next(rows.Count)); break;
                case 2: rows[random.Next(rows.Count)] = System.Text.Json.Nodes.JsonNode.Parse(json[random.Next(json.Length)]); break;
                default: node["match"] = (string?)node["match"] == "all" ? "any" : "all"; break;
            }
            var after = Rewrite(before, node.ToJsonString())!;
            var diagnostics = new DiagnosticBag();
            using var wanted = JsonDocument.Parse(node.ToJsonString());
            var plain = ConditionWriter.Write(ConditionJson.Read(wanted.RootElement, diagnostics)!, rules, entity, diagnostics)!;
            string Canonical(string text) => ConditionReader.Read(new SourceText("filter", text), rules, entity, diagnostics) is { } read ? ConditionJson.Write(read).ToJsonString() : "null";
            Assert.True(Canonical(plain) == Canonical(after), $"{seed}: {before}\n{node.ToJsonString()}\n{after}");
        }
    }
}
