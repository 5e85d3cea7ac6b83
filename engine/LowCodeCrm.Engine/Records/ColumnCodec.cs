using System.Data.Common;

namespace LowCodeCrm.Engine.Records;

/// <summary>How a database holds each kind of value. One implementation per dialect; generated record access calls it.</summary>
/// <remarks>
/// Choices go through the generated code (option id in the database, option value in memory). All Read methods give null for NULL;
/// all To methods give <see cref="DBNull"/> for null.
/// </remarks>
public abstract class ColumnCodec
{
    public abstract string? ReadText(DbDataReader reader, int ordinal);
    public abstract long? ReadInt(DbDataReader reader, int ordinal);
    /// <param name="reader">At a row.</param>
    /// <param name="ordinal">The column.</param>
    /// <param name="precision">Of the column: SQLite holds up to 18 digits as a scaled integer, more as order-preserving text.</param>
    /// <param name="scale">Of the column.</param>
    public abstract decimal? ReadDecimal(DbDataReader reader, int ordinal, int precision, int scale);
    public abstract bool? ReadBool(DbDataReader reader, int ordinal);
    public abstract DateOnly? ReadDate(DbDataReader reader, int ordinal);
    public abstract TimeOnly? ReadTime(DbDataReader reader, int ordinal);
    /// <returns>UTC.</returns>
    public abstract DateTime? ReadDateTime(DbDataReader reader, int ordinal);
    public abstract TimeSpan? ReadDuration(DbDataReader reader, int ordinal);
    public abstract Period? ReadPeriod(DbDataReader reader, int ordinal);
    /// <summary>16 big-endian bytes in the database.</summary>
    public abstract Guid? ReadGuid(DbDataReader reader, int ordinal);
    /// <summary>Tags: texts; multiple choices: option ids.</summary>
    public abstract TextSet? ReadSet(DbDataReader reader, int ordinal);

    public abstract object ToText(string? value);
    public abstract object ToInt(long? value);
    public abstract object ToDecimal(decimal? value, int precision, int scale);
    public abstract object ToBool(bool? value);
    public abstract object ToDate(DateOnly? value);
    public abstract object ToTime(TimeOnly? value);
    public abstract object ToDateTime(DateTime? value);
    public abstract object ToDuration(TimeSpan? value);
    public abstract object ToPeriod(Period? value);
    public abstract object ToGuid(Guid? value);
    public abstract object ToSet(TextSet? value);
}
