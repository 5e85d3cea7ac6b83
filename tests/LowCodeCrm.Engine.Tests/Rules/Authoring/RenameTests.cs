using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

public sealed class RenameTests
{
    private static readonly ReferenceIndex Sample = ReferenceIndex.Of(SamplePackage.Read());

    [Fact]
    public void A_field_is_renamed_in_rules_entities_forms_views_filters_and_data_and_strings_are_left_alone()
    {
        var result = Rename.Of(Sample, PackageSymbol.Field("opportunity", "stage"), "段階");
        Assert.Null(result.Refusal);
        var after = result.After!;
        Assert.Contains("\"段階\": {", after.Text("entities/opportunity.json"), StringComparison.Ordinal);
        Assert.Contains("\"required\": [\"name\", \"account\", \"段階\"]", after.Text("entities/opportunity.json"), StringComparison.Ordinal);
        Assert.Contains("\"filter\": \"段階 not in {won, lost}\"", after.Text("views/opportunity.open.json"), StringComparison.Ordinal);
        Assert.Contains("\"groupBy\": \"段階\"", after.Text("views/opportunity.board.json"), StringComparison.Ordinal);
        Assert.Contains("#/properties/段階", after.Text("forms/opportunity.main.json"), StringComparison.Ordinal);
        Assert.StartsWith("process sales_stages on opportunity.段階 {", after.Text("rules/sales_process.rules"), StringComparison.Ordinal);
        Assert.Contains("sum(opportunity via account where 段階 = won, amount)", after.Text("rules/account.rules"), StringComparison.Ordinal);
        Assert.Contains("when not is_new() and changed(段階) and 段階 = won", after.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        Assert.StartsWith("code,name,account,main_contact,段階,", after.Text("data/opportunity.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(after.Files.Values, file => file.Path != "rules/sales_process.rules" && file.Path.EndsWith(".rules", StringComparison.Ordinal) && file.Text.Contains("stage ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_of_another_entity_that_is_called_the_same_stays()
    {
        var after = Rename.Of(Sample, PackageSymbol.Field("account", "rank"), "grade").After!;
        Assert.Contains("update account { grade: if account.won_total >= 10_000_000 then A else account.grade }", after.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        after = Rename.Of(Sample, PackageSymbol.Field("activity", "account"), "customer").After!;
        Assert.Contains("customer: account, contact: main_contact", after.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        Assert.Contains("sum(opportunity via account where", after.Text("rules/account.rules"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_inside_texts_of_messages_are_renamed_where_they_are_expressions()
    {
        var after = Rename.Of(Sample, PackageSymbol.Field("opportunity", "decided_on"), "closed_on").After!;
        Assert.Contains("message en \"The decision ({closed_on}) cannot be before", after.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        Assert.Contains("last_won_on : date? = max(opportunity via account where stage = won, closed_on)", after.Text("rules/account.rules"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_takes_its_files_along()
    {
        var result = Rename.Of(Sample, PackageSymbol.OfEntity("opportunity"), "deal");
        Assert.Null(result.Refusal);
        Assert.Contains(new FileMove("views/opportunity.open.json", "views/deal.open.json"), result.Moves);
        Assert.True(result.After!.Files.ContainsKey("data/deal.csv"));
        Assert.True(result.After.Files.ContainsKey("entities/opportunity_line.json"));
        Assert.Contains("\"target\": \"deal\"", result.After.Text("entities/activity.json"), StringComparison.Ordinal);
        Assert.Contains("\"contact\", \"deal\", \"activity\"", result.After.Text("app.json"), StringComparison.Ordinal);
        // The lookup of the same name is a field, and stays.
        Assert.Contains("sum(opportunity_line via opportunity, line_total)", result.After.Text("rules/opportunity.rules"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_is_renamed_in_processes_rules_filters_and_seed_data()
    {
        var after = Rename.Of(Sample, PackageSymbol.Option("opportunity", "stage", "won"), "受注").After!;
        Assert.Contains("state 受注 final", after.Text("rules/sales_process.rules"), StringComparison.Ordinal);
        Assert.Contains("negotiation -> 受注", after.Text("rules/sales_process.rules"), StringComparison.Ordinal);
        Assert.Contains("stage not in {受注, lost}", after.Text("views/opportunity.open.json"), StringComparison.Ordinal);
        Assert.Contains(",受注,", after.Text("data/opportunity.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(",won,", after.Text("data/opportunity.csv"), StringComparison.Ordinal);
        Assert.Contains("won_total", after.Text("rules/account.rules"), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_in_the_sample_can_be_renamed_and_back_to_the_same_text_and_compiles_in_between()
    {
        var symbols = Sample.All.Select(r => r.Symbol).Distinct()
            .Where(s => s.Kind is not SymbolKind.Variable && Sample.Exists(s)).ToList();
        Assert.True(symbols.Count > 100, $"{symbols.Count} symbols");
        // One of each kind and entity, spread over the list, keeps the test short.
        var chosen = symbols.GroupBy(s => s.Kind).SelectMany(group => group.Where((_, i) => i % Math.Max(1, group.Count() / 6) == 0)).ToList();
        foreach (var symbol in chosen)
        {
            var there = Rename.Of(Sample, symbol, "別名_x");
            Assert.True(there.Refusal is null, $"{symbol.Kind} {symbol}: {there.Refusal}");
            var renamed = ReferenceIndex.Of(there.After!);
            Assert.DoesNotContain(renamed.Check.Diagnostics, d => d.Severity != DiagnosticSeverity.Info);
            var back = Rename.Of(renamed, Rename.Renamed(symbol, symbol, "別名_x"), symbol.Name);
            Assert.True(back.Refusal is null, $"{symbol.Kind} {symbol} back: {back.Refusal}");
            back.After!.IsSameAs(Sample.Package);
        }
    }

    [Theory]
    [InlineData("account name", "account_name")]
    [InlineData("and", "and_")]
    [InlineData("owner", "owner_2")]
    [InlineData("Amount", "Amount_2")]
    [InlineData("", "name")]
    public void A_name_that_cannot_be_is_refused_with_one_that_can(string to, string proposal)
    {
        var result = Rename.Of(Sample, PackageSymbol.Field("opportunity", "stage"), to);
        Assert.NotNull(result.Refusal);
        Assert.Equal(proposal, result.Proposal);
        Assert.Contains(result.Refusal!.For("ja"), c => c > 0x3000);
    }

    [Fact]
    public void A_name_that_would_be_taken_for_something_else_is_refused()
    {
        var package = new AppPackage(
        [
            PackageFile.FromText("app.json", """{"formatVersion": 1, "name": "a", "title": "A", "id": "a_1"}"""),
            PackageFile.FromText("entities/deal.json", """{"title": "Deal", "type": "object", "properties": {"a": {"type": "integer", "x-crm": {"id": "f_a"}}, "b": {"type": "integer", "x-crm": {"id": "f_b"}}}, "x-crm": {"id": "e_d"}}"""),
            PackageFile.FromText("rules/deal.rules", "rules for deal {\n  computed c : int? = let x = b in x + a\n}\n"),
        ]);
        var index = ReferenceIndex.Of(package);
        Assert.NotNull(Rename.Of(index, PackageSymbol.Field("deal", "a"), "x").Refusal);
        var x = index.At("rules/deal.rules", package.Text("rules/deal.rules").IndexOf("x + a", StringComparison.Ordinal))!;
        Assert.Equal(SymbolKind.Variable, x.Symbol.Kind);
        Assert.Equal("rules for deal {\n  computed c : int? = let y = b in y + a\n}\n", Rename.Of(index, x.Symbol, "y").After!.Text("rules/deal.rules"));
        Assert.NotNull(Rename.Of(index, x.Symbol, "a").Refusal);
    }
}
