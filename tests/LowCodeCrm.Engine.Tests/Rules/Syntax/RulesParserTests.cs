using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Syntax;

public sealed class RulesParserTests
{
    [Fact]
    public void Reads_a_whole_page_without_a_complaint()
    {
        var (tree, diagnostics) = Sample.Parse(Sample.Page);
        Assert.Equal([], diagnostics.Select(d => d.ToString()));
        Assert.Equal(Sample.Page, tree.ToFullString());
        Assert.Equal(12, tree.Declarations.Length);
        Assert.Equal(11, ((RulesBlockSyntax)tree.Declarations[0]).Rules.Length);
    }
}

public sealed class RecoveryTests
{
    [Theory]
    [InlineData("rules for a { default x = \n default y = 1 }", "LCR1015")]
    [InlineData("rules for a { valdate v { require b } default y = 1 }", "LCR1022 valdate")]
    [InlineData("rules for a { validate v { message \"x\" require b } default y = 1 }", "LCR1026 message")]
    [InlineData("rules for a { validate v { require b \n default y = 1 }", "LCR1027")]
    [InlineData("rules for a { default y = 1\nrules for b { default x = 2 }", "LCR1027")]
    [InlineData("rules for a { default in = 1 }", "LCR1012 in")]
    [InlineData("rules for a { default y = f(1, \n default x = 2 }", "LCR1015")]
    [InlineData("rules for a { default y = 1 } }", "LCR1021 }")]
    [InlineData("rules for a { before save t { sett x = 1 set y = 2 } }", "LCR1023 sett")]
    public void One_mistake_gives_one_diagnostic(string text, string expected)
    {
        var (tree, diagnostics) = Sample.Parse(text);
        Assert.Equal([expected], Sample.Ids(diagnostics));
        Assert.Equal(text, tree.ToFullString());
    }

    [Theory]
    [InlineData("rules for a { default message = 1 show state when key = 対象 required when when when = 1 }")]
    [InlineData("rules for a { validate v { require message message \"x\" at at } warn warn when warn message \"w\" }")]
    [InlineData("規則 対象 商談 { 検証 v { 条件 段階 = 受注 要求 金額 ＞ 0 かつ 日 は 設定 文言 ja \"x\" 項目 金額、日 } }")]
    [InlineData("rules for a { before save when when { set set = 1 } after save { if a in {1} { } else if b { delete this } else { notify owner } } }")]
    public void Contextual_keywords_may_be_names(string text) => Assert.Equal([], Sample.Ids(Sample.Parse(text).Diagnostics));

    [Fact]
    public void Prints_keywords_in_either_language_and_back()
    {
        var english = RulesPrinter.Print(Sample.Parse(Sample.Page).Tree, KeywordLanguage.English);
        Assert.Equal(Sample.Page, english);
        var japanese = RulesPrinter.Print(Sample.Parse(Sample.Page).Tree, KeywordLanguage.Japanese);
        Assert.Contains("規則 対象 opportunity {", japanese);
        var (tree, diagnostics) = Sample.Parse(japanese);
        Assert.Equal([], Sample.Ids(diagnostics));
        Assert.Equal(Sample.Page, RulesPrinter.Print(tree, KeywordLanguage.English));
    }

    [Fact]
    public void Formats_a_page() => LowCodeCrm.Testing.Snapshot.Verify(RulesFormatter.Format("/* top */\n\n\n" + Sample.Page.Replace("amount > 0", "amount　＞  ０ // x")));

    [Fact]
    public void A_reserved_word_that_stands_for_a_name_is_the_same_in_full_width() =>
        Assert.All(["rules for ｔｒｕｅ { }", "rules for true { }"], text => Assert.Equal("true", Assert.IsType<RulesBlockSyntax>(Assert.Single(Sample.Parse(text).Tree.Declarations)).Entity.Value));

    [Fact]
    public void The_cells_of_tables_are_columns_and_stay_so()
    {
        const string Ragged = """
            table 割引(区分: text, quantity: int) returns decimal {
              | "卸" | >= 100=>20|
              |"一般"|-   => 5 |
              | in {"A","B"} | [50 ..) => 7.5 | // by hand
              | otherwise => 0 |
            }

            """;
        const string Tidy = """
            table 割引(区分: text, quantity: int) returns decimal {
              | "卸"          | >= 100  => 20  |
              | "一般"        | -       => 5   |
              | in {"A", "B"} | [50 ..) => 7.5 | // by hand
              | otherwise               => 0   |
            }

            """;
        Assert.Equal(Tidy, RulesFormatter.Format(Ragged));
        Assert.Equal(Tidy, RulesFormatter.Format(Tidy));
        // With Japanese keywords the words are of another length, and the columns follow.
        var japanese = RulesFormatter.Format(RulesPrinter.Print(RulesParser.Parse(new SourceText("a.rules", Tidy), new DiagnosticBag()), KeywordLanguage.Japanese));
        Assert.Equal(japanese, RulesFormatter.Format(japanese));
        Assert.Contains("| その他                      => 0   |", japanese, StringComparison.Ordinal);
    }
}
