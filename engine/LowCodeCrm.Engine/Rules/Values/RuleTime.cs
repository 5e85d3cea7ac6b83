using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Functions of dates, times, durations and periods. Those of an instant work in the app's zone, so the whole group takes the context.</summary>
public static class RuleTime
{
    public static TimeSpan? Days(decimal? n) => Span(n, TimeSpan.TicksPerDay);
    public static TimeSpan? Hours(decimal? n) => Span(n, TimeSpan.TicksPerHour);
    public static TimeSpan? Minutes(decimal? n) => Span(n, TimeSpan.TicksPerMinute);
    public static TimeSpan? Seconds(decimal? n) => Span(n, TimeSpan.TicksPerSecond);
    public static TimeSpan? Weeks(decimal? n) => Span(n, 7 * TimeSpan.TicksPerDay);
    public static TimeSpan? Days(long? n) => Days((decimal?)n);
    public static TimeSpan? Hours(long? n) => Hours((decimal?)n);
    public static TimeSpan? Minutes(long? n) => Minutes((decimal?)n);
    public static TimeSpan? Seconds(long? n) => Seconds((decimal?)n);
    public static TimeSpan? Weeks(long? n) => Weeks((decimal?)n);
    public static Period? Years(long? n) => n is { } v ? RuleOperators.Months((Int128)v * 12) : null;
    public static Period? Months(long? n) => n is { } v ? RuleOperators.Months(v) : null;

    private static TimeSpan? Span(decimal? n, long unit) => n is { } v ? RuleOperators.Ticks(RuleMath.MultiplyExact(unit, v)) : null;

    // Components, as FEEL has them: of P2DT3H, days 2 and hours 3; all with the duration's sign.
    public static long? DaysOf(TimeSpan? d) => d?.Ticks / TimeSpan.TicksPerDay;
    public static long? HoursOf(TimeSpan? d) => d?.Ticks / TimeSpan.TicksPerHour % 24;
    public static long? MinutesOf(TimeSpan? d) => d?.Ticks / TimeSpan.TicksPerMinute % 60;
    public static long? SecondsOf(TimeSpan? d) => d?.Ticks / TimeSpan.TicksPerSecond % 60;
    public static long? YearsOf(Period? p) => p?.Months / 12;
    public static long? MonthsOf(Period? p) => p?.Months % 12;

    public static long? Year(RuleContext context, DateOnly? d) => d?.Year;
    public static long? Month(RuleContext context, DateOnly? d) => d?.Month;
    public static long? Day(RuleContext context, DateOnly? d) => d?.Day;
    /// <summary>1 for Monday to 7 for Sunday, as ISO 8601 and FEEL have it.</summary>
    public static long? Weekday(RuleContext context, DateOnly? d) => d is { } date ? ((int)date.DayOfWeek + 6) % 7 + 1 : null;
    public static long? Hour(RuleContext context, TimeOnly? t) => t?.Hour;
    public static long? Minute(RuleContext context, TimeOnly? t) => t?.Minute;
    public static long? Second(RuleContext context, TimeOnly? t) => t?.Second;
    public static long? Year(RuleContext context, DateTime? t) => Year(context, DateOf(context, t));
    public static long? Month(RuleContext context, DateTime? t) => Month(context, DateOf(context, t));
    public static long? Day(RuleContext context, DateTime? t) => Day(context, DateOf(context, t));
    public static long? Weekday(RuleContext context, DateTime? t) => Weekday(context, DateOf(context, t));
    public static long? Hour(RuleContext context, DateTime? t) => TimeOf(context, t)?.Hour;
    public static long? Minute(RuleContext context, DateTime? t) => TimeOf(context, t)?.Minute;
    public static long? Second(RuleContext context, DateTime? t) => TimeOf(context, t)?.Second;

    public static DateOnly? MonthStart(DateOnly? d) => d is { } date ? new DateOnly(date.Year, date.Month, 1) : null;
    public static DateOnly? MonthEnd(DateOnly? d) => d is { } date ? new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)) : null;

    public static DateOnly? DateOf(RuleContext context, DateTime? t) => t is { } instant ? DateOnly.FromDateTime(Local(context, instant)) : null;
    public static TimeOnly? TimeOf(RuleContext context, DateTime? t) => t is { } instant ? TimeOnly.FromDateTime(Local(context, instant)) : null;

    /// <summary>In a gap the clock has moved forward by its length; of an overlap the earlier instant.</summary>
    public static DateTime? DatetimeAt(RuleContext context, DateOnly? d, TimeOnly? t) =>
        d is { } date && t is { } time ? ZoneOf(context).ToUtc(date.ToDateTime(time)) : null;

    public static long? DaysBetween(DateOnly? from, DateOnly? to) => from is { } a && to is { } b ? b.DayNumber - a.DayNumber : null;

    /// <summary>Whole months, cut off towards zero; a month is whole when its day of the month is reached, as in FEEL.</summary>
    public static long? MonthsBetween(DateOnly? from, DateOnly? to)
    {
        if (from is not { } a || to is not { } b) return null;
        // A month weighs 32, more than any day: the quotient then counts whole months in both directions.
        return ((b.Year * 12L + b.Month) * 32 + b.Day - (a.Year * 12L + a.Month) * 32 - a.Day) / 32;
    }

    /// <summary>The n-th working day after the date, before it for a negative n; 0 is the date itself.</summary>
    public static DateOnly? BusinessDays(RuleContext context, DateOnly? d, long? n)
    {
        if (d is not { } date || n is not { } count) return null;
        var calendar = HolidayCalendar.Find(context.Calendar);
        var step = Math.Sign(count);
        for (var left = count; left != 0;)
        {
            context.Spend(1);
            date = AddDays(date, step);
            if (calendar.IsBusinessDay(date)) left -= step;
        }
        return date;
    }

    public static DateOnly? Today(RuleContext context) => DateOf(context, context.Now);
    public static DateTime? Now(RuleContext context) => context.Now;
    public static DateOnly? UserToday(RuleContext context) => DateOnly.FromDateTime(TimeZones.Get(context.UserTimeZone).ToLocal(context.Now));

    internal static DateOnly AddDays(DateOnly date, long days)
    {
        var number = (Int128)date.DayNumber + days;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : throw RuleErrors.TimeOutOfRange();
    }

    /// <summary>Keeps the day, clamped to the month's end.</summary>
    internal static DateOnly AddMonths(DateOnly date, long months)
    {
        var index = (date.Year - 1) * 12L + date.Month - 1 + months;
        if (index is < 0 or >= 9999 * 12) throw RuleErrors.TimeOutOfRange();
        var (year, month) = ((int)(index / 12) + 1, (int)(index % 12) + 1);
        return new DateOnly(year, month, Math.Min(date.Day, DateTime.DaysInMonth(year, month)));
    }

    internal static DateTime AddMonths(RuleContext context, DateTime instant, long months)
    {
        var zone = ZoneOf(context);
        var local = zone.ToLocal(instant);
        return zone.ToUtc(AddMonths(DateOnly.FromDateTime(local), months).ToDateTime(TimeOnly.FromDateTime(local)));
    }

    internal static DateTime Instant(Int128 ticks) =>
        ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks, DateTimeKind.Utc) : throw RuleErrors.TimeOutOfRange();

    private static DateTime Local(RuleContext context, DateTime instant) => ZoneOf(context).ToLocal(instant);

    private static TimeZoneData ZoneOf(RuleContext context) => TimeZones.Get(context.TimeZone);
}
