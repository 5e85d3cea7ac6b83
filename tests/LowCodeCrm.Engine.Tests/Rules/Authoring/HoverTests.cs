namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

public sealed class HoverTests
{
    [Theory]
    [InlineData("rules for opportunity { validate v { require am|ount > 0 } }", "`opportunity.amount: money?`  amount")]
    [InlineData("rules for opportunity { validate v { require account.ra|nk = \"A\" } }", "`account.rank: text?`  rank")]
    [InlineData("rules for opportunity { validate v { when stage = w|on require true } }", "`opportunity.stage.won`  won")]
    [InlineData("rules for oppo|rtunity { }", "`opportunity`  opportunity")]
    [InlineData("rules for opportunity { default qua|ntity = 1 }", "`opportunity.quantity: int?`  quantity")]
    [InlineData("rules for opportunity { vali|date v { require true } }", "**validate** (検証)  a condition that a saved record must meet")]
    [InlineData("rules for opportunity { default quantity = int(twi|ce(1)) }", "`twice(x: decimal) -> decimal`  ``` function twice(x: decimal) returns decimal = x * 2 ```")]
    [InlineData("rules for opportunity { validate v { require wei|ghted > 0 } }", "`opportunity.weighted: money?`  weighted  ``` computed weighted : money = amount * 0.5 ```")]
    [InlineData("rules for account { computed c : int = count(oppor|tunity via account) }", "`opportunity`  opportunity")]
    [InlineData("rules for account { computed c : int = count(opportunity via acc|ount) }", "`opportunity.account: account?`  account")]
    [InlineData("rules for opportunity { after save s { create activity { sub|ject: name } } }", "`activity.subject: text`  subject")]
    [InlineData("process p on opportunity.stage { state wo|n final }", "`won`  won")]
    [InlineData("rules for opportunity { default name = \"deal {am|ount}\" }", "`opportunity.amount: money?`  amount")]
    [InlineData("function f(x: decimal) returns decimal = |x", "`x: decimal`")]
    [InlineData("rules for opportunity { validate v { require consent(em|ail) } }", "`channel.email` (email)  Email  - `opportunity.name`")]
    [InlineData("rules for opportunity { validate v { require not opted_out(this, channel.ph|one) } }", "`channel.phone` (phone)  Phone")]
    public void Explains_the_word_at_the_cursor(string text, string expected) => Assert.Equal(expected, Editor.Hover(text));

    [Fact]
    public void Explains_functions_in_the_readers_language()
    {
        Assert.Contains("符号を除いた数", Editor.Hover("rules for opportunity { default quantity = a|bs(1) }", "ja"), StringComparison.Ordinal);
        Assert.Contains("abs(", Editor.Hover("rules for opportunity { default quantity = a|bs(1) }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules for opportunity { default quantity = 1| }")]
    [InlineData("rules for opportunity { validate v { require |   true } }")]
    [InlineData("|")]
    public void Says_nothing_where_there_is_nothing_to_say(string text) => Assert.Null(Editor.Hover(text));
}
