using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Records;

/// <summary>Field values as the HTTP API shows them (api.md, "Values"). Empty is null. Generated record access calls it.</summary>
public static class JsonValues
{
    public static void WriteText(Utf8JsonWriter writer, string? value)
    {
        if (value is null) writer.WriteNullValue();
        else writer.WriteStringValue(value);
    }

    public static void WriteInt(Utf8JsonWriter writer, long? value, bool asText)
    {
        if (value is not { } number) writer.WriteNullValue();
        else if (asText) writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        else writer.WriteNumberValue(number);
    }

    /// <summary>In full precision; as a string for clients whose numbers are binary.</summary>
    public static void WriteDecimal(Utf8JsonWriter writer, decimal? value, bool asText)
    {
        if (value is not { } number) writer.WriteNullValue();
        else if (asText) writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        else writer.WriteNumberValue(number);
    }

    public static void WriteBool(Utf8JsonWriter writer, bool? value)
    {
        if (value is { } flag) writer.WriteBooleanValue(flag);
        else writer.WriteNullValue();
    }

    /// <summary>YYYY-MM-DD.</summary>
    public static void WriteDate(Utf8JsonWriter writer, DateOnly? value)
    {
        if (value is not { } date) { writer.WriteNullValue(); return; }
        Span<byte> buffer = stackalloc byte[10];
        date.TryFormat(buffer, out var length, "O", CultureInfo.InvariantCulture);
        writer.WriteStringValue(buffer[..length]);
    }

    /// <summary>HH:MM:SS, and a fraction where there is one.</summary>
    public static void WriteTime(Utf8JsonWriter writer, TimeOnly? value)
    {
        if (value is not { } time) { writer.WriteNullValue(); return; }
        Span<byte> buffer = stackalloc byte[16];
        time.TryFormat(buffer, out var length, time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        writer.WriteStringValue(buffer[..length]);
    }

    /// <summary>An instant in UTC with Z.</summary>
    public static void WriteDateTime(Utf8JsonWriter writer, DateTime? value)
    {
        if (value is { } instant) writer.WriteStringValue(DateTime.SpecifyKind(instant, DateTimeKind.Utc));
        else writer.WriteNullValue();
    }

    /// <summary>ISO 8601 with days as the largest unit: P28D, PT1H, -P1D.</summary>
    public static void WriteDuration(Utf8JsonWriter writer, TimeSpan? value) => WriteText(writer, RuleConvert.Text(value));

    /// <summary>ISO 8601: P1Y2M.</summary>
    public static void WritePeriod(Utf8JsonWriter writer, Period? value) => WriteText(writer, RuleConvert.Text(value));

    public static void WriteGuid(Utf8JsonWriter writer, Guid? value)
    {
        if (value is not { } id) { writer.WriteNullValue(); return; }
        Span<byte> buffer = stackalloc byte[36];
        Utf8Formatter.TryFormat(id, buffer, out _);
        writer.WriteStringValue(buffer);
    }

    public static void WriteSet(Utf8JsonWriter writer, TextSet? value)
    {
        if (value is null) { writer.WriteNullValue(); return; }
        writer.WriteStartArray();
        foreach (var item in value.Items) writer.WriteStringValue(item);
        writer.WriteEndArray();
    }

    /// <summary>A json field's text is the value itself.</summary>
    public static void WriteJson(Utf8JsonWriter writer, string? value)
    {
        if (value is null) writer.WriteNullValue();
        else writer.WriteRawValue(value);
    }

    public static void WritePersonName(Utf8JsonWriter writer, PersonName? value)
    {
        if (value is null) { writer.WriteNullValue(); return; }
        writer.WriteStartObject();
        Member(writer, "family", value.Family);
        Member(writer, "given", value.Given);
        Member(writer, "familyReading", value.FamilyReading);
        Member(writer, "givenReading", value.GivenReading);
        writer.WriteEndObject();
    }

    public static void WriteAddress(Utf8JsonWriter writer, Address? value)
    {
        if (value is null) { writer.WriteNullValue(); return; }
        writer.WriteStartObject();
        Member(writer, "country", value.Country);
        Member(writer, "postalCode", value.PostalCode);
        Member(writer, "region", value.Region);
        Member(writer, "city", value.City);
        Member(writer, "street", value.Street);
        Member(writer, "building", value.Building);
        writer.WriteEndObject();
    }

    public static void WriteGeo(Utf8JsonWriter writer, GeoPoint? value, bool asText)
    {
        if (value is null) { writer.WriteNullValue(); return; }
        writer.WriteStartObject();
        writer.WritePropertyName("lat");
        WriteDecimal(writer, value.Lat, asText);
        writer.WritePropertyName("lon");
        WriteDecimal(writer, value.Lon, asText);
        writer.WriteEndObject();
    }

    public static void WriteFile(Utf8JsonWriter writer, FileValue? value, bool asText)
    {
        if (value is null) { writer.WriteNullValue(); return; }
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        WriteGuid(writer, value.Id);
        writer.WriteString("name", value.Name);
        writer.WriteString("type", value.Type);
        writer.WritePropertyName("size");
        WriteInt(writer, value.Size, asText);
        writer.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter writer, string name, string? value)
    {
        writer.WritePropertyName(name);
        WriteText(writer, value);
    }
}
