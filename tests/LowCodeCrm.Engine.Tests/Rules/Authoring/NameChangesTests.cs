using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>What was written outside the package in the names of one version, in those of the next.</summary>
public sealed class NameChangesTests
{
    private static readonly ReferenceIndex Before = ReferenceIndex.Of(SamplePackage.Read());

    [Fact]
    public void Conditions_and_paths_follow_a_field_and_what_is_called_the_same_elsewhere_stays()
    {
        var changes = To(PackageSymbol.Field("opportunity", "account"), "customer");
        Assert.Equal("customer.rank = A and stage not in {won, lost} and contains(name, \"account\")", changes.Condition("opportunity", "account.rank = A and stage not in {won, lost} and contains(name, \"account\")"));
        Assert.Equal("account is set", changes.Condition("activity", "account is set"));
        Assert.Equal(("customer.name", "-customer", "close_on"), (changes.Path("opportunity", "account.name"), changes.Path("opportunity", "-account"), changes.Path("opportunity", "close_on")));
        Assert.Equal("account", changes.Path("activity", "account"));
        // The related record's field, however it is reached.
        Assert.Equal("opportunity.customer.name", changes.Path("activity", "opportunity.account.name"));
        Assert.Equal("opportunity.customer is set", changes.Condition("activity", "opportunity.account is set"));
    }

    [Fact]
    public void Options_entities_and_views_are_followed()
    {
        Assert.Equal("stage in {gained, lost}", To(PackageSymbol.Option("opportunity", "stage", "won"), "gained").Condition("opportunity", "stage in {won, lost}"));
        var entity = To(PackageSymbol.OfEntity("opportunity"), "deal");
        Assert.Equal(("deal", "account"), (entity.Entity("opportunity"), entity.Entity("account")));
        // The fields of what is called otherwise are still found by its old name.
        Assert.Equal("amount", entity.Path("opportunity", "amount"));
        Assert.Equal("pipeline", To(PackageSymbol.View("opportunity", "board"), "pipeline").View("opportunity", "board"));
    }

    [Fact]
    public void What_cannot_be_read_stays_as_it_is()
    {
        var changes = To(PackageSymbol.Field("opportunity", "amount"), "sum");
        Assert.Equal("amount > ", changes.Condition("opportunity", "amount > "));
        Assert.Equal("amount > nothing", changes.Condition("opportunity", "amount > nothing"));
        Assert.Equal("amount > 1", changes.Condition("no_such_entity", "amount > 1"));
        Assert.Equal("no.such.path", changes.Path("opportunity", "no.such.path"));
    }

    [Fact]
    public void Where_nothing_is_called_otherwise_there_is_nothing_to_do() => Assert.Null(NameChanges.Between(Before.Check.Rules, Before.Check.Model));

    private static NameChanges To(PackageSymbol symbol, string name)
    {
        var result = Rename.Of(Before, symbol, name);
        Assert.Null(result.Refusal);
        CrmModel after = ReferenceIndex.Of(result.After!).Check.Model;
        return Assert.IsType<NameChanges>(NameChanges.Between(Before.Check.Rules, after));
    }
}
