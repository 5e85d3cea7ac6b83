using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Syntax;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("a or b and not c = d & e + f * -g.h", "(a or (b and (not (c = (d & (e + (f * (- (g . h)))))))))")]
    [InlineData("a ?? b ?? c or d", "(a ?? (b ?? (c or d)))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a between 1 and 2 and b", "((a between 1 and 2) and b)")]
    [InlineData("a not in {1, 2} or b is not set", "((a not in ({ 1 , 2 })) or (b is not set))")]
    [InlineData("let x = 1 in x in {1}", "(let x = 1 in (x in ({ 1 })))")]
    [InlineData("x in [1 .. 2) and y in (..3]", "((x in ([ 1 .. 2 ))) and (y in (( .. 3 ])))")]
    [InlineData("１＋２＊３", "(１ ＋ (２ ＊ ３))")]
    [InlineData("sum(opportunity via account where stage = won, amount)", "(sum ( (opportunity via account where (stage = won)) , amount ))")]
    [InlineData("1..2", "1 .. 2")]
    public void Binds_by_the_table(string text, string expected)
    {
        var (tree, diagnostics) = Sample.Expression(text);
        if (text == "1..2") Assert.Equal(["LCR1017 ..2"], Sample.Ids(diagnostics));
        else
        {
            Assert.Empty(diagnostics);
            Assert.Equal(expected, Show(tree));
        }
    }

    [Theory]
    [InlineData("2026-04-01", TokenKind.DateLiteral, "04/01/2026")]
    [InlineData("２０２６－０４－０１", TokenKind.DateLiteral, "04/01/2026")]
    [InlineData("2026-04-01T09:00+09:00", TokenKind.DateTimeLiteral, "04/01/2026 09:00:00 +09:00")]
    [InlineData("2026-04-01T09:00", TokenKind.DateTimeLiteral, "04/01/2026 09:00:00")]
    [InlineData("09:30:15", TokenKind.TimeLiteral, "09:30:15.0000000")]
    [InlineData("1_000_000", TokenKind.IntegerLiteral, "1000000")]
    [InlineData("12.50", TokenKind.DecimalLiteral, "12.50")]
    [InlineData("\"a\\n\\u{1F363}\\{\\\"\"", TokenKind.TextLiteral, "a\n🍣{\"")]
    [InlineData("r\"\\d \"\"{x}\"\"\"", TokenKind.RawTextLiteral, "\\d \"{x}\"")]
    [InlineData("か\u3099", TokenKind.Name, "が")]
    [InlineData("Ａmount", TokenKind.Name, "Amount")]
    public void Reads_literals(string text, TokenKind kind, string value)
    {
        var (tree, diagnostics) = Sample.Expression(text);
        Assert.Empty(diagnostics);
        var token = Assert.Single(tree.Tokens());
        Assert.Equal(kind, token.Kind);
        var actual = token.Value switch
        {
            TimeOnly time => time.ToString("O", null),
            IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            var other => other?.ToString(),
        };
        Assert.Equal(value, actual);
    }

    [Fact]
    public void Interpolated_expressions_stand_where_they_are_written()
    {
        var (tree, diagnostics) = Sample.Expression("x & \"won:{ id + left(\"a{b}\", 1) }!\"");
        Assert.Empty(diagnostics);
        var parts = ((InterpolatedTextSyntax)((BinaryExpressionSyntax)tree).Right).Literal.Parts;
        Assert.Equal(["won:", null, "!"], parts.Select(p => p.Text));
        Assert.Equal(11, parts[1].Expression!.Span.Start);
    }

    [Theory]
    [InlineData("a < b < c", "LCR1020 <")]
    [InlineData("0かつ a", "LCR1006 0かつ")]
    [InlineData("a b", "LCR1017 b")]
    [InlineData("f(a b)", "LCR1013 b")]
    [InlineData("a +", "LCR1015")]
    [InlineData("\"abc", "LCR1002 \"abc")]
    [InlineData("\"abc {x", "LCR1003 {x")]
    [InlineData("\"\\q\"", "LCR1005 \\q")]
    [InlineData("2026-13-01", "LCR1009 2026-13-01")]
    [InlineData("99999999999999999999", "LCR1007 99999999999999999999")]
    [InlineData("a ≥ b", "LCR1001 ≥")]
    [InlineData("(a", "LCR1013")]
    public void Reports_one_mistake_once(string text, string expected) =>
        Assert.Equal(expected, Sample.Ids(Sample.Expression(text).Diagnostics)[0]);

    [Fact]
    public void Every_keyword_has_an_alias_of_its_own()
    {
        Assert.Equal(Keywords.All.Length * 2, Keywords.All.SelectMany(k => new[] { k.Text, k.Alias }).Distinct().Count());
        Assert.All(Keywords.All, k => Assert.Same(k, Keywords.Find(k.Alias)));
    }

    [Theory]
    [InlineData("won deal!", "won_deal"), InlineData("商談 名", "商談_名"), InlineData("🍣", "name"), InlineData("and", "and_"), InlineData("かつ", "かつ_"), InlineData("2024年", "_2024年"), InlineData("O\"Brien", "OBrien"), InlineData("", "name"), InlineData("か\u3099", "が")]
    public void Proposes_a_name_for_what_is_none(string text, string proposal)
    {
        Assert.Equal(proposal, Names.Check(text)!.Proposal);
        Assert.Null(Names.Check(proposal));
    }

    [Theory]
    [InlineData("amount"), InlineData("商談"), InlineData("select"), InlineData("key"), InlineData("対象"), InlineData("〇〇々ー")]
    public void Accepts_names(string name) => Assert.Null(Names.Check(name));

    private static string Show(SyntaxElement element)
    {
        if (element is SyntaxToken token) return token.Text;
        var children = ((SyntaxNode)element).Elements.Select(Show).Where(t => t.Length > 0).ToList();
        return children.Count == 1 || element is SeparatedList<ArgumentSyntax> or SeparatedList<ExpressionSyntax> ? string.Join(" ", children) : $"({string.Join(" ", children)})";
    }
}
