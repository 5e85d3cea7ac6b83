using System.Data.Common;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Tests.Rules.Emit;

/// <summary>A database that holds values as they are: record access is tested apart from any dialect.</summary>
internal sealed class PlainCodec : ColumnCodec
{
    public override string? ReadText(DbDataReader reader, int ordinal) => Read(reader, ordinal) as string;
    public override long? ReadInt(DbDataReader reader, int ordinal) => (long?)Read(reader, ordinal);
    public override decimal? ReadDecimal(DbDataReader reader, int ordinal, int precision, int scale) => (decimal?)Read(reader, ordinal);
    public override bool? ReadBool(DbDataReader reader, int ordinal) => (bool?)Read(reader, ordinal);
    public override DateOnly? ReadDate(DbDataReader reader, int ordinal) => (DateOnly?)Read(reader, ordinal);
    public override TimeOnly? ReadTime(DbDataReader reader, int ordinal) => (TimeOnly?)Read(reader, ordinal);
    public override DateTime? ReadDateTime(DbDataReader reader, int ordinal) => (DateTime?)Read(reader, ordinal);
    public override TimeSpan? ReadDuration(DbDataReader reader, int ordinal) => (TimeSpan?)Read(reader, ordinal);
    public override Period? ReadPeriod(DbDataReader reader, int ordinal) => (Period?)Read(reader, ordinal);
    public override Guid? ReadGuid(DbDataReader reader, int ordinal) => (Guid?)Read(reader, ordinal);
    public override TextSet? ReadSet(DbDataReader reader, int ordinal) => (TextSet?)Read(reader, ordinal);

    public override object ToText(string? value) => To(value);
    public override object ToInt(long? value) => To(value);
    public override object ToDecimal(decimal? value, int precision, int scale) => To(value is { } v ? decimal.Round(v, scale) : null);
    public override object ToBool(bool? value) => To(value);
    public override object ToDate(DateOnly? value) => To(value);
    public override object ToTime(TimeOnly? value) => To(value);
    public override object ToDateTime(DateTime? value) => To(value);
    public override object ToDuration(TimeSpan? value) => To(value);
    public override object ToPeriod(Period? value) => To(value);
    public override object ToGuid(Guid? value) => To(value);
    public override object ToSet(TextSet? value) => To(value);

    private static object? Read(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetValue(ordinal);
    private static object To(object? value) => value ?? DBNull.Value;
}
