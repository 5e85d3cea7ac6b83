using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>One JSON value to the boxed value of a field.</summary>
internal static class JsonValueReader
{
    private const string NameMembers = "family, given, familyReading, givenReading";
    private const string AddressMembers = "country, postalCode, region, city, street, building";

    public static ValueProblem? Read(Field field, JsonElement json, InputContext context, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null) return null;
        switch (field.Type)
        {
            case FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.AutoNumber or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Currency:
                return Text(json, out var text) ?? TextValues.Read(field, text, context.Limits, out value);
            case FieldType.Integer or FieldType.Rating or FieldType.Decimal or FieldType.Money or FieldType.Percent:
                return json.ValueKind switch
                {
                    JsonValueKind.Number => NumberValues.Read(field, json.GetRawText(), false, out value),
                    JsonValueKind.String => Text(json, out text) ?? NumberValues.Read(field, text, false, out value),
                    _ => ValueProblem.NotANumber(json.GetRawText()),
                };
            case FieldType.Boolean:
                if (json.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return ValueProblem.NotABoolean(Shown(json));
                value = json.GetBoolean();
                return null;
            case FieldType.Date:
                return json.ValueKind != JsonValueKind.String ? ValueProblem.NotADate(Shown(json)) : Text(json, out text) ?? TimeValues.Date(text, false, out value);
            case FieldType.DateTime:
                return json.ValueKind != JsonValueKind.String ? ValueProblem.NotADateTime(Shown(json)) : Text(json, out text) ?? TimeValues.DateTime(text, false, context.TimeZone, out value);
            case FieldType.Time:
                return json.ValueKind != JsonValueKind.String ? ValueProblem.NotATime(Shown(json)) : Text(json, out text) ?? TimeValues.Time(text, out value);
            case FieldType.Duration:
                return json.ValueKind != JsonValueKind.String ? ValueProblem.NotADuration(Shown(json)) : Text(json, out text) ?? TimeValues.Duration(text, out value);
            case FieldType.Period:
                return json.ValueKind != JsonValueKind.String ? ValueProblem.NotADuration(Shown(json)) : Text(json, out text) ?? TimeValues.Period(text, out value);
            case FieldType.Choice:
                return Text(json, out text) ?? Choice(field, text, out value);
            case FieldType.MultiChoice or FieldType.Tags:
                return Set(field, json, context, out value);
            case FieldType.Lookup or FieldType.User or FieldType.Id:
                return Id(json, out value);
            case FieldType.PersonName:
                return Parts(field, json, NameMembers, context, out var name) is { } bad ? bad
                    : Empty(name) ? null : Done(new PersonName(name[0], name[1], name[2], name[3]), out value);
            case FieldType.Address:
                return Parts(field, json, AddressMembers, context, out var parts) is { } wrong ? wrong
                    : Empty(parts) ? null : Done(new Address(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]), out value);
            case FieldType.Geo:
                return Geo(field, json, out value);
            case FieldType.File or FieldType.Image:
                return File(json, out value);
            case FieldType.Json:
                value = JsonSerializer.Serialize(json, CanonicalJson);
                return ((string)value).Length > context.Limits.TextBytes ? ValueProblem.TextTooLarge(context.Limits.TextBytes) : TextValues.Characters((string)value);
            default:
                return ValueProblem.NotAText();
        }
    }

    private static readonly JsonSerializerOptions CanonicalJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ValueProblem? Choice(Field field, string text, out object? value)
    {
        value = null;
        if (text.Length == 0) return null;
        foreach (var option in field.Options)
            if (option.Value == text)
            {
                value = option.Value;
                return null;
            }
        return ValueProblem.NoSuchOption(field, text.Length > 60 ? text[..60] : text);
    }

    public static ValueProblem? Id(JsonElement json, out object? value)
    {
        value = null;
        // What $expand gave may be sent back as it came.
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var inner)) json = inner;
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (json.ValueKind != JsonValueKind.String) return ValueProblem.NotAnId(Shown(json));
        if (Text(json, out var text) is { } bad) return bad;
        if (text.Length == 0) return null;
        if (!Guid.TryParseExact(text, "D", out var id)) return ValueProblem.NotAnId(text.Length > 60 ? text[..60] : text);
        value = id;
        return null;
    }

    private static ValueProblem? Text(JsonElement json, out string text)
    {
        text = "";
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (json.ValueKind != JsonValueKind.String) return ValueProblem.NotAText();
        try
        {
            text = json.GetString()!;
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: the reader refuses to make a text of it.
            return ValueProblem.LoneSurrogate();
        }
    }

    private static ValueProblem? Set(Field field, JsonElement json, InputContext context, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Array) return ValueProblem.NotAnArray();
        if (json.GetArrayLength() > context.Limits.ListItems) return ValueProblem.ListTooLong(context.Limits.ListItems);
        var items = new List<string>();
        foreach (var element in json.EnumerateArray())
        {
            if (Text(element, out var text) is { } bad) return bad;
            if (SetItem(field, text, out var item) is { } wrong) return wrong;
            if (item is not null) items.Add(item);
        }
        value = SetOf(field, items);
        return null;
    }

    public static ValueProblem? SetItem(Field field, string text, out string? item)
    {
        item = null;
        if (field.Type == FieldType.MultiChoice)
        {
            var problem = Choice(field, text, out var choice);
            item = (string?)choice;
            return problem;
        }
        if (TextValues.Characters(text) is { } bad) return bad;
        var tag = text.Trim();
        if (tag.Length == 0) return null;
        var max = field.MaxLength ?? 200;
        if (TextValues.CodePoints(tag) is var length && length > max) return ValueProblem.TextTooLong(max, length);
        item = tag;
        return null;
    }

    public static TextSet? SetOf(Field field, List<string> items)
    {
        if (items.Count == 0) return null;
        // Tags stand by code point, options in the order of the field, so that equal sets look equal.
        return field.Type == FieldType.Tags
            ? new TextSet(items.Order(CodePointOrder.Instance))
            : new TextSet(field.Options.Where(o => items.Contains(o.Value)).Select(o => o.Value));
    }

    private static ValueProblem? Parts(Field field, JsonElement json, string members, InputContext context, out string?[] parts)
    {
        var names = members.Split(", ");
        parts = new string?[names.Length];
        if (json.ValueKind != JsonValueKind.Object) return ValueProblem.NotAnObject(members);
        foreach (var property in json.EnumerateObject())
        {
            var at = Array.IndexOf(names, property.Name);
            if (at < 0) return ValueProblem.UnknownMember(property.Name, members);
            if (Text(property.Value, out var text) is { } bad) return bad;
            if (TextValues.Characters(text) is { } wrong) return wrong;
            var max = field.MaxLength ?? 200;
            if (TextValues.CodePoints(text) is var length && length > max) return ValueProblem.TextTooLong(max, length);
            parts[at] = text.Length == 0 ? null : text;
        }
        return null;
    }

    private static ValueProblem? Geo(Field field, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Object) return ValueProblem.NotAnObject("lat, lon");
        decimal? lat = null, lon = null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not ("lat" or "lon")) return ValueProblem.UnknownMember(property.Name, "lat, lon");
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (property.Value.ValueKind != JsonValueKind.Number || !decimal.TryParse(property.Value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return ValueProblem.NotANumber(Shown(property.Value));
            if (property.Name == "lat") lat = number; else lon = number;
        }
        return lat is null && lon is null ? null : GeoOf(lat, lon, out value);
    }

    public static ValueProblem? GeoOf(decimal? lat, decimal? lon, out object? value)
    {
        value = null;
        if (lat is null || lon is null) return ValueProblem.NotAnObject("lat, lon");
        if (lat < -90) return ValueProblem.TooSmall(-90);
        if (lat > 90) return ValueProblem.TooBig(90);
        if (lon < -180) return ValueProblem.TooSmall(-180);
        if (lon > 180) return ValueProblem.TooBig(180);
        // A millionth of a degree is about ten centimetres; columns hold nine digits.
        value = new GeoPoint(decimal.Round(lat.Value, 6), decimal.Round(lon.Value, 6));
        return null;
    }

    // Name, type and size are the platform's: only the id says which file is meant; the pipeline looks the rest up.
    private static ValueProblem? File(JsonElement json, out object? value)
    {
        value = null;
        var id = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var inner) ? inner : json;
        if (id.ValueKind != JsonValueKind.String || !Guid.TryParseExact(id.ToString(), "D", out var guid)) return ValueProblem.NotAFile();
        value = new FileValue(guid, "", "", -1);
        return null;
    }

    private static bool Empty(string?[] parts) => Array.TrueForAll(parts, part => part is null);

    private static ValueProblem? Done(object made, out object? value)
    {
        value = made;
        return null;
    }

    private static string Shown(JsonElement json)
    {
        var raw = json.ValueKind == JsonValueKind.String ? json.GetRawText().Trim('"') : json.GetRawText();
        return raw.Length > 60 ? raw[..60] + "…" : raw;
    }
}
