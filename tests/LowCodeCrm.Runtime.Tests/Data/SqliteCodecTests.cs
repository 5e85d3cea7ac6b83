using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Data;

public sealed class SqliteCodecTests : IDisposable
{
    private static readonly SqliteCodec Codec = SqliteCodec.Instance;
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SqliteCodecTests() => connection.Open();

    public void Dispose() => connection.Dispose();

    [Theory]
    [InlineData("0", 18, 2)]
    [InlineData("0.01", 18, 2)]
    [InlineData("-1234567890123456.78", 18, 2)]
    [InlineData("9999999999999999.99", 18, 2)]
    [InlineData("999999999999999999", 18, 0)]
    [InlineData("0.000000000000000001", 18, 18)]
    [InlineData("-9999999999999999999999999999", 28, 0)]
    [InlineData("123456789012345678901234.5678", 28, 4)]
    public void Decimals_come_back_exactly(string text, int precision, int scale)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Read(Codec.ToDecimal(value, precision, scale), reader => Assert.Equal(value, Codec.ReadDecimal(reader, 0, precision, scale)));
    }

    [Theory]
    [InlineData(18, 2)]
    [InlineData(28, 2)]
    public void Stored_decimals_sort_as_numbers(int precision, int scale)
    {
        decimal[] values = [-100.5m, -100.49m, -1m, -0.01m, 0m, 0.01m, 1m, 9.99m, 10m, 100000m];
        var stored = values.Select(v => Codec.ToDecimal(v, precision, scale)).ToArray();
        Assert.Equal(stored, stored.OrderBy(s => s, Comparer<object>.Create((a, b) => a is string x ? string.CompareOrdinal(x, (string)b) : ((long)a).CompareTo((long)b))));
    }

    [Theory]
    [InlineData(18, 2)]
    [InlineData(28, 2)]
    public void A_decimal_that_does_not_fit_is_never_bent(int precision, int scale)
    {
        Assert.Throws<ArgumentException>(() => Codec.ToDecimal(0.001m, precision, scale));
        Assert.Throws<OverflowException>(() => Codec.ToDecimal(precision == 18 ? 10_000_000_000_000_000m : 100_000_000_000_000_000_000_000_000m, precision, scale));
    }

    [Fact]
    public void Every_kind_of_value_comes_back()
    {
        var id = Guid.CreateVersion7();
        Read(Codec.ToGuid(id), r => Assert.Equal(id, Codec.ReadGuid(r, 0)));
        Read(Codec.ToText("𠮷'\";--"), r => Assert.Equal("𠮷'\";--", Codec.ReadText(r, 0)));
        Read(Codec.ToInt(long.MinValue), r => Assert.Equal(long.MinValue, Codec.ReadInt(r, 0)));
        Read(Codec.ToBool(false), r => Assert.Equal(false, Codec.ReadBool(r, 0)));
        Read(Codec.ToDate(new DateOnly(2026, 4, 1)), r => Assert.Equal(new DateOnly(2026, 4, 1), Codec.ReadDate(r, 0)));
        Read(Codec.ToTime(new TimeOnly(23, 59, 59, 999)), r => Assert.Equal(new TimeOnly(23, 59, 59, 999), Codec.ReadTime(r, 0)));
        var instant = new DateTime(2026, 4, 1, 1, 2, 3, DateTimeKind.Utc).AddTicks(7);
        Read(Codec.ToDateTime(instant), r => Assert.Equal((instant, DateTimeKind.Utc), (Codec.ReadDateTime(r, 0)!.Value, Codec.ReadDateTime(r, 0)!.Value.Kind)));
        Read(Codec.ToDuration(TimeSpan.FromDays(-3)), r => Assert.Equal(TimeSpan.FromDays(-3), Codec.ReadDuration(r, 0)));
        Read(Codec.ToPeriod(new Period(14)), r => Assert.Equal(new Period(14), Codec.ReadPeriod(r, 0)));
        Read(Codec.ToSet(new TextSet(["b", "花", "a\"]"])), r => Assert.Equal(["b", "花", "a\"]"], Codec.ReadSet(r, 0)!.Items));
    }

    [Fact]
    public void Empty_is_null_for_every_kind() => Read(DBNull.Value, r =>
    {
        Assert.Null(Codec.ReadText(r, 0));
        Assert.Null(Codec.ReadInt(r, 0));
        Assert.Null(Codec.ReadDecimal(r, 0, 18, 2));
        Assert.Null(Codec.ReadDecimal(r, 0, 28, 2));
        Assert.Null(Codec.ReadBool(r, 0));
        Assert.Null(Codec.ReadDate(r, 0));
        Assert.Null(Codec.ReadTime(r, 0));
        Assert.Null(Codec.ReadDateTime(r, 0));
        Assert.Null(Codec.ReadDuration(r, 0));
        Assert.Null(Codec.ReadPeriod(r, 0));
        Assert.Null(Codec.ReadGuid(r, 0));
        Assert.Null(Codec.ReadSet(r, 0));
    });

    [Fact]
    public void Ids_are_stored_in_the_order_of_their_making()
    {
        var earlier = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(50));
        var later = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(50).AddMilliseconds(1));
        Assert.True(((byte[])Codec.ToGuid(earlier)).AsSpan().SequenceCompareTo((byte[])Codec.ToGuid(later)) < 0);
    }

    private void Read(object stored, Action<SqliteDataReader> check)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT @p0";
        command.Parameters.AddWithValue("@p0", stored);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        check(reader);
    }
}
