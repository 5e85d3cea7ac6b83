using System.Data.Common;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Data.Postgres;

/// <summary>
/// Values in PostgreSQL: its own types where they hold the same values, and where they do not (microseconds, its own calendar of intervals) whole numbers as
/// SQLite has them: times, instants (UTC) and durations ticks of 100 ns, periods months.
/// </summary>
public sealed class PostgresCodec : ColumnCodec
{
    /// <summary>It holds no state.</summary>
    public static PostgresCodec Instance { get; } = new();

    public override string? ReadText(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    public override long? ReadInt(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);
    public override decimal? ReadDecimal(DbDataReader reader, int ordinal, int precision, int scale) => reader.IsDBNull(ordinal) ? null : reader.GetDecimal(ordinal);
    public override bool? ReadBool(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetBoolean(ordinal);
    public override DateOnly? ReadDate(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateOnly>(ordinal);
    public override TimeOnly? ReadTime(DbDataReader reader, int ordinal) => ReadInt(reader, ordinal) is { } ticks ? new TimeOnly(ticks) : null;
    public override DateTime? ReadDateTime(DbDataReader reader, int ordinal) => ReadInt(reader, ordinal) is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
    public override TimeSpan? ReadDuration(DbDataReader reader, int ordinal) => ReadInt(reader, ordinal) is { } ticks ? new TimeSpan(ticks) : null;
    public override Period? ReadPeriod(DbDataReader reader, int ordinal) => ReadInt(reader, ordinal) is { } months ? new Period((int)months) : null;
    public override Guid? ReadGuid(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetGuid(ordinal);
    public override TextSet? ReadSet(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : new TextSet(reader.GetFieldValue<string[]>(ordinal));

    public override object ToText(string? value) => Or(value);
    public override object ToInt(long? value) => Or(value);
    public override object ToDecimal(decimal? value, int precision, int scale) => Or(value);
    public override object ToBool(bool? value) => Or(value);
    public override object ToDate(DateOnly? value) => Or(value);
    public override object ToTime(TimeOnly? value) => Or(value?.Ticks);
    public override object ToDateTime(DateTime? value) => Or(value?.Ticks);
    public override object ToDuration(TimeSpan? value) => Or(value?.Ticks);
    public override object ToPeriod(Period? value) => Or((long?)value?.Months);
    public override object ToGuid(Guid? value) => Or(value);
    public override object ToSet(TextSet? value) => value is null ? DBNull.Value : value.Items.ToArray();

    private static object Or<T>(T? value) => (object?)value ?? DBNull.Value;
}
