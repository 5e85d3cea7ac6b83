using System.Numerics;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Functions of numbers. Rounding keeps its argument's type; digits may be negative (tens, hundreds).</summary>
public static class RuleMath
{
    private static readonly decimal[] Powers = [.. Enumerable.Range(0, 29).Select(n => (decimal)BigInteger.Pow(10, n))];

    public static long? Abs(long? x) => x is { } v ? v == long.MinValue ? throw RuleErrors.Overflow() : Math.Abs(v) : null;
    public static decimal? Abs(decimal? x) => x is { } v ? Math.Abs(v) : null;

    public static decimal? Floor(decimal? x, long? digits) => Round(x, digits, MidpointRounding.ToNegativeInfinity);
    public static long? Floor(long? x, long? digits) => Round(x, digits, MidpointRounding.ToNegativeInfinity);
    public static decimal? Ceiling(decimal? x, long? digits) => Round(x, digits, MidpointRounding.ToPositiveInfinity);
    public static long? Ceiling(long? x, long? digits) => Round(x, digits, MidpointRounding.ToPositiveInfinity);
    /// <summary>Ties away from zero, as FEEL has it.</summary>
    public static decimal? RoundHalfUp(decimal? x, long? digits) => Round(x, digits, MidpointRounding.AwayFromZero);
    public static long? RoundHalfUp(long? x, long? digits) => Round(x, digits, MidpointRounding.AwayFromZero);
    public static decimal? RoundHalfEven(decimal? x, long? digits) => Round(x, digits, MidpointRounding.ToEven);
    public static long? RoundHalfEven(long? x, long? digits) => Round(x, digits, MidpointRounding.ToEven);
    /// <summary>Towards zero.</summary>
    public static decimal? RoundDown(decimal? x, long? digits) => Round(x, digits, MidpointRounding.ToZero);
    public static long? RoundDown(long? x, long? digits) => Round(x, digits, MidpointRounding.ToZero);
    /// <summary>Away from zero.</summary>
    public static decimal? RoundUp(decimal? x, long? digits) => x < 0 ? Floor(x, digits) : Ceiling(x, digits);
    public static long? RoundUp(long? x, long? digits) => x < 0 ? Floor(x, digits) : Ceiling(x, digits);

    // More than two arguments are calls of calls: empty in, empty out makes that the same.
    public static long? Min(long? a, long? b) => a is { } x && b is { } y ? Math.Min(x, y) : null;
    public static decimal? Min(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Min(x, y) : null;
    public static string? Min(string? a, string? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static DateOnly? Min(DateOnly? a, DateOnly? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static TimeOnly? Min(TimeOnly? a, TimeOnly? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static DateTime? Min(DateTime? a, DateTime? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static TimeSpan? Min(TimeSpan? a, TimeSpan? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static Period? Min(Period? a, Period? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? a : b : null;
    public static long? Max(long? a, long? b) => a is { } x && b is { } y ? Math.Max(x, y) : null;
    public static decimal? Max(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Max(x, y) : null;
    public static string? Max(string? a, string? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;
    public static DateOnly? Max(DateOnly? a, DateOnly? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;
    public static TimeOnly? Max(TimeOnly? a, TimeOnly? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;
    public static DateTime? Max(DateTime? a, DateTime? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;
    public static TimeSpan? Max(TimeSpan? a, TimeSpan? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;
    public static Period? Max(Period? a, Period? b) => RuleOperators.LessOrEqual(a, b) is { } less ? less ? b : a : null;

    /// <summary>What an assignment to a field does: half up (ties away from zero) to the field's scale.</summary>
    public static decimal? ToScale(decimal? x, int scale) => x is { } v ? decimal.Round(v, Math.Clamp(scale, 0, 28), MidpointRounding.AwayFromZero) : null;

    private static decimal? Round(decimal? x, long? digits, MidpointRounding mode)
    {
        if (x is not { } value || digits is not { } places) return null;
        if (places >= 28 || value == 0) return value;
        if (places >= 0) return decimal.Round(value, (int)places, mode);
        if (places < -28) return IsTowardsZero(value, places, mode) ? 0m : throw RuleErrors.Overflow();
        // Remainder and difference are exact, where a quotient could round into a tie.
        var unit = Powers[(int)-places];
        var rest = value % unit;
        var towardsZero = value - rest;
        if (rest == 0) return value;
        var twice = decimal.Compare(Math.Abs(rest), unit / 2);
        var away = mode switch
        {
            MidpointRounding.ToZero => false,
            MidpointRounding.ToNegativeInfinity => value < 0,
            MidpointRounding.ToPositiveInfinity => value > 0,
            MidpointRounding.AwayFromZero => twice >= 0,
            _ => twice > 0 || (twice == 0 && towardsZero / unit % 2 != 0),
        };
        try { return !away ? towardsZero : value < 0 ? towardsZero - unit : towardsZero + unit; }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    // The unit is larger than any decimal; half of 10^29 is not.
    private static bool IsTowardsZero(decimal value, long places, MidpointRounding mode) => mode switch
    {
        MidpointRounding.ToNegativeInfinity => value > 0,
        MidpointRounding.ToPositiveInfinity => value < 0,
        MidpointRounding.ToZero => true,
        _ => places < -29 || Math.Abs(value).CompareTo(5 * Powers[28]) is var half && (half < 0 || (half == 0 && mode == MidpointRounding.ToEven)),
    };

    private static long? Round(long? x, long? digits, MidpointRounding mode)
    {
        if (x is null || digits is null) return null;
        if (digits >= 0) return x;
        var rounded = Round((decimal)x.Value, digits, mode)!.Value;
        return rounded is >= long.MinValue and <= long.MaxValue ? (long)rounded : throw RuleErrors.Overflow();
    }

    /// <summary>The product with a decimal as a whole number, half-even; saturates far outside any range.</summary>
    internal static Int128 MultiplyExact(long whole, decimal factor)
    {
        var (coefficient, scale) = Parts(factor);
        return HalfEven(whole * coefficient, BigInteger.Pow(10, scale));
    }

    internal static Int128 DivideExact(long whole, decimal divisor)
    {
        var (coefficient, scale) = Parts(divisor);
        return HalfEven(whole * BigInteger.Pow(10, scale), coefficient);
    }

    /// <summary>The product with a decimal, cut to a whole number.</summary>
    internal static Int128 MultiplyWhole(long whole, decimal factor)
    {
        var (coefficient, scale) = Parts(factor);
        return Saturated(whole * coefficient / BigInteger.Pow(10, scale));
    }

    internal static Int128 DivideWhole(long whole, decimal divisor)
    {
        var (coefficient, scale) = Parts(divisor);
        return Saturated(whole * BigInteger.Pow(10, scale) / coefficient);
    }

    private static Int128 Saturated(BigInteger value) => (Int128)BigInteger.Clamp(value, Int128.MinValue, Int128.MaxValue);

    private static (BigInteger Coefficient, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new BigInteger((uint)bits[0]) | new BigInteger((uint)bits[1]) << 32 | new BigInteger((uint)bits[2]) << 64;
        return (bits[3] < 0 ? -magnitude : magnitude, value.Scale);
    }

    private static Int128 HalfEven(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        var twice = (rest * 2).CompareTo(denominator);
        if (twice > 0 || (twice == 0 && !quotient.IsEven)) quotient++;
        if (quotient > Int128.MaxValue) quotient = Int128.MaxValue;
        return (Int128)(numerator.Sign < 0 ? -quotient : quotient);
    }
}
