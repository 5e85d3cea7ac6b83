using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What becomes of a field's values when it gets another type.</summary>
/// <param name="Held">Records that hold a value.</param>
/// <param name="Lost">Of them: whose value becomes empty.</param>
/// <param name="Rounded">Of them: whose value is kept, but not exactly.</param>
/// <param name="Values">Different values with their number of records, the most frequent first.</param>
/// <param name="LostValues">Those that become empty.</param>
internal sealed record Retyping(long Held, long Lost, long Rounded, IReadOnlyList<ValueCount> Values, IReadOnlyList<ValueCount> LostValues)
{
    public static Retyping Of(LiveRecords records, Entity liveEntity, Field live, Field draft)
    {
        if (live.Type == FieldType.ManyToMany)
        {
            var links = records.CountLinks(liveEntity, liveEntity.Fields[live.Index]);
            return new Retyping(links, Concerns(live, draft) ? links : 0, 0, [], []);
        }
        var (held, lost, rounded) = (0L, 0L, 0L);
        var (values, lostValues) = (new List<ValueCount>(), new List<ValueCount>());
        foreach (var (value, count) in records.ValuesOf(liveEntity, live))
        {
            held += count;
            var converted = Convert(value, live, draft);
            var written = new ValueCount(Text(value), count);
            values.Add(written);
            if (converted is null)
            {
                lost += count;
                lostValues.Add(written);
            }
            else if (NumberOf(value) is { } before && NumberOf(converted) is { } after && before != after) rounded += count;
        }
        values.Sort(MostFirst);
        lostValues.Sort(MostFirst);
        return new Retyping(held, lost, rounded, values, lostValues);
    }

    /// <summary>Whether values move: a label or a limit may change without that.</summary>
    public static bool Concerns(Field live, Field draft) => live.Type != draft.Type || live.Scale != draft.Scale || ModelDiff.LeadsElsewhere(live, draft);

    /// <summary>A value as publishing converts it, here with options by value as records have them.</summary>
    public static object? Convert(object? value, Field live, Field draft)
    {
        if (value is null) return null;
        if (ValueConversion.IsNone(live, draft)) return value;
        var byId = value is string option && live.Type == FieldType.Choice ? live.Options.FirstOrDefault(o => o.Value == option)?.Id ?? option : value;
        if (value is TextSet set && live.Type == draft.Type)
            return draft.Type == FieldType.MultiChoice ? new TextSet(set.Items.Select(item => ValueOf(draft, live.Options.FirstOrDefault(o => o.Value == item)?.Id)).OfType<string>()) : set;
        return ValueConversion.Exists(live, draft) ? InRecords(ValueConversion.Convert(byId, live, draft), draft) : live.Type == draft.Type && live.Target == draft.Target ? value : null;
    }

    private static object? InRecords(object? converted, Field draft) => (converted, draft.Type) switch
    {
        (string id, FieldType.Choice) => ValueOf(draft, id),
        (TextSet ids, FieldType.MultiChoice) => new TextSet(ids.Items.Select(id => ValueOf(draft, id)).OfType<string>()),
        _ => converted,
    };

    private static string? ValueOf(Field field, string? optionId) => field.Options.FirstOrDefault(o => o.Id == optionId)?.Value;

    private static decimal? NumberOf(object value) => value switch
    {
        long number => number,
        decimal number => number,
        _ => null,
    };

    private static string Text(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TextSet set => string.Join(", ", set.Items),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static int MostFirst(ValueCount a, ValueCount b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value);
}
