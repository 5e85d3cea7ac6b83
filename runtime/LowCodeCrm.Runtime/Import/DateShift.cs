using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

/// <summary>Moves days and instants by whole weeks: what was on a Monday at nine stays on a Monday at nine, and what came after something else still does.</summary>
/// <param name="days">A multiple of seven.</param>
/// <param name="zone">The app's: instants keep their time of day there.</param>
internal sealed class DateShift(int days, TimeZoneInfo zone)
{
    private const int Week = 7;

    /// <summary>The whole weeks from a day to now, in days; the day itself is moved to one of the last seven.</summary>
    public static int DaysBetween(DateOnly asOf, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (int)Math.Floor((today.DayNumber - asOf.DayNumber) / (double)Week) * Week;
    }

    public void Apply(RecordInput input)
    {
        for (var i = 0; i < input.Values.Count; i++)
            input.Values[i] = input.Values[i] switch
            {
                { Field.Type: FieldType.Date, Value: DateOnly day } => input.Values[i] with { Value = day.AddDays(days) },
                { Field.Type: FieldType.DateTime, Value: DateTime at } => input.Values[i] with { Value = Moved(at) },
                var other => other,
            };
    }

    private DateTime Moved(DateTime at)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc), zone).AddDays(days);
        // Where clocks are put forward that time of day may not exist: the hour after it does.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
    }
}
