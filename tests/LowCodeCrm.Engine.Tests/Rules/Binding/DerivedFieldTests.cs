namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class DerivedFieldTests
{
    [Fact]
    public void However_many_fields_lie_between_what_depends_on_the_day_is_computed_on_reading()
    {
        var fields = string.Concat(Enumerable.Range(1, 30).Select(i => $"computed c{i}: int? = c{i - 1} + 1\n"));
        var (rules, diagnostics) = Sales.Rules($"rules for opportunity {{ computed c0: int? = days_of(today() - close_on)\n{fields} }}");
        Assert.Equal("", Sales.Ids(diagnostics));
        Assert.All(rules.For(rules.Model.Entity("opportunity")).Computed, rule => Assert.True(rule.IsVolatile, rule.Name));
    }

    [Theory]
    [InlineData("let r = [1 .. 2] in 3"), InlineData("[1 .. 2]"), InlineData("(..)"), InlineData("1 in (..)"), InlineData("if true then [1 .. 2] else [3 .. 4]"), InlineData("[1 .. 2] = [1 .. 2]")]
    public void A_range_is_no_value(string expression) => Assert.Equal("LCR2171", Sales.TypeOf(expression).Split(' ')[0]);
}
