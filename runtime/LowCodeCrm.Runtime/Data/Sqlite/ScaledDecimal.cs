namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>A decimal of up to 18 digits as a 64-bit integer: the value times ten to the column's scale.</summary>
public static class ScaledDecimal
{
    /// <summary>Up to so many digits a 64-bit integer serves.</summary>
    public const int MaxDigits = 18;

    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(n => Enumerable.Repeat(10L, n).Aggregate(1L, (a, b) => a * b))];

    /// <summary>Ten to a power of 0 to 28.</summary>
    internal static decimal Power(int exponent) => exponent <= MaxDigits ? Powers[exponent] : (decimal)Powers[MaxDigits] * Powers[exponent - MaxDigits];

    public static decimal Read(long stored, int scale)
    {
        var magnitude = stored < 0 ? unchecked((ulong)-stored) : (ulong)stored;
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, stored < 0, (byte)scale);
    }

    /// <exception cref="OverflowException">The value has more digits than the column.</exception>
    /// <exception cref="ArgumentException">The value has a finer scale than the column.</exception>
    public static long Write(decimal value, int precision, int scale)
    {
        if (Math.Abs(value) >= Powers[precision] / (decimal)Powers[scale]) throw new OverflowException($"{value} has more than {precision - scale} digits before the point.");
        var scaled = value * Powers[scale];
        var whole = (long)scaled;
        return whole == scaled ? whole : throw new ArgumentException($"{value} has more than {scale} digits after the point.", nameof(value));
    }
}
