using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class ExpressionBinderTests
{
    [Theory]
    [InlineData("1 + 2", "int")]
    [InlineData("1 + 2.5", "decimal")]
    [InlineData("1 / 2", "decimal")]
    [InlineData("1 / 0", "decimal?")]
    [InlineData("quantity mod 3", "int?")]
    [InlineData("amount + 1", "money?")]
    [InlineData("amount * probability / 100", "money?")]
    [InlineData("amount / amount", "decimal?")]
    [InlineData("probability + 1", "decimal?")]
    [InlineData("-quantity", "int?")]
    [InlineData("round_half_up(amount)", "money?")]
    [InlineData("abs(quantity)", "int?")]
    [InlineData("max(1, 2.5)", "decimal")]
    [InlineData("close_on - today()", "duration?")]
    [InlineData("today() + months(1)", "date")]
    [InlineData("days(2) * 3", "duration")]
    [InlineData("3 * days(2)", "duration")]
    [InlineData("name & \"x\"", "text")]
    [InlineData("name = empty", "bool")]
    [InlineData("amount = 1", "bool")]
    [InlineData("amount > 1", "bool?")]
    [InlineData("quantity in {1, 2.5}", "bool")]
    [InlineData("quantity in [1 .. 5)", "bool?")]
    [InlineData("quantity between 1 and 5 and stage = won", "bool?")]
    [InlineData("amount ?? 0", "money")]
    [InlineData("if stalled then 1 else 2.5", "decimal")]
    [InlineData("let x = quantity in x + 1", "int?")]
    [InlineData("\"a {amount} {stage}\"", "text")]
    [InlineData("contact_name.family", "text?")]
    [InlineData("account.parent.address.city", "text?")]
    [InlineData("account.name", "text?")]
    [InlineData("owner = user", "bool")]
    [InlineData("role(sales)", "bool")]
    [InlineData("changed(stage) and old(stage) = won", "bool")]
    [InlineData("old(stage)", "opportunity.stage?")]
    [InlineData("id", "text")]
    [InlineData("int(\"1\")", "int?")]
    [InlineData("join(split(\"a,b\", \",\"), \"-\")", "text")]
    [InlineData("datetime_at(today(), 09:00)", "datetime")]
    [InlineData("商談メモ is set", "bool")]
    public void Gives_types(string text, string type) => Assert.Equal(type, Sales.TypeOf(text));

    [Theory]
    [InlineData("stage = won")]
    [InlineData("won = stage")]
    [InlineData("stage in {won, lost}")]
    [InlineData("stage not in {won}")]
    [InlineData("(if stalled then won else lost) = stage")]
    [InlineData("red in colors")]
    [InlineData("stage = stage.won")]
    [InlineData("opportunity.stage.won = stage")]
    public void Knows_options_where_the_type_is_known(string text) => Assert.Equal("bool", Sales.TypeOf(text));

    [Theory]
    [InlineData("quantity is set and quantity > 1", "bool")]
    [InlineData("quantity is empty or quantity > 1", "bool")]
    [InlineData("not (quantity is empty) and quantity > 1", "bool")]
    [InlineData("if quantity is set then quantity else 0", "int")]
    [InlineData("if quantity is empty then 0 else quantity", "int")]
    [InlineData("if account.rank is set then account.name else \"\"", "text")]
    [InlineData("quantity is set or quantity > 1", "bool?")]
    [InlineData("let q = quantity in if q is set then q else 0", "int")]
    [InlineData("sum(opportunity via account where amount is set, amount)", "LCR2014")]
    public void Narrows_what_is_set(string text, string type) => Assert.Equal(type, Sales.TypeOf(text));

    [Theory]
    [InlineData("amont > 1", "LCR2001", "amount")]
    [InlineData("rond_up(1)", "LCR2002", "round_up")]
    [InlineData("account.nam = \"\"", "LCR2005", "name")]
    [InlineData("stage = wno", "LCR2006", "won")]
    [InlineData("stage = \"won\"", "LCR2020", "won")]
    public void Proposes_what_was_meant(string text, string id, string proposal)
    {
        var diagnostic = Assert.Single(Sales.Bind(text).Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(proposal, Assert.Single(Assert.Single(diagnostic.Fixes).Edits).NewText);
    }

    [Theory]
    [InlineData("name + 1", "LCR2004")]
    [InlineData("amount * amount", "LCR2004")]
    [InlineData("days(1) + months(1)", "LCR2004")]
    [InlineData("not name", "LCR2003")]
    [InlineData("if name then 1 else 2", "LCR2003")]
    [InlineData("if stalled then 1 else \"a\"", "LCR2003")]
    [InlineData("left(name)", "LCR2007")]
    [InlineData("account", "record")]
    [InlineData("activity", "LCR2008")]
    [InlineData("account.parent.parent.parent.parent.parent.name = \"\"", "LCR2009")]
    [InlineData("activities", "LCR2010")]
    [InlineData("matches(name, name)", "LCR2011")]
    [InlineData("matches(name, r\"(\")", "LCR2012")]
    [InlineData("count(name)", "LCR2013")]
    [InlineData("count(activity via subject)", "LCR2016")]
    [InlineData("role(nobody)", "LCR2018")]
    [InlineData("consent(x)", "LCR2019")]
    [InlineData("\"{account}\"", "LCR2023")]
    [InlineData("changed(1)", "LCR2024")]
    [InlineData("won", "LCR2026")]
    [InlineData("unknown + unknown2 * amount > 1 and true", "LCR2001 LCR2001")]
    public void Reports_each_mistake_once(string text, string ids) =>
        Assert.Equal(ids, Sales.TypeOf(text) is "account?" ? "record" : Sales.TypeOf(text));

    [Theory]
    [InlineData("count(activities)", "int")]
    [InlineData("count(activity where done)", "int")]
    [InlineData("any(activity via opportunity where kind = call and this.stalled)", "bool")]
    [InlineData("all(activity, done)", "bool")]
    [InlineData("max(activity, due_on)", "date?")]
    [InlineData("min(quantity, 3)", "int?")]
    public void Binds_aggregates(string text, string type) => Assert.Equal(type, Sales.TypeOf(text));

    [Fact]
    public void Wants_via_where_several_lookups_fit()
    {
        var (_, diagnostics) = Sales.Bind("count(opportunity)", entity: "account");
        Assert.Equal("LCR2015", Sales.Ids(diagnostics));
        Assert.Equal("money", Sales.Bind("sum(opportunity via account where stage = won, amount)", entity: "account").Bound.Type.ToString());
    }

    [Fact]
    public void Binds_variables_outside_any_app()
    {
        var scope = BindingScope.Of([new VariableSymbol("amount", TypeParser.Parse("decimal?", null)!), new VariableSymbol("t", TypeParser.Parse("set of text", null)!)]);
        Assert.Equal("bool?", Sales.Bind("amount * 2 > 10 and \"a\" in t", scope).Bound.Type.ToString());
    }

    [Fact]
    public void Every_example_of_the_function_table_binds()
    {
        foreach (var function in Engine.Rules.Language.Functions.All.Where(f => f.Group is not "record"))
        {
            var (bound, diagnostics) = Sales.Bind(function.Example);
            Assert.True(diagnostics.Count == 0, $"{function.Example}: {string.Join(" ", diagnostics)}");
            Assert.NotEqual(TypeKind.Error, bound.Type.Kind);
        }
    }

    [Fact]
    public void Converts_operands_for_the_back_ends()
    {
        var comparison = Assert.IsType<BoundBinary>(Sales.Bind("amount > 1").Bound);
        Assert.Equal(1m, Assert.IsType<BoundLiteral>(comparison.Right).Value);
        var call = Assert.IsType<BoundCall>(Sales.Bind("round_half_up(amount)").Bound);
        Assert.Equal(0L, Assert.IsType<BoundLiteral>(call.Arguments[1]).Value);
    }
}
