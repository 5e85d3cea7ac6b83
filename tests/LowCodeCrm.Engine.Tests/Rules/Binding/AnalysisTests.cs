using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Binding.Analysis;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

/// <summary>What the rules of an app come to together. The text in ‹› is what the diagnostic marks.</summary>
public sealed class AnalysisTests
{
    [Theory]
    [InlineData("rules for opportunity { validate a { when ‹stage = won and stage = lost› require amount > 0 } }", "LCR3016")]
    [InlineData("rules for opportunity { warn amount when ‹amount > 10 and amount <= 10› message \"x\" }", "LCR3016")]
    [InlineData("rules for opportunity { default name = \"A\" when ‹quantity in [1 .. 5] and quantity > 5› }", "LCR3016")]
    [InlineData("rules for opportunity { show amount when ‹account is empty and account.rank = \"A\"› }", "")]
    [InlineData("rules for opportunity { show amount when ‹name is empty and name = \"A\"› }", "LCR3016")]
    [InlineData("rules for opportunity { before save a when ‹not stalled and stalled› { set name = \"A\" } }", "LCR3016")]
    [InlineData("rules for opportunity { after save a when ‹changed(stage) and stage in {won, lost} and stage = proposal› { update account { rank: \"A\" } } }", "LCR3016")]
    // What was and what is are not the same, nor is another record's.
    [InlineData("rules for opportunity { show amount when old(stage) = won and stage = lost }", "")]
    [InlineData("rules for opportunity { show amount when account.rank = \"A\" and partner.rank = \"B\" }", "")]
    // Who writes false means it.
    [InlineData("rules for opportunity { show amount when false }", "")]
    [InlineData("rules for opportunity { validate a { when stage = won require ‹stage in {won, lost}› } }", "LCR3017")]
    [InlineData("rules for opportunity { validate a { require ‹amount is set or amount is empty› } }", "LCR3017")]
    // With no amount it is unknown, and refused.
    [InlineData("rules for opportunity { validate a { require amount > 0 or amount <= 0 } }", "")]
    [InlineData("rules for opportunity { before save a when stage = won { if ‹stage = lost› { set name = \"A\" } } }", "LCR3018")]
    [InlineData("rules for opportunity { before save a { if amount > 10 { set name = \"A\" } else if ‹amount > 20› { set name = \"B\" } } }", "LCR3018")]
    [InlineData("rules for opportunity { before save a { if amount > 20 { set name = \"A\" } else if amount > 10 { set name = \"B\" } } }", "")]
    // What was written between may make the condition true.
    [InlineData("rules for opportunity { before save a when stage = won { set stage = lost if stage = lost { set name = \"A\" } } }", "")]
    [InlineData("schedule s daily at 09:00 { for each a in account where ‹rank = \"A\" and rank = \"B\"› limit 10 { update a { name: \"x\" } } }", "LCR3019")]
    [InlineData("rules for opportunity { required amount ‹required› amount when stage = won }", "LCR3020")]
    [InlineData("rules for opportunity { required amount when stage = lost required amount when stage = won }", "")]
    [InlineData("process p on opportunity.stage { state proposal initial state won final transition win : proposal -> won { guard amount > 10 guard ‹amount < 5› } }", "LCR3021")]
    public void What_can_never_come_to_anything_is_told_at_its_place(string text, string id) => Marks(text, id);

    [Theory]
    [InlineData("rules for opportunity { after save a { ‹set quantity = (quantity ?? 0) + 1› } }", "LCR3022")]
    [InlineData("rules for opportunity { after save a when stage = won { ‹set name = \"{name}!\"› } }", "LCR3022")]
    [InlineData("rules for activity { after save a when done { ‹create activity { subject: \"next\", done: true }› } }", "LCR3022")]
    // What is written makes the condition false, or is the same when it is done again.
    [InlineData("rules for opportunity { after save a when changed(stage) { set quantity = (quantity ?? 0) + 1 } }", "")]
    [InlineData("rules for opportunity { after save a when is_new() { set quantity = (quantity ?? 0) + 1 } }", "")]
    [InlineData("rules for opportunity { after save a when stage = won { set stage = lost set quantity = quantity + 1 } }", "")]
    [InlineData("rules for opportunity { after save a { set name = trim(name) } }", "")]
    [InlineData("rules for activity { after save a when done { create activity { subject: \"next\", done: false } } }", "")]
    [InlineData("rules for activity { after save a when not is_new() and done { create activity { subject: \"next\", done: true } } }", "")]
    public void A_rule_that_makes_itself_run_again_is_told_where_it_does(string text, string id) => Marks(text, id);

