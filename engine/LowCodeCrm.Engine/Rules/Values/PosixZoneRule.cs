using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>A zone's rule for all years to come, in POSIX form: <c>CET-1CEST,M3.5.0,M10.5.0/3</c>.</summary>
internal sealed partial class PosixZoneRule
{
    private readonly int standard;
    private readonly int? daylight;
    private readonly YearRule start, end;

    private PosixZoneRule(int standard, int? daylight, YearRule start, YearRule end) =>
        (this.standard, this.daylight, this.start, this.end) = (standard, daylight, start, end);

    public static PosixZoneRule Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) throw new FormatException($"The zone rule {text} cannot be read.");
        // POSIX counts westwards.
        var standard = -Seconds(match.Groups["offset"].Value);
        if (!match.Groups["dst"].Success) return new(standard, null, default, default);
        var daylight = match.Groups["dstOffset"].Success ? -Seconds(match.Groups["dstOffset"].Value) : standard + 3600;
        return new(standard, daylight, YearRule.Parse(match.Groups["start"].Value), YearRule.Parse(match.Groups["end"].Value));
    }

    public int OffsetAt(long unix)
    {
        if (daylight is not { } summer) return standard;
        var year = DateTime.UnixEpoch.AddSeconds(Math.Clamp(unix + standard, -62_135_596_800, 253_402_300_799)).Year;
        var from = start.InYear(year) - standard;
        var to = end.InYear(year) - summer;
        var inSummer = from < to ? unix >= from && unix < to : unix >= from || unix < to;
        return inSummer ? summer : standard;
    }

    /// <summary>The changes after an instant, to the year 9999.</summary>
    public IEnumerable<(long Since, int Offset)> Changes(long after)
    {
        if (daylight is not { } summer) yield break;
        var first = DateTime.UnixEpoch.AddSeconds(Math.Clamp(after, -62_135_596_800, 253_402_300_799)).Year;
        for (var year = Math.Max(1, first - 1); year <= 9999; year++)
        {
            (long Since, int Offset)[] changes = [(start.InYear(year) - standard, summer), (end.InYear(year) - summer, standard)];
            foreach (var change in changes.Order())
                if (change.Since > after) yield return change;
        }
    }

    private static int Seconds(string text)
    {
        var negative = text.StartsWith('-');
        var parts = text.TrimStart('-', '+').Split(':');
        var seconds = 0;
        for (var i = 0; i < 3; i++) seconds = seconds * 60 + (i < parts.Length ? int.Parse(parts[i], CultureInfo.InvariantCulture) : 0);
        return negative ? -seconds : seconds;
    }

    [GeneratedRegex(@"^(?<std>[A-Za-z]+|<[^>]+>)(?<offset>[-+]?[\d:]+)((?<dst>[A-Za-z]+|<[^>]+>)(?<dstOffset>[-+]?[\d:]+)?,(?<start>[^,]+),(?<end>[^,]+))?$")]
    private static partial Regex Pattern();

    /// <summary>A local time of each year: Mm.w.d, Jn (without leap days) or n, and seconds after midnight.</summary>
    private readonly record struct YearRule(char Kind, int Month, int Week, int Day, int Time)
    {
        public static YearRule Parse(string text)
        {
            var slash = text.IndexOf('/');
            var time = slash < 0 ? 7200 : Seconds(text[(slash + 1)..]);
            var date = slash < 0 ? text : text[..slash];
            if (date[0] == 'M')
            {
                var parts = date[1..].Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                return new('M', parts[0], parts[1], parts[2], time);
            }
            return date[0] == 'J'
                ? new('J', 0, 0, int.Parse(date[1..], CultureInfo.InvariantCulture), time)
                : new('N', 0, 0, int.Parse(date, CultureInfo.InvariantCulture), time);
        }

        /// <summary>Local seconds since 1970.</summary>
        public long InYear(int year)
        {
            var date = new DateTime(year, 1, 1);
            if (Kind == 'M')
            {
                var first = new DateTime(year, Month, 1);
                var day = 1 + (Day - (int)first.DayOfWeek + 7) % 7 + (Week - 1) * 7;
                if (day > DateTime.DaysInMonth(year, Month)) day -= 7;
                date = new DateTime(year, Month, day);
            }
            else date = date.AddDays(Kind == 'J' ? Day - 1 + (DateTime.IsLeapYear(year) && Day >= 60 ? 1 : 0) : Day);
            return (date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond + Time;
        }
    }
}
