using System.Collections.Frozen;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Rules.Emit;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class TableTests
{
    private const string Cap = """
        table cap(rank: text?, quantity: int) returns decimal hit first {
          | "A"            | >= 100   => 20 |
          | "A"            | -        => 15 |
          | in {"B", "C"}  | [50 ..)  => 10 |
          | is empty       | < 0      => -1 |
          | not in {"D"}   | (5 .. 7] => 7 |
          | otherwise                 => 5 |
        }
        """;

    [Theory]
    [InlineData("cap(\"A\", 100)", "20")]
    [InlineData("cap(\"A\", 99)", "15")]
    [InlineData("cap(\"C\", 50)", "10")]
    [InlineData("cap(\"C\", 49)", "5")]
    [InlineData("cap(empty, -1)", "-1")]
    [InlineData("cap(\"X\", 5)", "5")]
    [InlineData("cap(\"X\", 7)", "7")]
    [InlineData("cap(\"D\", 7)", "5")]
    public void The_first_row_that_applies_gives_the_result(string call, string expected) => Assert.Equal(expected, Value(Cap, call));

    [Theory]
    [InlineData("sum", "3", "16")]
    [InlineData("sum", "30", "0")]
    [InlineData("min", "3", "2")]
    [InlineData("max", "3", "8")]
    [InlineData("max", "30", "")]
    [InlineData("count", "3", "3")]
    [InlineData("count", "12", "1")]
    public void Results_of_all_rows_that_apply_are_collected(string collection, string quantity, string expected) =>
        Assert.Equal(expected, Value($$"""table t(quantity: int) returns decimal{{(collection is "min" or "max" ? "?" : "")}} hit collect {{collection}} { | < 10 => 6 | | < 20 => 8 | | < 5 => 2 | }""", $"t({quantity})"));

    private const string Lists = """
        table parts(quantity: int) returns list of text hit rule order { | > 1 => "a" | | > 2 => "b" | | > 1 => if quantity > 5 then empty else "a" | | otherwise => "z" | }
        table limits(quantity: int) returns list of decimal hit collect { | > 1 => 10 | | > 2 => 20 | }
        table marks(quantity: int) returns set of text hit collect { | > 1 => "x" | | > 2 => "x" | | > 2 => "y" | }
        """;

    [Theory]
    [InlineData("3", "a/b/a! xy")]
    [InlineData("2", "a/a x")]
    [InlineData("9", "a/b! xy")]
    [InlineData("0", "z ")]
    public void Every_result_is_listed_in_order_compiled_as_interpreted(string quantity, string expected)
    {
        var (rules, diagnostics) = Sales.Rules(Lists + $$"""
            rules for opportunity { before save a {
              set name = join(parts({{quantity}}), "/") & (if 20 in limits({{quantity}}) then "!" else "") & " " & (if "x" in marks({{quantity}}) then "x" else "") & (if "y" in marks({{quantity}}) then "y" else "")
            } }
            """);
        Assert.DoesNotContain(diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        var opportunity = rules.Model.Entity("opportunity");
        using var code = LowCodeCrm.Engine.Rules.Emit.AppEmitter.Emit(rules, null);
        foreach (var program in new[] { code.Modules[opportunity.Index].Program, Interpreter.ProgramFor(rules, opportunity) })
        {
            var record = code.Modules[opportunity.Index].NewRecord();
            program.BeforeSave[0](record, null, new MemoryContext(), []);
            Assert.Equal(expected, record.GetValue(opportunity.Field("name").Index));
        }
    }

    [Fact]
    public void Priority_goes_by_the_order_of_the_options()
    {
        const string table = """
            table next(amount: decimal, done: bool) returns opportunity.stage hit priority { | > 10 | - => lost | | > 100 | true => prospecting | | > 100 | - => won | | otherwise => proposal | }
            """;
        Assert.Equal("prospecting", Value(table, "next(200, true)"));
        Assert.Equal("won", Value(table, "next(200, false)"));
        Assert.Equal("lost", Value(table, "next(50, true)"));
        Assert.Equal("proposal", Value(table, "next(1, true)"));
    }

    [Fact]
    public void Where_overlaps_cannot_be_told_a_unique_table_is_empty_in_them()
    {
        const string table = "table t(a: int, b: int) returns int? hit unique { | > b | - => 1 | | - | > 10 => 2 | }";
        Assert.Equal("1", Value(table, "t(2, 1)"));
        Assert.Equal("2", Value(table, "t(1, 11)"));
        Assert.Equal("", Value(table, "t(12, 11)"));
        Assert.Equal("", Value(table, "t(1, 1)"));
    }

    [Fact]
    public void Rows_that_agree_may_overlap_where_any_counts()
    {
        Assert.Equal("7", Value("table t(a: int) returns int hit any { | > 5 => 7 | | <= 8 => 7 | }", "t(6)"));
        Assert.Equal("LCR2069", Ids("table t(a: int) returns int hit any { | > 5 => 7 | | <= 8 => 8 | }"));
        const string open = "table t(a: int) returns int? hit any { | > 5 => a + 1 | | <= 8 => 8 | }";
        Assert.Equal("8", Value(open, "t(7)"));
        Assert.Equal("", Value(open, "t(6)"));
    }

    [Theory]
    [InlineData("table t(a: int) returns int { | 1 | 2 => 1 | | otherwise => 2 | }", "LCR2065")]
    [InlineData("table t(a: int) returns int { | otherwise => 2 | | 1 => 1 | }", "LCR2066")]
    [InlineData("table t(a: int) returns int hit frist { | - => 1 | }", "LCR2067")]
    [InlineData("table t(a: int) returns int { | 1 => 1 | | 3 => 2 | }", "LCR2068")]
    [InlineData("table t(a: int) returns int? { | 1 => 1 | }", "LCR2068")]
    [InlineData("table t(a: int) returns int hit unique { | < 5 => 1 | | >= 4 => 2 | }", "LCR2069")]
    [InlineData("table t(a: int) returns int { | < 5 => 1 | | < 3 => 2 | | otherwise => 3 | }", "LCR2070")]
    [InlineData("table t(a: int) returns int { | (4 .. 5) => 1 | | otherwise => 3 | }", "LCR2070")]
    [InlineData("table t(a: int) returns int hit priority { | - => 1 | }", "LCR2072")]
    [InlineData("table t(a: int) returns text hit collect sum { | - => \"a\" | }", "LCR2073")]
    [InlineData("table t(a: int) returns int hit rule order { | - => 1 | }", "LCR2074")]
    [InlineData("table t(a: int) returns set of int hit rule order { | - => 1 | }", "LCR2074")]
    [InlineData("table t(a: int) returns list of int hit collect { | - => \"x\" | }", "LCR2003")]
    [InlineData("table t(a: int) returns int { }", "LCR1013")]
    [InlineData("table t(a: int) returns int { | \"x\" => 1 | }", "LCR2004")]
    [InlineData("table t(a: opportunity.stage) returns int { | \"won\" => 1 | | otherwise => 2 | }", "LCR2020")]
    [InlineData("table abs(a: int) returns int { | - => 1 | }", "LCR2061")]
    public void Mistakes_are_told_at_the_table(string text, string id) => Assert.StartsWith(id, Ids(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("table t(a: int) returns int { | < 5 => 1 | | >= 5 => 2 | }")]
    [InlineData("table t(a: int, b: bool) returns int hit unique { | < 5 | true => 1 | | <= 4 | false => 2 | | > 4 | - => 3 | }")]
    [InlineData("table t(a: opportunity.stage) returns text { | in {prospecting, proposal} => \"open\" | | won => \"yes\" | | lost => \"no\" | }")]
    [InlineData("table t(a: opportunity.stage?) returns text { | is set => \"set\" | | empty => \"none\" | }")]
    [InlineData("表 t(a: date) 返値 int 一致 一意 { | < 2026-04-01 => 1 | | [2026-04-01 .. 2026-04-30] => 2 | | > 2026-04-30 => 3 | }")]
    public void Tables_that_cover_everything_once_are_sound(string text) => Assert.Equal("", Ids(text));

    [Fact]
    public void A_gap_is_told_by_an_example()
    {
        var (_, diagnostics) = Sales.Rules("table t(rank: text, quantity: int) returns int { | \"A\" | - => 1 | | - | < 50 => 2 | }");
        Assert.Contains("rank not in {\"A\"}, quantity = 50", Assert.Single(diagnostics).Message.For("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_of_a_table_are_bounded() =>
        Assert.Equal("LCR2071", Ids($$"""table t(a: int) returns int { {{string.Concat(Enumerable.Range(0, 201).Select(i => $"| {i} => {i} |\n"))}} | otherwise => 0 | }"""));

    [Fact]
    public void A_table_of_as_many_rows_as_may_be_is_evaluated()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"| {i} => {i * 2} |\n"));
        Assert.Equal("398", Value($$"""table t(a: int) returns int { {{rows}} | otherwise => 0 | }""", "t(199)"));
    }

    private static string Ids(string text) => Sales.Ids(Sales.Rules(text).Diagnostics);

    private static string Value(string tables, string call)
    {
        var (rules, diagnostics) = Sales.Rules(tables);
        Assert.DoesNotContain(diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        var scope = new BindingScope(rules.Model, null) { Functions = rules.Functions.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal) };
        var (bound, mistakes) = Sales.Bind(call, scope);
        Assert.Empty(mistakes);
        var value = Interpreter.Evaluate(bound, new(new MemoryContext()));
        return value switch { null => "", decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => value.ToString()! };
    }
}
