using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class RuleBinderTests
{
    [Fact]
    public void Binds_every_kind_of_rule()
    {
        var (rules, diagnostics) = Sales.Rules("""
            rules for opportunity {
              validate won_needs_amount { when stage = won require amount > 0 message en "Amount {amount}" ja "金額" at amount, close_on }
              warn close_on when close_on < today() message en "Past"
              default close_on = month_end(today() + months(1))
              computed weighted : money = round_half_up(amount * probability / 100, 0)
              computed late : bool = close_on < today()
              computed late_and_big : bool = late and weighted > 100
              show quantity when stage = lost
              required quantity when stage = lost
              readonly amount when stage in {won, lost}
              before save tidy { set name = nfkc(trim(name)) }
              after save done when changed(stage) and stage = won {
                create activity { subject: "Won", opportunity: this, kind: call, owner: owner }
                update account { rank: if account.won_total >= 10_000_000 then "A" else account.rank }
                if amount is empty { delete partner }
              }
            }
            rules for account { rollup won_total : money = sum(opportunity via account where stage = won, amount)
                                rollup last : date? = max(opportunity via account, close_on) }
            process stages on opportunity.stage {
              state prospecting initial state proposal state won final state lost final
              transition propose : prospecting -> proposal { guard account is set message en "Account" by role(sales) or owner ask close_on required do { set quantity = 1 } }
              transition win : proposal -> won
              transition lose : {prospecting, proposal} -> lost
            }
            function big(o: opportunity) returns bool = (o.amount ?? 0) > 1_000
            """);
        Assert.Empty(diagnostics);
        var opportunity = rules.Model.Entity("opportunity");
        var bound = rules.For(opportunity);
        Assert.Equal("default close_on", Assert.Single(bound.Defaults).Name);
        Assert.Equal(["weighted", "late", "late_and_big"], bound.Computed.Select(r => r.Field.Name));
        Assert.Equal(FieldOrigin.Computed, opportunity.Field("weighted").Origin);
        Assert.Equal(0, opportunity.Field("weighted").Scale);
        Assert.Equal(FieldOrigin.ComputedOnRead, opportunity.Field("late").Origin);
        Assert.True(bound.Computed[2].IsVolatile);
        Assert.Equal("r:e_account.won_total", rules.Model.Entity("account").Field("won_total").Id);
        Assert.True(rules.Model.Entity("account").Field("won_total").IsNeverEmpty);
        Assert.False(rules.Model.Entity("account").Field("last").IsNeverEmpty);
        Assert.Equal(["show quantity", "required quantity", "readonly amount"], bound.FieldStates.Select(r => r.Name));
        var transition = Assert.Single(bound.Processes).Transitions[0];
        Assert.Equal("account", Assert.Single(Assert.Single(transition.Guards).Reads).Name);
        Assert.NotNull(transition.By);
        Assert.IsType<CreateCommand>(bound.AfterSave[0].Commands[0]);
    }

    [Theory]
    [InlineData("rules for acount { }", "LCR2040")]
    [InlineData("rules for account { default nme = \"a\" }", "LCR2005")]
    [InlineData("rules for account { computed x : textt = \"a\" }", "LCR2041")]
    [InlineData("rules for account { computed x = \"a\" }", "LCR2042")]
    [InlineData("rules for opportunity { computed amount : text = \"a\" }", "LCR2044")]
    [InlineData("rules for account { computed x : int = \"a\" }", "LCR2003")]
    [InlineData("rules for account { validate a { require true } validate a { require false } }", "LCR2046")]
    [InlineData("rules for account { computed x : int = 1 computed x : int = 2 }", "LCR2047")]
    [InlineData("rules for account { computed x : int = 1 default x = 2 }", "LCR2048")]
    [InlineData("rules for account { before save { set version = 2 } }", "LCR2048")]
    [InlineData("rules for account { after save { create opportunity { name: \"a\" } } }", "LCR2050")]
    [InlineData("rules for account { rollup x : int = 1 }", "LCR2051")]
    [InlineData("rules for account { before save { create account { name: \"a\" } } }", "LCR2064")]
    [InlineData("rules for account { after save { start process p } }", "LCR2181")]
    [InlineData("schedule s daily at 09:00 { start process p }", "LCR2182")]
    [InlineData("rules for account { before save { start process p } }", "LCR2064")]
    [InlineData("rules for account { after save { delete name } }", "LCR2054")]
    [InlineData("rules for account { after save { delete owner } }", "LCR2075")]
    [InlineData("rules for account { before save { delete parent } }", "LCR2064")]
    [InlineData("rules for account { computed a : int? = b computed b : int? = a }", "LCR3001 LCR3001")]
    [InlineData("rules for account { computed a : int? = a + 1 }", "LCR3001")]
    [InlineData("rules for opportunity { before save a { set name = 商談メモ } before save b { set 商談メモ = name } }", "LCR3002 LCR3002")]
    [InlineData("rules for account { default rank = \"A\" default rank = \"B\" }", "LCR3004")]
    [InlineData("rules for opportunity { default name = \"A\" when stage = won default name = \"B\" when stage = lost }", "")]
    [InlineData("rules for opportunity { default name = \"A\" when stage = won default name = \"B\" when amount > 1 }", "LCR3005")]
    [InlineData("rules for account { rollup n : int = count(opportunity via account where close_on < today()) }", "LCR3006")]
    [InlineData("function f(n: int) returns int = g(n) function g(n: int) returns int = f(n)", "LCR3003 LCR3003")]
    [InlineData("function f(n: int?) returns int = n", "LCR2062")]
    [InlineData("function abs(n: int) returns int = n", "LCR2061")]
    [InlineData("process p on opportunity.amount { }", "LCR2055")]
    [InlineData("process p on opportunity.stage { state won initial state lost final }", "LCR3008 LCR3007")]
    [InlineData("process p on opportunity.stage { state won initial transition x : won -> lst }", "LCR2058")]
    public void Reports_what_is_wrong(string text, string ids) => Assert.Equal(ids, Sales.Ids(Sales.Rules(text).Diagnostics));

    [Fact]
    public void Names_the_chain_of_a_cycle_across_entities()
    {
        var (_, diagnostics) = Sales.Rules("rules for account { rollup t : money = sum(opportunity via account, w) } rules for opportunity { computed w : money? = account.t }");
        Assert.Contains(diagnostics, d => d.Message.For("en").Contains("account.t → opportunity.w → account.t", StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_arguments_pass_by_a_function_that_takes_none()
    {
        var (rules, diagnostics) = Sales.Rules("function twice(n: int) returns int = n * 2 rules for opportunity { computed x : int? = twice(quantity) }");
        Assert.Empty(diagnostics);
        Assert.IsType<BoundIf>(rules.For(rules.Model.Entity("opportunity")).Computed[0].Value);
    }

    [Fact]
    public void Orders_before_save_rules_by_what_they_read_and_write()
    {
        var (rules, diagnostics) = Sales.Rules("rules for opportunity { before save second { set 商談メモ = name } before save first { set name = trim(name) } }");
        Assert.Empty(diagnostics);
        Assert.Equal(["first", "second"], rules.For(rules.Model.Entity("opportunity")).BeforeSave.Select(r => r.Name));
    }

    [Fact]
    public void Every_message_is_in_both_languages()
    {
        var (_, diagnostics) = Sales.Rules("rules for x { } rules for account { computed y = 1 default rank = 1 } process p on account.rank { } schedule s daily { }");
        Assert.True(diagnostics.Count >= 5);
        Assert.All(diagnostics, d => Assert.Matches("[\u3040-\u9fff]", d.Message.ByLocale["ja"]));
    }
}
