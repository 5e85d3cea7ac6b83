using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

public sealed class SignatureHelpTests
{
    [Theory]
    [InlineData("rules for opportunity { default name = left(|", "*left([s: text], n: int) -> text")]
    [InlineData("rules for opportunity { default name = left(na|me, 3) }", "*left([s: text], n: int) -> text")]
    [InlineData("rules for opportunity { default name = left(name, |3) }", "*left(s: text, [n: int]) -> text")]
    [InlineData("rules for opportunity { default name = left（name、|", "*left(s: text, [n: int]) -> text")]
    [InlineData("rules for opportunity { default name = left(name, 3, |", "*left(s: text, n: int) -> text")]
    [InlineData("rules for opportunity { default name = left(upper(|name), 3) }", "*upper([s: text]) -> text")]
    [InlineData("rules for opportunity { default name = left(upper(name)|, 3) }", "*left([s: text], n: int) -> text")]
    [InlineData("rules for opportunity { default name = pad_left(name, 3, |", "*pad_left(s: text, n: int, [with: text = \" \"]) -> text")]
    [InlineData("rules for opportunity { validate v { require contains_any(name, {\"a\", |", "*contains_any(s: text, [items: set of text]) -> bool\ncontains_any(s: text, items: list of text) -> bool")]
    [InlineData("rules for opportunity { default quantity = int(twice(|", "*twice([x: decimal]) -> decimal")]
    [InlineData("rules for account { computed c : int = count(|", "*count([entity via lookup where condition]) -> int")]
    [InlineData("rules for account { computed c : money = sum(opportunity via account where stage = won, |", "*sum(entity via lookup where condition, [value: number]) -> number")]
    [InlineData("rules for opportunity { default name = \"deal {left(|", "*left([s: text], n: int) -> text")]
    [InlineData("rules for opportunity { validate v { require is_new(|", "*is_new() -> bool")]
    public void Says_what_the_call_takes_and_which_of_it_comes_now(string text, string expected) => Assert.Equal(expected, Editor.Signatures(text));

    [Fact]
    public void Values_and_records_are_told_apart_by_the_first_argument()
    {
        Assert.Equal(2, Editor.Signatures("rules for opportunity { default quantity = min(|")!.Split('\n').Length);
        Assert.StartsWith("*min(entity via lookup where condition, [value", Editor.Signatures("rules for account { computed c : money? = min(opportunity via account, |"), StringComparison.Ordinal);
        Assert.DoesNotContain("via", Editor.Signatures("rules for opportunity { default quantity = min(1, 2, 3, |"), StringComparison.Ordinal);
        Assert.Contains("[", Editor.Signatures("rules for opportunity { default quantity = min(1, 2, 3, |"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules for opportunity { default name = left|(name, 3) }")]
    [InlineData("rules for opportunity { default name = left(name, 3)| }")]
    [InlineData("rules for opportunity { default name = nonsense(|")]
    [InlineData("rules for opportunity { default name = left(\"a, |b\"")]
    [InlineData("rules for opportunity { default name = left(name // |")]
    [InlineData("rules for opportunity { default amount = (|1) }")]
    [InlineData("|")]
    public void Says_nothing_outside_calls_within_words_and_of_what_there_is_not(string text) => Assert.Null(Editor.Signatures(text));

    [Fact]
    public void Explains_the_function_in_the_readers_language()
    {
        const string text = "rules for opportunity { default name = left(";
        var help = SignatureHelp.At(new SourceText("rules/a.rules", text), text.Length, Editor.App, "ja");
        Assert.Contains("先頭の", help!.Items[0].Documentation, StringComparison.Ordinal);
    }
}
