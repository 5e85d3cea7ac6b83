using System.Globalization;
using System.Numerics;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>A decimal of 19 to 28 digits as text that sorts by value: "1" and 28 digits of the scaled value, or "0" and their complement to nines where negative.</summary>
public static class OrderedDecimal
{
    /// <summary>Up to so many digits a 64-bit integer serves.</summary>
    public const int MaxIntegerDigits = 18;

    private const int Digits = 28;

    public static decimal Read(string stored, int scale)
    {
        var negative = stored[0] == '0';
        var digits = string.Create(stored.Length - 1, (stored, negative), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = state.negative ? (char)('0' + '9' - state.stored[i + 1]) : state.stored[i + 1];
        });
        var coefficient = decimal.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var bits = decimal.GetBits(coefficient);
        return new decimal(bits[0], bits[1], bits[2], negative, (byte)scale);
    }

    /// <exception cref="OverflowException">The value has more digits than the column.</exception>
    /// <exception cref="ArgumentException">The value has a finer scale than the column.</exception>
    public static string Write(decimal value, int precision, int scale)
    {
        var bits = decimal.GetBits(value);
        var coefficient = (BigInteger)(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        var shift = scale - ((bits[3] >> 16) & 0xFF);
        if (shift >= 0)
        {
            coefficient *= BigInteger.Pow(10, shift);
        }
        else
        {
            coefficient = BigInteger.DivRem(coefficient, BigInteger.Pow(10, -shift), out var rest);
            if (!rest.IsZero) throw new ArgumentException($"{value} has more than {scale} digits after the point.", nameof(value));
        }
        if (coefficient >= BigInteger.Pow(10, precision)) throw new OverflowException($"{value} has more than {precision - scale} digits before the point.");
        var digits = coefficient.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
        return value < 0 ? "0" + Complement(digits) : "1" + digits;
    }

    private static string Complement(string digits) => string.Create(digits.Length, digits, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (char)('0' + '9' - source[i]);
    });
}
