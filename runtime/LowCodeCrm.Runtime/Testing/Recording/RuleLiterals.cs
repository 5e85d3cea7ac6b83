using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>Values of fields as rules write them.</summary>
internal static class RuleLiterals
{
    /// <summary>Whether the language has literals for values of the field.</summary>
    public static bool Has(Field field) => field.Type is not (FieldType.PersonName or FieldType.Address or FieldType.Geo or FieldType.File or FieldType.Image or FieldType.Json or FieldType.ChildList or FieldType.ManyToMany or FieldType.User or FieldType.Id);

    /// <param name="nameOf">What a record is called in the test; null: it is not in it.</param>
    /// <returns>Null: it cannot be written.</returns>
    public static string? Of(Field field, object? value, Func<Guid, string?> nameOf) => value switch
    {
        null => "empty",
        bool yes => yes ? "true" : "false",
        long whole => Number(whole),
        decimal number => Number(number),
        string option when field.Type == FieldType.Choice => option,
        string text => TextLiteral.Of(text),
        DateOnly date => RuleConvert.Text((DateOnly?)date),
        TimeOnly time => time.Second == 0 && time.Millisecond == 0 ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : null,
        DateTime instant => Instant(instant),
        TimeSpan span => span.Ticks % TimeSpan.TicksPerSecond != 0 ? null : span.Ticks % TimeSpan.TicksPerMinute != 0 ? $"seconds({(long)span.TotalSeconds})" : span.Ticks % TimeSpan.TicksPerHour != 0 ? $"minutes({(long)span.TotalMinutes})"
            : span.Ticks % TimeSpan.TicksPerDay != 0 ? $"hours({(long)span.TotalHours})" : $"days({span.Days})",
        Period period => $"months({period.Months.ToString(CultureInfo.InvariantCulture)})",
        Guid id => nameOf(id),
        TextSet set => "{" + string.Join(", ", set.Items.Select(item => field.Type == FieldType.MultiChoice ? item : TextLiteral.Of(item))) + "}",
        _ => null,
    };

    /// <summary>To the minute, which is what the language writes.</summary>
    public static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm'+00:00'", CultureInfo.InvariantCulture);

    private static string Number(decimal number)
    {
        var text = RuleConvert.Text((decimal?)number)!;
        var digits = text.Split('.');
        if (decimal.Truncate(Math.Abs(number)) < 10_000) return text;
        // 1_200_000 is read at a glance.
        var whole = decimal.Truncate(number).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');
        return digits.Length > 1 ? $"{whole}.{digits[1]}" : whole;
    }
}