    [Theory]
    [InlineData("rules for opportunity { computed share : money? = ‹amount› * 2 }", "LCR3023")]
    [InlineData("function twice(x: money?) returns money? = x * 2 rules for opportunity { computed share : money? = twice(‹amount›) }", "LCR3023")]
    [InlineData("rules for account { rollup total : money = sum(opportunity via account, ‹amount›) }", "LCR3023")]
    [InlineData("rules for opportunity { validate a { require quantity > 0 message \"Not for {‹amount›}\" } }", "LCR3024")]
    // A comparison does not say how much it is; and the account is not hidden.
    [InlineData("rules for opportunity { computed large : bool = (amount ?? 0) > 10 }", "")]
    [InlineData("rules for opportunity { computed of : text = account.name }", "")]
    public void What_is_hidden_from_a_role_is_not_shown_by_a_formula_or_a_message(string text, string id) => Marks(text, id, HidingAmount);

    [Theory]
    [InlineData("rules for opportunity { show quantity when stage = lost warn name when stage = won message \"{‹quantity›} left\" }", "LCR3025")]
    [InlineData("rules for opportunity { show quantity when stage in {lost, won} warn name when stage = won message \"{quantity} left\" }", "")]
    public void A_message_does_not_tell_what_the_form_hides_then(string text, string id) => Marks(text, id);

    [Theory]
    [InlineData("rules for account { after save ‹a› { for each o in opportunity via account limit 150 { update o { quantity: 1 } create activity { subject: \"x\" } } } }", "LCR3026")]
    [InlineData("rules for account { after save a { for each o in opportunity via account limit 20 { update o { quantity: 1 } } } }", "")]
    // A schedule is done in pieces.
    [InlineData("schedule s daily at 09:00 { for each a in account where rank = \"A\" limit 5000 { create activity { subject: \"x\", account: a } } }", "")]
    public void What_may_cost_more_than_a_save_may_is_told(string text, string id) => Marks(text, id);

    [Fact]
    public void The_worst_case_counts_every_round_of_a_loop_and_the_dearer_branch()
    {
        var (rules, _) = Sales.Rules("""
            rules for account { after save a {
              for each o in opportunity via account where stage = won limit 10 {
                if o.amount > 10 { update o { quantity: 1 } create activity { subject: o.account.parent.name } } else { delete o }
              }
            } }
            """);
        var (_, cost) = Assert.Single(WorstCase.Of(rules));
        Assert.Equal((20L, 20L), (cost.Commands, cost.RowsWritten));
        Assert.True(cost.RowsRead is >= 30 and <= 40 && cost.Statements is >= 41 and <= 51, $"{cost}");
    }

    private static readonly CrmModel HidingAmount = new("a_1", "sales", LocalizedText.Plain("Sales"), Sales.Model.Entities)
    {
        Roles = [new Role("r_2", "trainee", LocalizedText.Plain("Trainee"), (JsonObject)JsonNode.Parse("""{"entities": {"*": ["read"]}, "fields": {"opportunity": {"amount": "hidden"}}}""")!)],
    };

    private static void Marks(string marked, string id, CrmModel? model = null)
    {
        var text = marked.Replace("‹", "", StringComparison.Ordinal).Replace("›", "", StringComparison.Ordinal);
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("rules/a.rules", text);
        RuleBinder.Bind(model ?? Sales.Model, [(source, RulesParser.Parse(source, diagnostics))], diagnostics);
        Assert.Equal(id, string.Join(' ', diagnostics.ToSorted().Where(d => d.Severity != DiagnosticSeverity.Info).Select(d => d.Id)));
        if (id.Length == 0) return;
        var start = marked.IndexOf('‹', StringComparison.Ordinal);
        var found = Assert.Single(diagnostics.ToSorted(), d => d.Id == id);
        Assert.Equal(text[start..(marked.IndexOf('›', StringComparison.Ordinal) - 1)], text.Substring(found.Location.Span.Start, found.Location.Span.Length));
    }
}
