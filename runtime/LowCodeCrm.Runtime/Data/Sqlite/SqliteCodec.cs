using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>
/// Values in SQLite. Ids are 16 big-endian bytes; decimals integers scaled by the column's scale, past 18 digits <see cref="OrderedDecimal"/> text;
/// dates days since 0001-01-01; instants (UTC), times and durations ticks of 100 ns; periods months; sets JSON arrays. So order and arithmetic of the
/// stored values are those of the values.
/// </summary>
public sealed class SqliteCodec : ColumnCodec
{
    /// <summary>It holds no state.</summary>
    public static SqliteCodec Instance { get; } = new();

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Boxed once: most flags and many small numbers pass here.
    private static readonly object True = 1L;
    private static readonly object False = 0L;

    public override string? ReadText(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public override long? ReadInt(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    public override decimal? ReadDecimal(DbDataReader reader, int ordinal, int precision, int scale)
    {
        if (reader.IsDBNull(ordinal)) return null;
        return precision > ScaledDecimal.MaxDigits ? OrderedDecimal.Decode(reader.GetString(ordinal)) : ScaledDecimal.Read(reader.GetInt64(ordinal), scale);
    }

    public override bool? ReadBool(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal) != 0;

    public override DateOnly? ReadDate(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : DateOnly.FromDayNumber((int)reader.GetInt64(ordinal));

    public override TimeOnly? ReadTime(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : new TimeOnly(reader.GetInt64(ordinal));

    public override DateTime? ReadDateTime(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : new DateTime(reader.GetInt64(ordinal), DateTimeKind.Utc);

    public override TimeSpan? ReadDuration(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : new TimeSpan(reader.GetInt64(ordinal));

    public override Period? ReadPeriod(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : new Period((int)reader.GetInt64(ordinal));

    public override Guid? ReadGuid(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal)) return null;
        Span<byte> bytes = stackalloc byte[16];
        return reader is Microsoft.Data.Sqlite.SqliteDataReader sqlite && SqliteNative.TryReadBlob(sqlite, ordinal, bytes)
            ? new Guid(bytes, bigEndian: true)
            : new Guid(reader.GetFieldValue<byte[]>(ordinal), bigEndian: true);
    }

    public override TextSet? ReadSet(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : new TextSet(JsonSerializer.Deserialize<ImmutableArray<string>>(reader.GetString(ordinal)));

    public override object ToText(string? value) => (object?)value ?? DBNull.Value;

    public override object ToInt(long? value) => value is { } number ? number : DBNull.Value;

    /// <exception cref="OverflowException">The value has more digits than the column.</exception>
    /// <exception cref="ArgumentException">The value has a finer scale than the column: whoever writes rounds first, so nothing is rounded unseen here.</exception>
    public override object ToDecimal(decimal? value, int precision, int scale) => value is not { } number ? DBNull.Value
        : precision > ScaledDecimal.MaxDigits ? Wide(number, precision, scale)
        : ScaledDecimal.Write(number, precision, scale);

    private static string Wide(decimal value, int precision, int scale)
    {
        if (decimal.Round(value, scale) != value) throw new ArgumentException($"{value} has more than {scale} digits after the point.", nameof(value));
        if (Math.Abs(value) >= ScaledDecimal.Power(precision - scale)) throw new OverflowException($"{value} has more than {precision - scale} digits before the point.");
        return OrderedDecimal.Encode(value);
    }

    public override object ToBool(bool? value) => value is { } flag ? flag ? True : False : DBNull.Value;

    public override object ToDate(DateOnly? value) => value is { } date ? (long)date.DayNumber : DBNull.Value;

    public override object ToTime(TimeOnly? value) => value is { } time ? time.Ticks : DBNull.Value;

    public override object ToDateTime(DateTime? value) => value is { } instant
        ? instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime().Ticks : instant.Ticks
        : DBNull.Value;

    public override object ToDuration(TimeSpan? value) => value is { } duration ? duration.Ticks : DBNull.Value;

    public override object ToPeriod(Period? value) => value is { } period ? (long)period.Months : DBNull.Value;

    public override object ToGuid(Guid? value) => value is { } id ? id.ToByteArray(bigEndian: true) : DBNull.Value;

    public override object ToSet(TextSet? value)
    {
        if (value is null) return DBNull.Value;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            writer.WriteStartArray();
            foreach (var item in value.Items) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
