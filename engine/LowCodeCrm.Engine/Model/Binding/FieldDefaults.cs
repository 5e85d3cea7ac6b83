using System.Globalization;
using System.Xml;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>A JSON Schema <c>default</c> as the value that rules and records hold.</summary>
internal static class FieldDefaults
{
    public static bool TryConvert(Field field, SourceJson written, out object? value)
    {
        value = (field.Type, written.Kind) switch
        {
            (FieldType.Integer or FieldType.Rating, JsonKind.Number) =>
                long.TryParse(written.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && InRange(field, whole) ? whole : null,
            (FieldType.Decimal or FieldType.Money or FieldType.Percent, JsonKind.Number) =>
                written.AsDecimal() is { } number && InRange(field, number) && decimal.Round(number, field.Scale) == number ? number : null,
            (FieldType.Boolean, JsonKind.Boolean) => written.Text == "true",
            (FieldType.Choice, JsonKind.Text) => field.Options.Any(option => option.Value == written.Text) ? written.Text : null,
            (FieldType.MultiChoice, JsonKind.Array) =>
                written.Items.All(item => field.Options.Any(option => option.Value == item.Text)) ? new TextSet(written.Items.Select(item => item.Text)) : null,
            (FieldType.Tags, JsonKind.Array) => written.Items.All(item => item.Kind == JsonKind.Text) ? new TextSet(written.Items.Select(item => item.Text)) : null,
            (FieldType.Date, JsonKind.Text) => DateOnly.TryParseExact(written.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            (FieldType.Time, JsonKind.Text) => TimeOnly.TryParse(written.Text, CultureInfo.InvariantCulture, out var time) ? time : null,
            (FieldType.DateTime, JsonKind.Text) =>
                DateTimeOffset.TryParse(written.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.UtcDateTime : null,
            (FieldType.Duration, JsonKind.Text) => Duration(written.Text),
            (FieldType.Json, _) => written.ToNode()?.ToJsonString(),
            (_, JsonKind.Text) when field.Type.IsText() && field.Type != FieldType.AutoNumber => written.Text,
            _ => null,
        };
        return value is not null;
    }

    private static bool InRange(Field field, decimal value) => !(value < field.Minimum) && !(value > field.Maximum);

    private static object? Duration(string text)
    {
        // Years and months have no length of their own.
        var date = text.IndexOf('T') is >= 0 and var t ? text[..t] : text;
        if (date.Contains('Y') || date.Contains('M')) return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
