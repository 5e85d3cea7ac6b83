using System.Data.Common;

namespace LowCodeCrm.Engine.Records;

/// <summary>What generated record access shares: values of several columns, choices on their way between option id and option value.</summary>
public static class RecordAccess
{
    /// <summary>The failure for an index that no field of the entity has, or whose field has no column of its own.</summary>
    public static Exception NoField(int fieldIndex) => new ArgumentOutOfRangeException(nameof(fieldIndex), fieldIndex, "The entity has no such field, or it has no column.");

    public static PersonName? ReadPersonName(ColumnCodec codec, DbDataReader reader, int ordinal) =>
        (codec.ReadText(reader, ordinal), codec.ReadText(reader, ordinal + 1), codec.ReadText(reader, ordinal + 2), codec.ReadText(reader, ordinal + 3)) switch
        {
            (null, null, null, null) => null,
            var (family, given, familyReading, givenReading) => new PersonName(family, given, familyReading, givenReading),
        };

    public static void BindPersonName(ColumnCodec codec, PersonName? value, Span<object?> values, int at)
    {
        values[at] = codec.ToText(value?.Family);
        values[at + 1] = codec.ToText(value?.Given);
        values[at + 2] = codec.ToText(value?.FamilyReading);
        values[at + 3] = codec.ToText(value?.GivenReading);
    }

    public static Address? ReadAddress(ColumnCodec codec, DbDataReader reader, int ordinal)
    {
        var address = new Address(
            codec.ReadText(reader, ordinal), codec.ReadText(reader, ordinal + 1), codec.ReadText(reader, ordinal + 2),
            codec.ReadText(reader, ordinal + 3), codec.ReadText(reader, ordinal + 4), codec.ReadText(reader, ordinal + 5));
        return address is (null, null, null, null, null, null) ? null : address;
    }

    public static void BindAddress(ColumnCodec codec, Address? value, Span<object?> values, int at)
    {
        values[at] = codec.ToText(value?.Country);
        values[at + 1] = codec.ToText(value?.PostalCode);
        values[at + 2] = codec.ToText(value?.Region);
        values[at + 3] = codec.ToText(value?.City);
        values[at + 4] = codec.ToText(value?.Street);
        values[at + 5] = codec.ToText(value?.Building);
    }

    /// <param name="codec">The database's.</param>
    /// <param name="reader">At a row.</param>
    /// <param name="ordinal">The latitude's column; the longitude's is next to it.</param>
    /// <param name="precision">Of both columns.</param>
    /// <param name="scale">Of both columns.</param>
    public static GeoPoint? ReadGeo(ColumnCodec codec, DbDataReader reader, int ordinal, int precision, int scale) =>
        codec.ReadDecimal(reader, ordinal, precision, scale) is { } lat && codec.ReadDecimal(reader, ordinal + 1, precision, scale) is { } lon ? new GeoPoint(lat, lon) : null;

    public static void BindGeo(ColumnCodec codec, GeoPoint? value, Span<object?> values, int at, int precision, int scale)
    {
        values[at] = codec.ToDecimal(value?.Lat, precision, scale);
        values[at + 1] = codec.ToDecimal(value?.Lon, precision, scale);
    }

    public static FileValue? ReadFile(ColumnCodec codec, DbDataReader reader, int ordinal) =>
        codec.ReadGuid(reader, ordinal) is { } id
            ? new FileValue(id, codec.ReadText(reader, ordinal + 1) ?? "", codec.ReadText(reader, ordinal + 2) ?? "", codec.ReadInt(reader, ordinal + 3) ?? 0)
            : null;

    public static void BindFile(ColumnCodec codec, FileValue? value, Span<object?> values, int at)
    {
        values[at] = codec.ToGuid(value?.Id);
        values[at + 1] = codec.ToText(value?.Name);
        values[at + 2] = codec.ToText(value?.Type);
        values[at + 3] = codec.ToInt(value?.Size);
    }

    /// <summary>Each item of a multiple choice through <paramref name="map"/>.</summary>
    public static TextSet? Map(TextSet? set, Func<string, string> map) => set is null ? null : new TextSet(set.Items.Select(map));
}
