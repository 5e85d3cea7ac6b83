using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>
/// <c>text(x)</c> and its inverses. Text is invariant: no group separators, no trailing zeros, ISO 8601; a datetime in UTC
/// (<c>2026-04-01T00:00:00Z</c>), a time with seconds, durations <c>P28D</c>, <c>PT1H</c>, <c>-P1D</c>, periods <c>P1Y2M</c>.
/// </summary>
public static class RuleConvert
{
    public static string? Text(string? x) => x;
    public static string? Text(bool? x) => x is { } v ? v ? "true" : "false" : null;
    public static string? Text(long? x) => x?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(decimal? x)
    {
        if (x is not { } value) return null;
        if (value == 0) return "0";
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string? Text(DateOnly? x) => x?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string? Text(TimeOnly? x) => x?.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
    public static string? Text(DateTime? x) => x?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string? Text(TimeSpan? x)
    {
        if (x is not { } value) return null;
        if (value == TimeSpan.Zero) return "PT0S";
        // long.MinValue has no positive counterpart.
        var ticks = Int128.Abs(value.Ticks);
        var builder = new StringBuilder(value.Ticks < 0 ? "-P" : "P");
        Append(ticks / TimeSpan.TicksPerDay, 'D');
        var time = (long)(ticks % TimeSpan.TicksPerDay);
        if (time != 0) builder.Append('T');
        Append(time / TimeSpan.TicksPerHour, 'H');
        Append(time / TimeSpan.TicksPerMinute % 60, 'M');
        var seconds = time % TimeSpan.TicksPerMinute;
        if (seconds != 0) builder.Append(Text((decimal)seconds / TimeSpan.TicksPerSecond)).Append('S');
        return builder.ToString();

        void Append(Int128 count, char unit)
        {
            if (count != 0) builder.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
        }
    }

    public static string? Text(Period? x)
    {
        if (x is not { } value) return null;
        if (value.Months == 0) return "P0M";
        var months = Math.Abs((long)value.Months);
        var (years, rest) = (months / 12, months % 12);
        return (value.Months < 0 ? "-P" : "P")
            + (years == 0 ? "" : years.ToString(CultureInfo.InvariantCulture) + "Y")
            + (rest == 0 ? "" : rest.ToString(CultureInfo.InvariantCulture) + "M");
    }

    public static string? Text(Guid? x) => x?.ToString("D");
    public static string? Text(TextSet? x) => x is null ? null : RuleText.Checked(string.Join(", ", x.Items));
    public static string? Text(TextList? x) => x is null ? null : RuleText.Checked(string.Join(", ", x.Items));
    public static string? Text(PersonName? x) => x?.ToString();
    public static string? Text(Address? x) => x?.ToString();
    public static string? Text(GeoPoint? x) => x is null ? null : $"{Text(x.Lat)},{Text(x.Lon)}";
    public static string? Text(FileValue? x) => x?.Name;

    // Reading: what text() writes and nothing looser, so that both directions are inverses. Times and instants may also be written
    // as their literals are: without seconds, with an offset.

    public static long? Int(string? s) =>
        long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Text(value) == s ? value : null;

    public static decimal? Decimal(string? s) =>
        decimal.TryParse(s, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && Text(value) == s ? value : null;

    public static DateOnly? Date(string? s) =>
        DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) && Text(value) == s ? value : null;

    public static TimeOnly? Time(string? s)
    {
        if (!TimeOnly.TryParseExact(s, ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return null;
        return Text(value) is var text && (text == s || text == s + ":00") ? value : null;
    }

    public static DateTime? Datetime(string? s)
    {
        if (s is null || s.Length < 17 || s[10] != 'T' || Date(s[..10]) is not { } date) return null;
        var zone = s.AsSpan(11).IndexOfAny('Z', '+', '-');
        if (zone < 0 || Time(s[11..(11 + zone)]) is not { } time || Offset(s.AsSpan(11 + zone)) is not { } offset) return null;
        var ticks = date.ToDateTime(time).Ticks - offset.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
    }

    public static TimeSpan? Duration(string? s)
    {
        if (s is null || s.Length > 40) return null;
        var rest = s.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative) rest = rest[1..];
        if (!rest.StartsWith("P")) return null;
        rest = rest[1..];
        var ticks = Part(ref rest, 'D') * TimeSpan.TicksPerDay;
        if (rest.StartsWith("T"))
        {
            rest = rest[1..];
            ticks += Part(ref rest, 'H') * TimeSpan.TicksPerHour + Part(ref rest, 'M') * TimeSpan.TicksPerMinute + Part(ref rest, 'S') * TimeSpan.TicksPerSecond;
        }
        if (negative) ticks = -ticks;
        return rest.IsEmpty && ticks is >= long.MinValue and <= long.MaxValue && new TimeSpan((long)ticks) is var value && Text(value) == s ? value : null;
    }

    public static Period? Period(string? s)
    {
        if (s is null || s.Length > 40) return null;
        var rest = s.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative) rest = rest[1..];
        if (!rest.StartsWith("P")) return null;
        rest = rest[1..];
        var months = Part(ref rest, 'Y') * 12 + Part(ref rest, 'M');
        if (negative) months = -months;
        return rest.IsEmpty && months is >= int.MinValue and <= int.MaxValue && new Period((int)months) is var value && Text(value) == s ? value : null;
    }

    /// <summary>Takes "12D" off the front; 0 where the next number has another unit. Canonical form is checked by writing the result again.</summary>
    private static decimal Part(ref ReadOnlySpan<char> rest, char unit)
    {
        var length = rest.IndexOfAnyExcept("0123456789.");
        if (length is < 1 or > 16 || rest[length] != unit || !decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return 0;
        rest = rest[(length + 1)..];
        return number;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z") return TimeSpan.Zero;
        if (text.Length != 6 || text[3] != ':' || !byte.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !byte.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || hours > 18 || minutes > 59) return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }
}
