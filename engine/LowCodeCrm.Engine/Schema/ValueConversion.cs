using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Schema;

/// <summary>What becomes of a field's values when its type or scale changes.</summary>
public static class ValueConversion
{
    /// <summary>Whether any value can be kept.</summary>
    public static bool Exists(Field from, Field to) => (Kind(from), Kind(to)) switch
    {
        ('n' or 'i', 'n' or 'i' or 't') => true,
        ('t', 'n' or 'i' or 'c') => true,
        ('c', 't' or 'c' or 'm') => true,
        ('b' or 'd', 't') => true,
        ('t', 't') => true,
        _ => false,
    };

    /// <summary>Whether every value is kept exactly.</summary>
    public static bool IsLossless(Field from, Field to) => Exists(from, to) && (Kind(from), Kind(to)) switch
    {
        ('n', 'n') => to.Scale >= from.Scale && to.Precision - to.Scale >= from.Precision - from.Scale,
        ('n', 'i') => from.Scale == 0,
        ('t', 'n' or 'i' or 'c') => false,
        ('c', 'c' or 'm') => from.Options.All(o => to.Options.Any(n => n.Id == o.Id || n.Value == o.Value)),
        _ => true,
    };

    /// <param name="value">As <see cref="EntityRecord"/> boxes it, but options by id.</param>
    /// <returns>The converted value in the same form; null where it cannot be kept.</returns>
    public static object? Convert(object? value, Field from, Field to) => (value, Kind(to)) switch
    {
        (null, _) => null,
        (long number, 'n') => Fit(number, to),
        (decimal number, 'n') => Fit(number, to),
        (decimal number, 'i') => Math.Abs(number) < long.MaxValue ? (long)Math.Round(number, MidpointRounding.AwayFromZero) : null,
        (long number, 'i') => number,
        (string text, 'n') => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Fit(number, to) : null,
        (string text, 'i') => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        (string id, 't') when Kind(from) == 'c' => from.Options.FirstOrDefault(o => o.Id == id)?.Value ?? id,
        (string text, 't') => text,
        (string text, 'c') => OptionId(text, from, to),
        (string text, 'm') => OptionId(text, from, to) is { } option ? new TextSet([option]) : null,
        (long number, 't') => number.ToString(CultureInfo.InvariantCulture),
        (decimal number, 't') => number.ToString("0.############################", CultureInfo.InvariantCulture),
        (bool flag, 't') => flag ? "true" : "false",
        (DateOnly date, 't') => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? Fit(decimal number, Field to)
    {
        var rounded = Math.Round(number, to.Scale, MidpointRounding.AwayFromZero);
        var limit = 1m;
        for (var i = 0; i < to.Precision - to.Scale; i++) limit *= 10;
        return Math.Abs(rounded) < limit ? rounded : null;
    }

    private static string? OptionId(string text, Field from, Field to)
    {
        var value = Kind(from) == 'c' ? from.Options.FirstOrDefault(o => o.Id == text)?.Value : text;
        return (to.Options.FirstOrDefault(o => o.Id == text) ?? to.Options.FirstOrDefault(o => o.Value == value))?.Id;
    }

    private static char Kind(Field field) => field.Type switch
    {
        FieldType.Integer or FieldType.Rating => 'i',
        FieldType.Decimal or FieldType.Money or FieldType.Percent => 'n',
        FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.AutoNumber or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Currency => 't',
        FieldType.Choice => 'c',
        FieldType.MultiChoice => 'm',
        FieldType.Boolean => 'b',
        FieldType.Date => 'd',
        _ => '-',
    };
}
