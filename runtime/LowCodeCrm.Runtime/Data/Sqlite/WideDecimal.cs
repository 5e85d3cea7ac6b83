using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>A decimal of 19 to 28 digits as <see cref="OrderedDecimal"/> text: the form in which queries compute with it too, so that columns compare with results as they are.</summary>
public static class WideDecimal
{
    /// <summary>Up to so many digits a 64-bit integer serves.</summary>
    public const int MaxIntegerDigits = 18;

    public static decimal Read(string stored, int scale)
    {
        var value = OrderedDecimal.Decode(stored);
        return value.Scale < scale ? value + new decimal(0, 0, 0, false, (byte)scale) : value;
    }

    /// <exception cref="OverflowException">The value has more digits than the column.</exception>
    /// <exception cref="ArgumentException">The value has a finer scale than the column.</exception>
    public static string Write(decimal value, int precision, int scale)
    {
        if (decimal.Round(value, scale) != value) throw new ArgumentException($"{value} has more than {scale} digits after the point.", nameof(value));
        var limit = 1m;
        for (var digits = precision - scale; digits > 0; digits--) limit *= 10;
        if (Math.Abs(value) >= limit) throw new OverflowException($"{value} has more than {precision - scale} digits before the point.");
        return OrderedDecimal.Encode(value);
    }
}
