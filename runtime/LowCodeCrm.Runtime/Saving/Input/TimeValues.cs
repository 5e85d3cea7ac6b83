using System.Globalization;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>Dates, times, instants and durations in ISO form; from spreadsheets also the forms that people type.</summary>
internal static partial class TimeValues
{
    private static readonly string[] TypedDates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy'年'M'月'd'日'", "yyyyMMdd"];

    public static ValueProblem? Date(string text, bool typed, out object? value)
    {
        value = null;
        var clean = NumberValues.Narrow(text);
        if (clean.Length == 0) return null;
        var formats = typed ? TypedDates : ["yyyy-MM-dd"];
        if (DateOnly.TryParseExact(clean, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || typed && clean.Length > 10 && DateOnly.TryParseExact(clean[..clean.IndexOfAny([' ', 'T'], 6).Or(clean.Length)], formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && IsMidnight(clean))
        {
            value = date;
            return null;
        }
        return ValueProblem.NotADate(text);
    }

    public static ValueProblem? Time(string text, out object? value)
    {
        value = null;
        var clean = NumberValues.Narrow(text);
        if (clean.Length == 0) return null;
        if (!TimeOnly.TryParseExact(clean, ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF", "H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return ValueProblem.NotATime(text);
        value = time;
        return null;
    }

    /// <summary>An instant; one without an offset is in the app's zone (a gap moves forward, an overlap takes the earlier).</summary>
    public static ValueProblem? DateTime(string text, bool typed, TimeZoneData zone, out object? value)
    {
        value = null;
        var clean = NumberValues.Narrow(text);
        if (clean.Length == 0) return null;
        if (typed) clean = TypedDateTime().Replace(clean.Replace('/', '-'), m => $"{m.Groups[1].Value}-{m.Groups[2].Value.PadLeft(2, '0')}-{m.Groups[3].Value.PadLeft(2, '0')}{(m.Groups[4].Success ? "T" + m.Groups[4].Value.PadLeft(2, '0') + m.Groups[5].Value : "T00:00")}");
        if (!Instant().IsMatch(clean)) return ValueProblem.NotADateTime(text);
        var upper = clean.ToUpperInvariant();
        if (upper.EndsWith('Z') || upper.LastIndexOfAny(['+', '-']) > 9)
        {
            if (!DateTimeOffset.TryParse(upper, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return ValueProblem.NotADateTime(text);
            value = Micro(instant.UtcDateTime);
            return null;
        }
        if (!System.DateTime.TryParse(upper, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return ValueProblem.NotADateTime(text);
        value = Micro(zone.ToUtc(System.DateTime.SpecifyKind(local, DateTimeKind.Unspecified)));
        return null;
    }

    public static ValueProblem? Duration(string text, out object? value)
    {
        value = null;
        var clean = NumberValues.Narrow(text).ToUpperInvariant();
        if (clean.Length == 0) return null;
        var m = IsoDuration().Match(clean);
        if (!m.Success || clean.EndsWith('T') || clean.TrimStart('+', '-') == "P") return ValueProblem.NotADuration(text);
        try
        {
            decimal Part(int group) => m.Groups[group].Success ? decimal.Parse(m.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var seconds = Part(2) * 604800 + Part(3) * 86400 + Part(4) * 3600 + Part(5) * 60 + Part(6);
            if (decimal.Truncate(seconds) != seconds) return ValueProblem.NotADuration(text);
            var span = TimeSpan.FromTicks(checked((long)seconds * TimeSpan.TicksPerSecond));
            value = m.Groups[1].Value == "-" ? -span : span;
            return null;
        }
        catch (OverflowException)
        {
            return ValueProblem.NumberTooLarge();
        }
    }

    public static ValueProblem? Period(string text, out object? value)
    {
        value = null;
        var m = IsoPeriod().Match(text.Trim().ToUpperInvariant());
        if (!m.Success || m.Length < 3) return ValueProblem.NotADuration(text);
        var months = (m.Groups[2].Success ? int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture) * 12 : 0) + (m.Groups[3].Success ? int.Parse(m.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0);
        value = new Period(m.Groups[1].Value == "-" ? -months : months);
        return null;
    }

    // Databases keep microseconds.
    private static System.DateTime Micro(System.DateTime instant) => new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
    private static bool IsMidnight(string text) => MidnightEnd().IsMatch(text);
    private static int Or(this int index, int otherwise) => index < 0 ? otherwise : index;

    [GeneratedRegex(@"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2})(:\d\d.*))?$")]
    private static partial Regex TypedDateTime();
    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Instant();
    [GeneratedRegex(@"^([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12}(?:\.0+)?)S)?)?$")]
    private static partial Regex IsoDuration();
    [GeneratedRegex(@"^([+-]?)P(?:(\d{1,5})Y)?(?:(\d{1,6})M)?$")]
    private static partial Regex IsoPeriod();
    [GeneratedRegex(@"[ T]0?0:00(:00(\.0+)?)?$")]
    private static partial Regex MidnightEnd();
}
