using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>One cell of a spreadsheet to the boxed value of a field. Takes what people type: labels for options, 2026/4/1, 1,234, はい.</summary>
internal static class TextValueReader
{
    private static readonly HashSet<string> True = new(StringComparer.OrdinalIgnoreCase) { "true", "1", "yes", "y", "on", "はい", "有", "あり", "○", "〇", "済" };
    private static readonly HashSet<string> False = new(StringComparer.OrdinalIgnoreCase) { "false", "0", "no", "n", "off", "いいえ", "無", "なし", "×", "未" };
    private static readonly char[] SetSeparators = [';', ',', '、', '；', '，', '|', '\n'];

    /// <summary>Lookups are not read here: they need the database.</summary>
    public static ValueProblem? Read(Field field, string text, InputContext context, out object? value)
    {
        value = null;
        if (text.Length == 0) return null;
        switch (field.Type)
        {
            case FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.AutoNumber or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Currency:
                return TextValues.Read(field, text, context.Limits, out value);
            case FieldType.Integer or FieldType.Rating or FieldType.Decimal or FieldType.Money or FieldType.Percent:
                return NumberValues.Read(field, text, true, out value);
            case FieldType.Boolean:
                var word = text.Trim();
                if (word.Length == 0) return null;
                if (!True.Contains(word) && !False.Contains(word)) return ValueProblem.NotABoolean(text);
                value = True.Contains(word);
                return null;
            case FieldType.Date:
                return TimeValues.Date(text, true, out value);
            case FieldType.DateTime:
                return TimeValues.DateTime(text, true, context.TimeZone, out value);
            case FieldType.Time:
                return TimeValues.Time(text, out value);
            case FieldType.Duration:
                return TimeValues.Duration(text, out value);
            case FieldType.Choice:
                return JsonValueReader.Choice(field, OptionOf(field, text), out value);
            case FieldType.MultiChoice or FieldType.Tags:
                if (text.TrimStart().StartsWith('[') && Array(field, text, context, out value)) return null;
                var items = new List<string>();
                foreach (var part in SplitSet(text))
                {
                    if (JsonValueReader.SetItem(field, field.Type == FieldType.Tags ? part : OptionOf(field, part), out var item) is { } bad) return bad;
                    if (item is not null) items.Add(item);
                }
                value = JsonValueReader.SetOf(field, items);
                return null;
            case FieldType.PersonName or FieldType.Address or FieldType.Geo or FieldType.Json or FieldType.File or FieldType.Image:
                return Structured(field, text, context, out value);
            default:
                return ValueProblem.NotAText();
        }
    }

    /// <summary>The items of a cell, separated in any of the ways that people write.</summary>
    public static string[] SplitSet(string text) => text.Split(SetSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // ["a;b","c"]: how an export writes items that hold a separator.
    private static bool Array(Field field, string text, InputContext context, out object? value)
    {
        value = null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonValueReader.Read(field, json.RootElement, context, out value) is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ValueProblem? Structured(Field field, string text, InputContext context, out object? value)
    {
        value = null;
        if (text.TrimStart().StartsWith('{') || field.Type is FieldType.Json or FieldType.File or FieldType.Image)
            try
            {
                using var json = JsonDocument.Parse(text);
                return JsonValueReader.Read(field, json.RootElement, context, out value);
            }
            catch (JsonException)
            {
                if (field.Type is FieldType.Json or FieldType.File or FieldType.Image) return ValueProblem.NotAnObject("JSON");
            }
        if (TextValues.Characters(text) is { } bad) return bad;
        var clean = text.Trim();
        switch (field.Type)
        {
            case FieldType.PersonName:
                value = NameOf(clean);
                return null;
            case FieldType.Address:
                value = new Address(null, null, null, null, clean, null);
                return null;
            default:
                var parts = NumberValues.Narrow(text).Split(',', StringSplitOptions.TrimEntries);
                return parts.Length == 2 && decimal.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) && decimal.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
                    ? JsonValueReader.GeoOf(lat, lon, out value) : ValueProblem.NotAnObject("lat, lon");
        }
    }

    // 山田 花子 is family first; Jane Smith is given first; "Smith, Jane" says so itself.
    private static PersonName NameOf(string text)
    {
        if (text.IndexOf(',') is var comma and > 0) return new PersonName(text[..comma].Trim(), Blank(text[(comma + 1)..].Trim()), null, null);
        var gap = text.IndexOfAny([' ', '\u3000']);
        if (gap < 0) return new PersonName(text, null, null, null);
        var (first, rest) = (text[..gap], text[(gap + 1)..].Trim());
        return text.Any(c => c >= '\u2E80') ? new PersonName(first, Blank(rest), null, null) : new PersonName(Blank(rest), first, null, null);
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    /// <summary>The option of that value or label; the text itself where there is none.</summary>
    internal static string OptionOf(Field field, string text)
    {
        var clean = text.Trim();
        foreach (var option in field.Options)
            if (option.Value == clean) return clean;
        foreach (var option in field.Options)
            if (string.Equals(option.Value, clean, StringComparison.OrdinalIgnoreCase) || option.Label.ByLocale.Values.Any(label => string.Equals(label.Trim(), clean, StringComparison.OrdinalIgnoreCase)))
                return option.Value;
        return clean;
    }
}
