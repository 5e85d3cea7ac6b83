using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

public sealed class RemoveTests
{
    private static readonly ReferenceIndex Sample = ReferenceIndex.Of(SamplePackage.Read());

    [Fact]
    public void A_field_that_no_rule_needs_leaves_nothing_behind()
    {
        var result = Remove.Of(Sample, PackageSymbol.Field("account", "website"));
        Assert.Empty(result.Breaks);
        Assert.Empty(result.Diagnostics);
        Assert.DoesNotContain(result.After.Files.Values, file => !file.Path.StartsWith("locales/", StringComparison.Ordinal) && file.Path.Contains("account", StringComparison.Ordinal) && file.Text.Contains("website", StringComparison.Ordinal));
        Assert.DoesNotContain(AppCompiler.Check(result.After).Diagnostics, d => d.Severity != DiagnosticSeverity.Info);
        Assert.StartsWith("code,name,name_reading,industry,rank,phone,billing_address.country,", result.After.Text("data/account.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_need_a_field_stay_and_are_listed()
    {
        var result = Remove.Of(Sample, PackageSymbol.Field("opportunity", "decided_on"));
        Assert.Equal(
            ["account.rollup last_won_on", "opportunity.decided_after_proposal", "opportunity.won_handover", "opportunity.won_needs_amount", "sales_stages.win"],
            result.Breaks.Where(b => b.At.File != "rules/tests.rules").Select(b => b.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, d => Assert.EndsWith(".rules", d.Location.File, StringComparison.Ordinal));
        Assert.Equal(Sample.Package.Text("rules/account.rules"), result.After.Text("rules/account.rules"));
    }

    [Fact]
    public void A_display_field_and_the_first_column_go_without_harm_to_their_neighbours()
    {
        var result = Remove.Of(Sample, PackageSymbol.Field("product", "code"));
        Assert.StartsWith("name,name_reading,", result.After.Text("data/product.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Diagnostics, d => d.Location.File.EndsWith(".json", StringComparison.Ordinal));
    }

    [Fact]
    public void An_option_goes_with_its_cells_and_what_tests_for_it_is_listed()
    {
        var result = Remove.Of(Sample, PackageSymbol.Option("opportunity", "lost_reason", "price"));
        Assert.All(result.Breaks, b => Assert.Equal("rules/tests.rules", b.At.File));
        Assert.DoesNotContain("\"price\"", result.After.Text("entities/opportunity.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(AppCompiler.Check(result.After).Diagnostics, d => d.Severity != DiagnosticSeverity.Info && d.Location.File != "rules/tests.rules");
        Assert.Contains(Remove.Of(Sample, PackageSymbol.Option("opportunity", "stage", "won")).Breaks, b => b is { Kind: "view", Name: "opportunity.open" });
    }

    [Fact]
    public void An_entity_goes_with_its_forms_views_and_data_and_what_refers_to_it_is_listed()
    {
        var result = Remove.Of(Sample, PackageSymbol.OfEntity("product"));
        Assert.Equal(["data/product.csv", "entities/product.json", "forms/product.main.json", "views/product.all.json"], result.Deleted.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("product", result.After.Text("app.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("product", result.After.Text("roles/sales.json"), StringComparison.Ordinal);
        Assert.Contains(result.Breaks, b => b is { Kind: "entity", Name: "opportunity_line" });
        Assert.Contains(result.Breaks, b => b.Name == "opportunity_line.default unit_price");
    }

    [Fact]
    public void Rules_functions_and_derived_fields_go_where_they_are_declared()
    {
        var rules = Remove.Of(Sample, PackageSymbol.Rule("opportunity", "won_needs_amount"));
        Assert.DoesNotContain("won_needs_amount", rules.After.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        Assert.Contains("validate decided_after_proposal", rules.After.Text("rules/opportunity.rules"), StringComparison.Ordinal);
        Assert.Empty(rules.Diagnostics);
        var weighted = Remove.Of(Sample, PackageSymbol.Field("opportunity", "weighted"));
        Assert.Equal(["rules/tests.rules"], weighted.Breaks.Select(b => b.At.File));
        Assert.DoesNotContain("\"weighted\"", weighted.After.Text("views/opportunity.open.json"), StringComparison.Ordinal);
        var function = Remove.Of(Sample, PackageSymbol.Function("discounted"));
        Assert.Equal(["opportunity_line.computed line_total"], function.Breaks.Select(b => b.Name));
    }
}
