using System.Diagnostics;
using System.Text;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("|", "rules process function schedule segment choose policy on approval")]
    [InlineData("schedule s |", "daily weekly monthly every")]
    [InlineData("schedule s weekly on |", "monday tuesday wednesday thursday friday saturday sunday")]
    [InlineData("rules |", "for")]
    [InlineData("rules for |", "account activity opportunity")]
    [InlineData("test x for |", "account activity opportunity")]
    [InlineData("test x for account { given |", "account activity opportunity")]
    [InlineData("rules for account { |", "validate warn default computed rollup show required readonly before after")]
    [InlineData("rules for account { before save tidy { set name = trim(name) } |", "validate warn default computed rollup show required readonly before after")]
    [InlineData("rules for account { validate v { |", "when require message at")]
    [InlineData("rules for account { before |", "save")]
    [InlineData("rules for account { before save x { |", "set create update delete send notify call for if let add remove start")]
    [InlineData("rules for account { after save x { for |", "each")]
    [InlineData("process p on opportunity.stage { state won initial transition t : won -> won { sla 5 |", "business minutes hours days weeks")]
    [InlineData("rules for account { after save x { for each a in |", "account activity opportunity")]
    [InlineData("rules for account { after save x { for each a in activity |", "via where limit")]
    [InlineData("rules for account { after save x { call |", "webhook")]
    [InlineData("rules for account { after save x { add |", "tag")]
    [InlineData("process p on opportunity.|", "stage")]
    [InlineData("process p on opportunity.stage { |", "state transition")]
    [InlineData("process p on opportunity.stage { state |", "prospecting proposal won lost")]
    [InlineData("process p on opportunity.stage { transition win : {proposal, |", "prospecting proposal won lost")]
    [InlineData("process p on opportunity.stage { transition win : proposal -> won { |", "guard by ask do")]
    [InlineData("rules for account { } |", "rules process function schedule segment choose policy on approval")]
    public void Proposes_exactly_what_the_grammar_wants(string text, string labels) => Assert.Equal(labels, Editor.Labels(text));

    [Theory]
    [InlineData("rules for opportunity { validate v { when stage = |", "prospecting proposal won lost")]
    [InlineData("rules for opportunity { validate v { when stage in {won, |", "prospecting proposal won lost")]
    [InlineData("rules for opportunity { default stage = |", "prospecting proposal won lost")]
    [InlineData("rules for opportunity { default stage = if amount > 1 then |", "prospecting proposal won lost")]
    [InlineData("rules for opportunity { after save s { create activity { kind: |", "call mail")]
    [InlineData("rules for account { computed c : bool = any(opportunity via account where stage = |", "prospecting proposal won lost")]
    [InlineData("rules for account { computed c : bool = account.x = 1 and opportunity.stage.|", "prospecting proposal won lost")]
    [InlineData("rules for opportunity { validate v { require consent(|", "email phone")]
    [InlineData("rules for opportunity { validate v { require not opted_out(this, |", "email phone")]
    [InlineData("rules for opportunity { computed c : bool = channel.|", "email phone")]
    [InlineData("rules for opportunity { after save x { send |", "email phone")]
    [InlineData("rules for account { after save x { for each a in activity where kind = |", "call mail")]
    [InlineData("function f(c: channel) returns bool = c = |", "email phone")]
    public void Options_come_first_where_a_choice_is_wanted(string text, string first) => Assert.Equal(first, Editor.Labels(text, first.Split(' ').Length));

    [Theory]
    [InlineData("rules for opportunity { validate v { require account.|", "name rank parent address tags won_total id created_at")]
    [InlineData("rules for opportunity { validate v { require account.address.|", "country postalCode region city street building")]
    [InlineData("rules for opportunity { validate v { require contact_name.|", "family given familyReading givenReading")]
    [InlineData("rules for account { computed c : money = sum(opportunity via |", "account partner owner created_by updated_by")]
    [InlineData("rules for opportunity { after save s { create activity { |", "subject account opportunity kind done due_on")]
    [InlineData("rules for opportunity { after save s { update account { |", "name rank parent address tags")]
    [InlineData("rules for opportunity { validate v { require role(|", "sales")]
    [InlineData("function f(a: account) returns text = a.|", "name rank parent")]
    [InlineData("rules for opportunity { validate v { require amount is |", "set empty not")]
    public void Proposes_members(string text, string some) => Assert.Equal("", string.Join(" ", some.Split(' ').Except(Editor.Labels(text).Split(' '))));

    [Fact]
    public void An_operand_may_be_a_field_a_function_or_a_keyword()
    {
        var items = Editor.Complete("rules for opportunity { computed c : decimal = am|");
        var amount = Assert.Single(items, item => item.Label == "amount");
        Assert.Equal("money? — amount", amount.Detail);
        var abs = Assert.Single(items, item => item.Label == "abs");
        Assert.Equal("abs(", abs.InsertText);
        Assert.Contains("abs(", abs.Documentation, StringComparison.Ordinal);
        Assert.Contains(items, item => item.Label == "twice" && item.Detail == "twice(x: decimal) -> decimal");
        Assert.Contains(items, item => item.Label == "weighted");
        Assert.Contains(items, item => item is { Label: "if", Kind: CompletionKind.Keyword });
        Assert.DoesNotContain(items, item => item.Label is "validate" or "and" or "activities");
    }

    [Fact]
    public void Behind_an_operand_come_operators_and_what_may_begin_next()
    {
        var labels = Editor.Labels("rules for opportunity { default quantity = 1 |").Split(' ');
        Assert.Contains("and", labels);
        Assert.Contains("when", labels);
        Assert.Contains("validate", labels);
        Assert.DoesNotContain("amount", labels);
    }

    [Fact]
    public void Inside_an_aggregate_bare_names_are_the_inner_records()
    {
        var labels = Editor.Labels("rules for account { computed c : money = sum(opportunity via account, |").Split(' ');
        Assert.Contains("amount", labels);
        Assert.DoesNotContain("rank", labels);
    }

    [Fact]
    public void Variables_are_proposed_where_they_are_known()
    {
        Assert.Contains("total", Editor.Labels("rules for opportunity { before save s { let total = amount * 2 set amount = |").Split(' '));
        Assert.Contains("x", Editor.Labels("function f(x: decimal) returns decimal = |").Split(' '));
        Assert.DoesNotContain("total", Editor.Labels("rules for opportunity { before save s { set amount = |").Split(' '));
    }

    [Theory]
    [InlineData("rules for opportunity { // am|")]
    [InlineData("rules for opportunity { validate v { require name = \"am|")]
    [InlineData("rules for opportunity { validate |")]
    [InlineData("test |")]
    public void Proposes_nothing_in_comments_texts_and_for_new_names(string text) => Assert.Empty(Editor.Complete(text));

    [Fact]
    public void Completes_inside_an_interpolation() => Assert.Contains("amount", Editor.Labels("rules for opportunity { default name = \"deal {am|").Split(' '));

    [Fact]
    public void Keywords_follow_the_language_that_the_file_is_written_in()
    {
        var item = Assert.Single(Editor.Complete("規則 対象 account { |"), item => item.Detail == "validate");
        Assert.Equal("検証", item.InsertText);
    }

    [Theory]
    [InlineData("しょうだん", "shoudan syoudan")]
    [InlineData("カッコ", "kakko")]
    [InlineData("ファイル", "fairu")]
    [InlineData("しゃちょうメモ2", "shachoumemo2 syatyoumemo2")]
    [InlineData("abc", "")]
    public void Romaji_spells_kana_as_it_is_typed(string kana, string spellings) => Assert.Equal(spellings, string.Join(" ", Romaji.Spellings(kana)));

    [Fact]
    public async Task Any_prefix_of_a_file_can_be_completed()
    {
        var text = File.ReadAllText(Path.Combine(Testing.Repository.Root, "tests/LowCodeCrm.Engine.Tests/Rules/Syntax/page.rules"));
        for (var i = 0; i <= text.Length; i += 7)
        {
            var at = i;
            // On a thread of its own: a completion that never ends must fail here, not hang the run.
            var completion = Task.Run(() => Completion.At(new(string.Empty, text), at, Editor.App, "ja"), TestContext.Current.CancellationToken);
            Assert.True(await Task.WhenAny(completion, Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)) == completion, $"No end behind: {text[Math.Max(0, at - 80)..at]}");
            await completion;
        }
    }

    [Fact]
    public void Completes_quickly_in_a_file_of_two_thousand_lines()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 400; i++) text.Append($"rules for opportunity {{\n  validate v{i} {{\n    require amount > {i} and stage <> lost\n  }}\n}}\n");
        text.Append("rules for opportunity { validate v { when stage = |");
        Editor.Complete(text.ToString());
        var watch = Stopwatch.StartNew();
        Assert.NotEmpty(Editor.Complete(text.ToString()));
        // The target is 30 ms on an idle machine; here only a change of order of growth shall fail.
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1_000);
    }
}
