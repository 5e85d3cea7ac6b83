using System.Collections.Frozen;
using System.Globalization;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Which days are worked: Monday to Friday without the holidays of a calendar.</summary>
public sealed class HolidayCalendar
{
    private static readonly HolidayCalendar weekendsOnly = new("", FrozenDictionary<DateOnly, string>.Empty);
    private static readonly Lazy<HolidayCalendar> japan = new(() => Load("jp"));
    private readonly int firstYear, lastYear;

    private HolidayCalendar(string name, FrozenDictionary<DateOnly, string> holidays)
    {
        (Name, Holidays) = (name, holidays);
        (firstYear, lastYear) = holidays.Count == 0 ? (1, 9999) : (holidays.Keys.Min().Year, holidays.Keys.Max().Year);
    }

    public string Name { get; }

    /// <summary>The holidays' names by date, substitute and citizens' holidays included.</summary>
    public FrozenDictionary<DateOnly, string> Holidays { get; }

    /// <param name="name">"jp", or null for weekends only.</param>
    /// <exception cref="Evaluation.RuleEvaluationException">LCR6006: there is no such calendar.</exception>
    public static HolidayCalendar Find(string? name) => name switch
    {
        null or "" => weekendsOnly,
        "jp" => japan.Value,
        _ => throw RuleErrors.UnknownCalendar(name),
    };

    /// <exception cref="Evaluation.RuleEvaluationException">LCR6004: the calendar does not cover the year.</exception>
    public bool IsBusinessDay(DateOnly date)
    {
        if (date.Year < firstYear || date.Year > lastYear) throw RuleErrors.CalendarRange(Name, firstYear, lastYear);
        return date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.ContainsKey(date);
    }

    private static HolidayCalendar Load(string name) => new(name, EmbeddedData.ReadText($"holidays.{name}.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(line => DateOnly.ParseExact(line.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture), line => line[11..]));
}
