using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Schema;

/// <summary>What becomes of a field's values when its type or scale changes.</summary>
public static class ValueConversion
{
    /// <summary>Whether values stay in their columns as they are.</summary>
    public static bool IsNone(Field from, Field to) => from.IsStored && to.IsStored && from.Target == to.Target
        && from.Type is not (FieldType.Choice or FieldType.MultiChoice) && to.Type is not (FieldType.Choice or FieldType.MultiChoice)
        && ColumnLayout.CanShare(ColumnLayout.Of(from), ColumnLayout.Of(to));

    /// <summary>Whether any value can be kept.</summary>
    public static bool Exists(Field from, Field to) => (Kind(from), Kind(to)) switch
    {
        ('n' or 'i', 'n' or 'i' or 't') => true,
        ('t', 'n' or 'i' or 'c' or 'm' or 'b' or 'd') => true,
        ('c', 't' or 'c' or 'm') => true,
        ('b', 't' or 'n' or 'i') => true,
        ('d' or 'h', 't') => true,
        ('t', 't') => true,
        _ => false,
    };

    /// <summary>Whether every value is kept exactly.</summary>
    public static bool IsLossless(Field from, Field to) => Exists(from, to) && (Kind(from), Kind(to)) switch
    {
        ('n', 'n') => to.Scale >= from.Scale && to.Precision - to.Scale >= from.Precision - from.Scale,
        ('n', 'i') => from.Scale == 0,
        ('t', 'n' or 'i' or 'c' or 'm' or 'b' or 'd') => false,
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
        (string text, 'n') => WrittenValues.Number(text) is { } number ? Fit(number, to) : null,
        (string text, 'i') => WrittenValues.Number(text) is { } number && number == Math.Floor(number) && Math.Abs(number) < long.MaxValue ? (long)number : null,
        (string text, 'b') => WrittenValues.Flag(text),
        (string text, 'd') => WrittenValues.Date(text),
        (bool flag, 'n') => Fit(flag ? 1 : 0, to),
        (bool flag, 'i') => flag ? 1L : 0L,
        (string id, 't') when Kind(from) == 'c' => from.Options.FirstOrDefault(o => o.Id == id)?.Value ?? id,
        (string text, 't') => text,
        (string text, 'c') => OptionId(text, from, to),
        (string text, 'm') => OptionId(text, from, to) is { } option ? new TextSet([option]) : null,
        (long number, 't') => number.ToString(CultureInfo.InvariantCulture),
        (decimal number, 't') => number.ToString("0.############################", CultureInfo.InvariantCulture),
        (bool flag, 't') => flag ? "true" : "false",
        (DateOnly date, 't') => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (TimeOnly time, 't') => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
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
        return (to.Options.FirstOrDefault(o => o.Id == text) ?? to.Options.FirstOrDefault(o => o.Value == value) ?? to.Options.FirstOrDefault(o => IsCalled(o, value)))?.Id;
    }

    /// <summary>People write what an option is called, not its value.</summary>
    private static bool IsCalled(Option option, string? text)
    {
        var written = text?.Trim();
        return option.Label.ByLocale.Values.Any(label => string.Equals(label, written, StringComparison.OrdinalIgnoreCase));
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
        FieldType.Time => 'h',
        _ => '-',
    };
}
