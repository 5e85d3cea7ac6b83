using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Tests.Rules.Binding;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>Conditions as chips edit them: from text, to text.</summary>
public sealed class ConditionTests
{
    private static readonly BoundRuleSet rules = Sales.Rules("rules for account { computed key_account : bool = rank = \"A\" }").Rules;
    private static readonly Entity entity = rules.Model.Entity("opportunity");

    private static ConditionGroup? Read(string text, DiagnosticBag? diagnostics = null) => ConditionReader.Read(new SourceText("filter", text), rules, entity, diagnostics ?? new DiagnosticBag());

    private static string Json(ConditionGroup? group) => group is null ? "null" : ConditionJson.Write(group).ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static (string? Text, DiagnosticBag Diagnostics) Write(string json)
    {
        var diagnostics = new DiagnosticBag();
        using var document = JsonDocument.Parse(json);
        var group = ConditionJson.Read(document.RootElement, diagnostics);
        return (group is null ? null : ConditionWriter.Write(group, rules, entity, diagnostics), diagnostics);
    }

    [Theory]
    [InlineData("stage = won", """{"path":"stage","operator":"=","value":"won"}""")]
    [InlineData("stage not in {won, lost}", """{"path":"stage","operator":"not in","value":["won","lost"]}""")]
    [InlineData("account.rank = \"A\"", """{"path":"account.rank","operator":"=","value":"A"}""")]
    [InlineData("account.parent.address.city <> \"港区\"", """{"path":"account.parent.address.city","operator":"<>","value":"港区"}""")]
    [InlineData("amount >= -12.50", """{"path":"amount","operator":">=","value":-12.50}""")]
    [InlineData("quantity between 1 and 9", """{"path":"quantity","operator":"between","value":[1,9]}""")]
    [InlineData("close_on < today() - days(14)", """{"path":"close_on","operator":"<","value":{"expression":"today() - days(14)"}}""")]
    [InlineData("close_on between month_start(today()) and month_end(today())", """{"path":"close_on","operator":"between","value":[{"expression":"month_start(today())"},{"expression":"month_end(today())"}]}""")]
    [InlineData("close_on = 2026-04-01", """{"path":"close_on","operator":"=","value":"2026-04-01"}""")]
    [InlineData("created_at > 2026-04-01T00:00Z", """{"path":"created_at","operator":">","value":"2026-04-01T00:00Z"}""")]
    [InlineData("owner = user", """{"path":"owner","operator":"=","value":{"expression":"user"}}""")]
    [InlineData("amount is empty", """{"path":"amount","operator":"is empty"}""")]
    [InlineData("amount is set", """{"path":"amount","operator":"is set"}""")]
    [InlineData("stalled = true", """{"path":"stalled","operator":"=","value":true}""")]
    [InlineData("contains(name, \"50\\{%\\}\\\"\\\\\")", """{"path":"name","operator":"contains","value":"50{%}\"\\"}""")]
    [InlineData("not starts_with(商談メモ, \"急\")", """{"path":"商談メモ","operator":"not starts_with","value":"急"}""")]
    [InlineData("contains_any(name, {\"a\", \"b\"})", """{"path":"name","operator":"contains_any","value":["a","b"]}""")]
    [InlineData("red in colors", """{"path":"colors","operator":"includes","value":"red"}""")]
    [InlineData("\"vip\" not in account.tags", """{"path":"account.tags","operator":"not includes","value":"vip"}""")]
    public void One_condition_comes_and_goes(string text, string json)
    {
        json = $$"""{"match":"all","conditions":[{{json}}]}""";
        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), JsonNode.Parse(Json(Read(text)))!.ToJsonString());
        var (written, diagnostics) = Write(json);
        Assert.Empty(diagnostics);
        Assert.Equal(text, written);
    }

    [Theory]
    [InlineData("段階 = won または stage = lost", null)]
    [InlineData("stage = won または stage = lost", "stage = won or stage = lost")]
    [InlineData("this.stage = opportunity.stage.won", "stage = won")]
    [InlineData("1_000 < amount", "amount > 1000")]
    [InlineData("stalled", "stalled = true")]
    [InlineData("not stalled", "stalled = false")]
    [InlineData("amount = empty", "amount is empty")]
    [InlineData("amount is not empty", "amount is set")]
    [InlineData("quantity in [1 .. 5]", "quantity between 1 and 5")]
    [InlineData("(((stage = won)))", "stage = won")]
    [InlineData("stage = won and (amount > 5 and quantity > 1)", "stage = won and amount > 5 and quantity > 1")]
    [InlineData("stage = won and (amount > 5 or (quantity > 1 and stalled))", "stage = won and (amount > 5 or (quantity > 1 and stalled = true))")]
    [InlineData("stage = won or amount > 5 and quantity > 1", "stage = won or (amount > 5 and quantity > 1)")]
    [InlineData("account.key_account", "account.key_account = true")]
    [InlineData("", "")]
    public void Other_spellings_mean_the_same_conditions(string text, string? canonical)
    {
        var diagnostics = new DiagnosticBag();
        var group = Read(text, diagnostics);
        if (canonical is null)
        {
            Assert.True(diagnostics.HasErrors);
            return;
        }
        Assert.Equal(canonical, ConditionWriter.Write(group!, rules, entity, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("amount > quantity")]
    [InlineData("amount * 2 > 5")]
    [InlineData("any(activity via opportunity where done)")]
    [InlineData("if stalled then amount > 1 else amount > 2")]
    [InlineData("let x = 5 in amount > x")]
    [InlineData("not (stage = won or stalled)")]
    [InlineData("quantity in [1 .. 5)")]
    [InlineData("stage = won and amount > quantity")]
    [InlineData("(amount ?? 0) > 5")]
    public void What_is_no_such_condition_is_left_as_text(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Read(text, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("""{"conditions": [{"path": "stage"}]}""", "LCR7201", "conditions[0]")]
    [InlineData("""{"match": "some", "conditions": []}""", "LCR7201", "conditions")]
    [InlineData("""{"conditions": [{"path": "stage", "operator": "like", "value": "x"}]}""", "LCR7202", "like")]
    [InlineData("""{"conditions": [{"path": "stage or true", "operator": "=", "value": 1}]}""", "LCR7203", "stage or true")]
    [InlineData("""{"conditions": [{"path": "quantity", "operator": "between", "value": [1]}]}""", "LCR7204", "2")]
    [InlineData("""{"conditions": [{"path": "close_on", "operator": "=", "value": "1 April"}]}""", "LCR7205", "1 April")]
    [InlineData("""{"conditions": [{"path": "stage", "operator": "=", "value": "won or true"}]}""", "LCR7205", "won or true")]
    [InlineData("""{"conditions": [{"path": "stage", "operator": "=", "value": "gone"}]}""", "LCR", "gone")]
    [InlineData("""{"conditions": [{"path": "nosuch", "operator": "is set"}]}""", "LCR", "nosuch")]
    [InlineData("""{"conditions": [{"path": "close_on", "operator": "<", "value": {"expression": "today() -"}}]}""", "LCR", "")]
    [InlineData("""{"conditions": [{"path": "amount", "operator": "=", "value": "five"}]}""", "LCR", "")]
    public void What_cannot_be_written_is_said_in_both_languages(string json, string id, string named)
    {
        var (text, diagnostics) = Write(json);
        Assert.Null(text);
        var found = diagnostics.ToSorted()[0];
        Assert.StartsWith(id, found.Id, StringComparison.Ordinal);
        foreach (var locale in new[] { "en", "ja" }) Assert.Contains(named, found.Message.For(locale), StringComparison.Ordinal);
        Assert.NotEqual(found.Message.For("en"), found.Message.For("ja"));
    }

    [Fact]
    public void An_expression_stays_one_whatever_it_is()
    {
        var (text, diagnostics) = Write("""{"conditions": [{"path": "stalled", "operator": "=", "value": {"expression": "true or true"}}, {"path": "amount", "operator": ">", "value": 1}]}""");
        Assert.Empty(diagnostics);
        Assert.Equal("stalled = (true or true) and amount > 1", text);
    }

    [Fact]
    public void Whatever_conditions_are_made_come_back_from_their_text()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var group = new Maker(seed).Group(3);
            var diagnostics = new DiagnosticBag();
            var text = ConditionWriter.Write(group, rules, entity, diagnostics);
            Assert.True(diagnostics.Count == 0, $"{seed}: {Json(group)}: {string.Join("; ", diagnostics.Select(d => d.Message))}");
            Assert.True(Json(group) == Json(Read(text!)), $"{seed}: {text}\n{Json(group)}\n{Json(Read(text!))}");
        }
    }

    /// <summary>Random groups in the form that reading gives: nothing nested in its own kind, no group of one.</summary>
    private sealed class Maker(int seed)
    {
        private static readonly (string Path, string Kind)[] fields =
        [
            ("name", "text"), ("account.name", "text"), ("account.address.city", "text"), ("商談メモ", "text"), ("contact_name.family", "text"), ("amount", "number"), ("account.parent.version", "int"), ("quantity", "int"),
            ("close_on", "date"), ("created_at", "datetime"), ("stage", "stage"), ("stalled", "bool"), ("account.key_account", "bool"), ("owner", "user"), ("colors", "colors"), ("account.tags", "tags"),
        ];

        private readonly Random random = new(seed);

        public ConditionGroup Group(int depth, bool? outer = null)
        {
            var all = outer is { } kind ? !kind : random.Next(2) == 0;
            var count = random.Next(outer is null ? 1 : 2, 5);
            if (count == 1) return new ConditionGroup(true, [One()]);
            return new ConditionGroup(all, [.. Enumerable.Range(0, count).Select(_ => depth > 0 && random.Next(3) == 0 ? (ConditionItem)Group(depth - 1, all) : One())]);
        }

        private Condition One()
        {
            var (path, kind) = fields[random.Next(fields.Length)];
            string[] operators = kind switch
            {
                "text" => ["=", "<>", "<", ">=", "in", "not in", "is set", "is empty", "contains", "not contains", "starts_with", "ends_with", "contains_any", "not contains_any"],
                "number" or "int" or "date" or "datetime" => ["=", "<>", "<", "<=", ">", ">=", "in", "not in", "between", "not between", "is set", "is empty"],
                "stage" => ["=", "<>", "in", "not in", "is set"],
                "user" => ["=", "<>", "is empty"],
                "bool" => ["=", "<>"],
                _ => ["includes", "not includes", "is set"],
            };
            var op = operators[random.Next(operators.Length)];
            var count = ConditionOperators.ArityOf(op) switch { ConditionArity.None => 0, ConditionArity.One => 1, ConditionArity.Two => 2, _ => random.Next(1, 4) };
            return new Condition(path, op, [.. Enumerable.Range(0, count).Select(_ => Value(kind))]);
        }

        private ConditionValue Value(string kind) => kind switch
        {
            "text" or "tags" => new LiteralValue(new string([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => "aZ0 \"\\{}\n\t\r'、青\u0001＝/*".ToCharArray()[random.Next(18)])])),
            "number" => random.Next(2) == 0 ? new LiteralValue((long)random.Next(-1000, 1000)) : new LiteralValue(random.Next(-100_000, 100_000) / 100m + 0.001m),
            "int" => new LiteralValue((long)random.Next(-5, 100)),
            "date" => random.Next(2) == 0 ? new LiteralValue($"2026-0{random.Next(1, 10)}-1{random.Next(10)}")
                : new ExpressionValue(new[] { "today()", "month_start(today())", "today() - days(14)", "month_end(today() + months(1))", "today() + (days(1) + days(2))" }[random.Next(5)]),
            "datetime" => random.Next(2) == 0 ? new LiteralValue($"2026-01-1{random.Next(10)}T0{random.Next(10)}:30Z") : new ExpressionValue("now() - hours(2)"),
            "stage" => new LiteralValue(new[] { "prospecting", "proposal", "won", "lost" }[random.Next(4)]),
            "colors" => new LiteralValue(new[] { "red", "blue" }[random.Next(2)]),
            "bool" => new LiteralValue(random.Next(2) == 0),
            _ => new ExpressionValue("user"),
        };
    }
}
