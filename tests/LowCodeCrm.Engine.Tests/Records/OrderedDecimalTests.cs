using FsCheck;
using FsCheck.Fluent;
using LowCodeCrm.Engine.Records;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Records;

public sealed class OrderedDecimalTests
{
    private static readonly decimal[] Edges =
    [
        0, 1, -1, 0.1m, -0.1m, -0.12m, 0.12m, 9.99m, 10, 100, -10, -100, 0.0000000000000000000000000001m, -0.0000000000000000000000000001m,
        decimal.MaxValue, decimal.MinValue, 1.0m, 1.10m, 7.9228162514264337593543950335m, 99, 101, 0.5m, 0.05m,
    ];

    [Fact]
    public void Text_order_is_numeric_order()
    {
        foreach (var a in Edges)
            foreach (var b in Edges)
                Assert.Equal(Math.Sign(a.CompareTo(b)), Math.Sign(string.CompareOrdinal(OrderedDecimal.Encode(a), OrderedDecimal.Encode(b))));
    }

    [Fact]
    public void Every_decimal_comes_back()
    {
        foreach (var value in Edges) Assert.Equal(value, OrderedDecimal.Decode(OrderedDecimal.Encode(value)));
        Prop.ForAll<decimal>(value => OrderedDecimal.Decode(OrderedDecimal.Encode(value)) == value).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Order_holds_for_any_two() =>
        Prop.ForAll<decimal, decimal>((a, b) =>
            Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(OrderedDecimal.Encode(a), OrderedDecimal.Encode(b)))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0591")]
    [InlineData("241x")]
    public void Refuses_other_texts(string text) => Assert.Throws<FormatException>(() => OrderedDecimal.Decode(text));
}
