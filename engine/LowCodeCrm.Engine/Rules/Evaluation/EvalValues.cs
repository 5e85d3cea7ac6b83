using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Values of <c>crm eval</c> as JSON: bool as bool, sets and lists as arrays, all else as <c>text(x)</c> writes it.</summary>
public static class EvalValues
{
    /// <exception cref="FormatException">The JSON is no value of the type.</exception>
    public static object? Read(JsonNode? json, RuleType type)
    {
        if (json is null) return null;
        if (type.Kind is TypeKind.Set or TypeKind.List)
        {
            if (json is not JsonArray array) throw Wrong(json, type);
            if (array.Count > RuleText.MaxItems) throw new FormatException($"A list has at most {RuleText.MaxItems} items; this one has {array.Count}.");
            var items = array.Select(item => Read(item, type.Element!));
            return !ClrTypes.IsText(type.Element) ? new ValueList(items, type.Kind == TypeKind.Set)
                : type.Kind == TypeKind.Set ? new TextSet(items.OfType<string>())
                : new TextList([.. items.OfType<string>()]);
        }
        if (json is not JsonValue value) throw Wrong(json, type);
        var kind = value.GetValueKind();
        if (type.Kind == TypeKind.Bool) return kind is JsonValueKind.True or JsonValueKind.False ? BoxedValues.Box(kind == JsonValueKind.True) : throw Wrong(json, type);
        // A number may be written as one; its digits are read as text, never through floating point.
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : kind == JsonValueKind.Number && type.IsNumeric ? value.ToJsonString() : throw Wrong(json, type);
        return Read(text, type.Kind) ?? throw Wrong(json, type);
    }

    /// <summary>What no field could hold gets no further here either.</summary>
    private static string Whole(string text) =>
        text.Contains('\0') ? throw new FormatException("A text cannot hold U+0000.")
        : Encoding.UTF8.GetByteCount(text) > RuleText.MaxBytes ? throw new FormatException($"A text has at most {RuleText.MaxBytes / 1024} KB.")
        : text;

    private static object? Read(string text, TypeKind kind) => kind switch
    {
        TypeKind.Int => RuleConvert.Int(text),
        TypeKind.Decimal or TypeKind.Money or TypeKind.Percent =>
            decimal.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
        TypeKind.Text or TypeKind.Choice or TypeKind.Channel => Whole(text),
        TypeKind.Date => RuleConvert.Date(text),
        TypeKind.Time => RuleConvert.Time(text),
        TypeKind.DateTime => RuleConvert.Datetime(text),
        TypeKind.Duration => RuleConvert.Duration(text),
        TypeKind.Period => RuleConvert.Period(text),
        _ => null,
    };

    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool b => JsonValue.Create(b),
        TextSet set => Array(set.Items),
        TextList list => Array(list.Items),
        ValueList list => Array(list.Items),
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(RuleConvert.Text(number)),
        decimal number => JsonValue.Create(RuleConvert.Text(number)),
        DateOnly date => JsonValue.Create(RuleConvert.Text(date)),
        TimeOnly time => JsonValue.Create(RuleConvert.Text(time)),
        DateTime instant => JsonValue.Create(RuleConvert.Text(instant)),
        TimeSpan duration => JsonValue.Create(RuleConvert.Text(duration)),
        Period period => JsonValue.Create(RuleConvert.Text(period)),
        Guid id => JsonValue.Create(RuleConvert.Text(id)),
        EntityRecord record => JsonValue.Create(RuleConvert.Text(record.Id)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static JsonArray Array(IEnumerable<object?> items) => new([.. items.Select(Write)]);

    private static FormatException Wrong(JsonNode json, RuleType type) => new($"{json.ToJsonString()} is not a value of the type {type}.");
}
