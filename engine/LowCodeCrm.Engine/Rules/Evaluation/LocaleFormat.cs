using System.Globalization;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Values as a reader writes them, for messages. Own patterns: the process has no ICU to ask.</summary>
internal static class LocaleFormat
{
    private static readonly string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Format(object? value, RuleType type, RuleContext context)
    {
        var japanese = context.Locale.StartsWith("ja", StringComparison.Ordinal);
        return value switch
        {
            null => "",
            bool b => japanese ? b ? "はい" : "いいえ" : b ? "yes" : "no",
            string text when type.Kind is TypeKind.Choice or TypeKind.Channel => RuleText.Label(context, text, type.Choice ?? "")!,
            string text => text,
            long number => number.ToString("#,0", CultureInfo.InvariantCulture),
            decimal number => number.ToString("#,0.############################", CultureInfo.InvariantCulture),
            DateOnly date => Date(date, japanese),
            TimeOnly time => Time(time, japanese),
            DateTime instant => TimeZones.Get(context.UserTimeZone).ToLocal(instant) is var local
                ? $"{Date(DateOnly.FromDateTime(local), japanese)} {Time(TimeOnly.FromDateTime(local), japanese)}" : "",
            TimeSpan duration => Duration(duration, japanese),
            Period period => Units(japanese, period.Months < 0, (Math.Abs((long)period.Months) / 12, "year", "年"), (Math.Abs((long)period.Months) % 12, "month", "か月")),
            TextSet set when type.Element?.Kind == TypeKind.Choice => string.Join(japanese ? "、" : ", ", set.Items.Select(item => RuleText.Label(context, item, type.Element.Choice!))),
            TextSet set => string.Join(japanese ? "、" : ", ", set.Items),
            TextList list => string.Join(japanese ? "、" : ", ", list.Items),
            EntityRecord record => record.Id.ToString("D"),
            FileValue file => file.Name,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    private static string Date(DateOnly date, bool japanese) => japanese
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日")
        : string.Create(CultureInfo.InvariantCulture, $"{months[date.Month - 1]} {date.Day}, {date.Year}");

    private static string Time(TimeOnly time, bool japanese) => time.ToString(time.Second == 0 ? japanese ? "H:mm" : "HH:mm" : japanese ? "H:mm:ss" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan duration, bool japanese)
    {
        var ticks = Int128.Abs(duration.Ticks);
        var rest = (long)(ticks % TimeSpan.TicksPerDay);
        return Units(japanese, duration.Ticks < 0, ((long)(ticks / TimeSpan.TicksPerDay), "day", "日"), (rest / TimeSpan.TicksPerHour, "hour", "時間"),
            (rest / TimeSpan.TicksPerMinute % 60, "minute", "分"), (rest / TimeSpan.TicksPerSecond % 60, "second", "秒"));
    }

    private static string Units(bool japanese, bool negative, params (long Count, string En, string Ja)[] units)
    {
        var parts = units.Where(unit => unit.Count != 0).DefaultIfEmpty(units[^1]);
        var text = japanese
            ? string.Concat(parts.Select(unit => $"{unit.Count}{unit.Ja}"))
            : string.Join(" ", parts.Select(unit => $"{unit.Count} {unit.En}{(unit.Count == 1 ? "" : "s")}"));
        return negative ? "-" + text : text;
    }
}
