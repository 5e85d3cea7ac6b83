using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Arithmetic: an empty operand gives empty, leaving the range is an error, dividing by zero is empty.</summary>
/// <remarks>
/// System.Decimal itself computes the exact result rounded half-even to the largest scale that fits (a test compares it with
/// integers of any size), so decimals need no arithmetic of their own.
/// </remarks>
public static partial class RuleOperators
{
    public static long? Negate(long? a)
    {
        try { return checked(-a); }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static decimal? Negate(decimal? a) => -a;
    public static TimeSpan? Negate(TimeSpan? a) => a is { } x ? Ticks(-(Int128)x.Ticks) : null;
    public static Period? Negate(Period? a) => a is { } x ? Months(-(long)x.Months) : null;

    public static long? Add(long? a, long? b)
    {
        try { return checked(a + b); }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static long? Subtract(long? a, long? b)
    {
        try { return checked(a - b); }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static long? Multiply(long? a, long? b)
    {
        try { return checked(a * b); }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    /// <summary>Floored: the sign of the divisor.</summary>
    public static long? Mod(long? a, long? b)
    {
        if (a is not { } x || b is not { } y || y == 0) return null;
        if (y == -1) return 0;
        var rest = x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
    }

    public static decimal? Add(decimal? a, decimal? b)
    {
        try { return a + b; }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static decimal? Subtract(decimal? a, decimal? b)
    {
        try { return a - b; }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static decimal? Multiply(decimal? a, decimal? b)
    {
        try { return a * b; }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    public static decimal? Divide(decimal? a, decimal? b)
    {
        if (a is not { } x || b is not { } y || y == 0) return null;
        try { return x / y; }
        catch (OverflowException) { throw RuleErrors.Overflow(); }
    }

    /// <summary><c>/</c> is always decimal, of whole numbers too.</summary>
    public static decimal? Divide(long? a, long? b) => Divide((decimal?)a, b);

    /// <summary>Floored: the sign of the divisor.</summary>
    public static decimal? Mod(decimal? a, decimal? b)
    {
        if (a is not { } x || b is not { } y || y == 0) return null;
        var rest = x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
    }

    public static DateOnly? Add(DateOnly? date, TimeSpan? duration) => date is { } d && duration is { } t ? RuleTime.AddDays(d, WholeDays(t)) : null;
    public static DateOnly? Add(TimeSpan? duration, DateOnly? date) => Add(date, duration);
    public static DateOnly? Subtract(DateOnly? date, TimeSpan? duration) => date is { } d && duration is { } t ? RuleTime.AddDays(d, -WholeDays(t)) : null;
    public static DateOnly? Add(DateOnly? date, Period? period) => date is { } d && period is { } p ? RuleTime.AddMonths(d, p.Months) : null;
    public static DateOnly? Add(Period? period, DateOnly? date) => Add(date, period);
    public static DateOnly? Subtract(DateOnly? date, Period? period) => date is { } d && period is { } p ? RuleTime.AddMonths(d, -(long)p.Months) : null;
    public static TimeSpan? Subtract(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? TimeSpan.FromDays(x.DayNumber - y.DayNumber) : null;

    public static DateTime? Add(DateTime? instant, TimeSpan? duration) => instant is { } i && duration is { } t ? RuleTime.Instant((Int128)i.Ticks + t.Ticks) : null;
    public static DateTime? Add(TimeSpan? duration, DateTime? instant) => Add(instant, duration);
    public static DateTime? Subtract(DateTime? instant, TimeSpan? duration) => instant is { } i && duration is { } t ? RuleTime.Instant((Int128)i.Ticks - t.Ticks) : null;
    public static TimeSpan? Subtract(DateTime? a, DateTime? b) => a - b;

    /// <summary>Works on the app's local time: a gap moves forward, an overlap takes the earlier instant.</summary>
    public static DateTime? Add(RuleContext context, DateTime? instant, Period? period) =>
        instant is { } i && period is { } p ? RuleTime.AddMonths(context, i, p.Months) : null;
    public static DateTime? Add(RuleContext context, Period? period, DateTime? instant) => Add(context, instant, period);
    public static DateTime? Subtract(RuleContext context, DateTime? instant, Period? period) =>
        instant is { } i && period is { } p ? RuleTime.AddMonths(context, i, -(long)p.Months) : null;

    /// <summary>A time of day goes around the clock.</summary>
    public static TimeOnly? Add(TimeOnly? time, TimeSpan? duration) => time is { } t && duration is { } d ? t.Add(d) : null;
    public static TimeOnly? Add(TimeSpan? duration, TimeOnly? time) => Add(time, duration);
    public static TimeOnly? Subtract(TimeOnly? time, TimeSpan? duration) => time is { } t && duration is { } d ? t.Add(new TimeSpan(-(d.Ticks % TimeSpan.TicksPerDay))) : null;
    /// <summary>Negative where <paramref name="a"/> is the earlier time of day.</summary>
    public static TimeSpan? Subtract(TimeOnly? a, TimeOnly? b) => a is { } x && b is { } y ? new TimeSpan(x.Ticks - y.Ticks) : null;

    public static TimeSpan? Add(TimeSpan? a, TimeSpan? b) => a is { } x && b is { } y ? Ticks((Int128)x.Ticks + y.Ticks) : null;
    public static TimeSpan? Subtract(TimeSpan? a, TimeSpan? b) => a is { } x && b is { } y ? Ticks((Int128)x.Ticks - y.Ticks) : null;
    public static TimeSpan? Multiply(TimeSpan? duration, long? factor) => duration is { } d && factor is { } f ? Ticks((Int128)d.Ticks * f) : null;
    public static TimeSpan? Multiply(long? factor, TimeSpan? duration) => Multiply(duration, factor);
    public static TimeSpan? Multiply(TimeSpan? duration, decimal? factor) => duration is { } d && factor is { } f ? Ticks(RuleMath.MultiplyExact(d.Ticks, f)) : null;
    public static TimeSpan? Multiply(decimal? factor, TimeSpan? duration) => Multiply(duration, factor);
    public static TimeSpan? Divide(TimeSpan? duration, decimal? divisor) => duration is { } d && divisor is { } by && by != 0 ? Ticks(RuleMath.DivideExact(d.Ticks, by)) : null;
    public static TimeSpan? Divide(TimeSpan? duration, long? divisor) => Divide(duration, (decimal?)divisor);
    public static decimal? Divide(TimeSpan? a, TimeSpan? b) => Divide(a?.Ticks, b?.Ticks);

    public static Period? Add(Period? a, Period? b) => a is { } x && b is { } y ? Months((long)x.Months + y.Months) : null;
    public static Period? Subtract(Period? a, Period? b) => a is { } x && b is { } y ? Months((long)x.Months - y.Months) : null;
    public static Period? Multiply(Period? period, long? factor) => period is { } p && factor is { } f ? Months((Int128)p.Months * f) : null;
    public static Period? Multiply(long? factor, Period? period) => Multiply(period, factor);
    /// <summary>To whole months, as FEEL has it: a part of a month is cut off.</summary>
    public static Period? Multiply(Period? period, decimal? factor) => period is { } p && factor is { } f ? Months(RuleMath.MultiplyWhole(p.Months, f)) : null;
    public static Period? Multiply(decimal? factor, Period? period) => Multiply(period, factor);
    public static Period? Divide(Period? period, decimal? divisor) => period is { } p && divisor is { } by && by != 0 ? Months(RuleMath.DivideWhole(p.Months, by)) : null;
    public static Period? Divide(Period? period, long? divisor) => Divide(period, (decimal?)divisor);

    public static decimal? Divide(Period? a, Period? b) => Divide(a?.Months, b?.Months);

    internal static TimeSpan Ticks(Int128 ticks) => ticks >= long.MinValue && ticks <= long.MaxValue ? new TimeSpan((long)ticks) : throw RuleErrors.TimeOutOfRange();
    internal static Period Months(Int128 months) => months >= int.MinValue && months <= int.MaxValue ? new Period((int)months) : throw RuleErrors.TimeOutOfRange();

    private static long WholeDays(TimeSpan duration) =>
        duration.Ticks % TimeSpan.TicksPerDay == 0 ? duration.Ticks / TimeSpan.TicksPerDay : throw RuleErrors.PartOfDay();
}
