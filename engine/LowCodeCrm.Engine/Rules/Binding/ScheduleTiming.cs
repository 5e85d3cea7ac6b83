using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Binding;

public enum ScheduleFrequency { Daily, Weekly, Monthly, Every }

/// <summary>When a schedule runs. Pure: the clock is handed in.</summary>
/// <param name="Days">Weekly: 1 for Monday to 7 for Sunday; monthly: 1 to 31, a day that a month lacks being its last.</param>
/// <param name="At">By clocks in <paramref name="Zone"/>. Where clocks are put forward over it, the run comes that much later; where they show it twice, once, the first time.</param>
/// <param name="Every">Between runs, counted in whole steps from midnight UTC.</param>
/// <param name="Zone">IANA id.</param>
public sealed record ScheduleTiming(ScheduleFrequency Frequency, ImmutableArray<int> Days, TimeOnly At, TimeSpan Every, string Zone)
{
    /// <summary>The first time after an instant, UTC.</summary>
    public DateTime Next(DateTime after)
    {
        if (Frequency == ScheduleFrequency.Every) return new DateTime((after.Ticks / Every.Ticks + 1) * Every.Ticks, DateTimeKind.Utc);
        var zone = TimeZones.Get(Zone);
        // A gap may carry a run over midnight, so the search begins a day early.
        for (var day = DateOnly.FromDateTime(zone.ToLocal(after)).AddDays(-1); ; day = day.AddDays(1))
        {
            if (!IsOn(day)) continue;
            var next = zone.ToUtc(day.ToDateTime(At));
            if (next > after) return next;
        }
    }

    private bool IsOn(DateOnly day) => Frequency switch
    {
        ScheduleFrequency.Daily => true,
        ScheduleFrequency.Weekly => Days.Contains(((int)day.DayOfWeek + 6) % 7 + 1),
        _ => Days.Any(number => Math.Min(number, DateTime.DaysInMonth(day.Year, day.Month)) == day.Day),
    };

    /// <summary>The same for the same timing, and readable: <c>weekly 1,5 09:00 Asia/Tokyo</c>.</summary>
    public override string ToString() => Frequency == ScheduleFrequency.Every
        ? string.Create(CultureInfo.InvariantCulture, $"every {Every.TotalMinutes} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{Frequency.ToString().ToLowerInvariant()} {string.Join(',', Days)} {At:HH:mm} {Zone}").Replace("  ", " ", StringComparison.Ordinal);
}
