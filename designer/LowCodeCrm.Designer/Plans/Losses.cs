using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Exact numbers of what would be lost: records of removed entities, values of removed fields, records in removed options.</summary>
internal static class Losses
{
    public static IEnumerable<ImpactJson> Of(LiveRecords records, string locale)
    {
        var entities = records.Draft.Model.Entities.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var live in records.LiveModel.Entities.Where(e => !e.IsSystem))
        {
            if (!entities.TryGetValue(live.Id, out var draft))
            {
                var count = records.Count(live);
                yield return Item("losesRecords", live.Name, count, count, LocalizedText.Of(
                    $"{count:N0} records of {live.Name} can no longer be reached.", $"{live.Name} の {count:N0} 件のレコードに到達できなくなります。"), locale);
                continue;
            }
            var fields = draft.Fields.ToDictionary(f => f.Id, StringComparer.Ordinal);
            long? total = null;
            foreach (var field in live.Fields.Where(f => f is { Origin: FieldOrigin.Entered, IsStored: true }))
            {
                var columns = records.Lease.App.Schema.Of(live).Of(field).Columns;
                if (!fields.TryGetValue(field.Id, out var kept))
                {
                    var held = records.Count(live, $"({string.Join(" OR ", columns.Select(c => $"{SqliteDialect.Quote(c.Name)} IS NOT NULL"))})");
                    yield return Item("losesValue", $"{live.Name}.{field.Name}", held, total ??= records.Count(live), LocalizedText.Of(
                        $"{held:N0} records hold a value in {live.Name}.{field.Name}.", $"{live.Name}.{field.Name} に値を持つレコードが {held:N0} 件あります。"), locale);
                    continue;
                }
                foreach (var option in field.Options.Where(o => kept.Type is FieldType.Choice or FieldType.MultiChoice && kept.Options.All(k => k.Id != o.Id)))
                {
                    var held = Holding(records, live, field, option);
                    yield return Item("losesValue", $"{live.Name}.{field.Name}.{option.Value}", held, total ??= records.Count(live), LocalizedText.Of(
                        $"{held:N0} records are in {live.Name}.{field.Name}.{option.Value}.", $"{live.Name}.{field.Name}.{option.Value} のレコードが {held:N0} 件あります。"), locale);
                }
            }
        }
    }

    private static long Holding(LiveRecords records, Entity entity, Field field, Option option)
    {
        var column = records.Lease.App.Schema.Of(entity).Of(field).Column;
        // Generated code is handed option values; the column holds their ids.
        return field.Type == FieldType.MultiChoice
            ? records.SetsOf(entity, column).LongCount(set => set.Contains(option.Id))
            : records.CountOption(entity, column, option.Id);
    }

    private static ImpactJson Item(string kind, string target, long count, long of, LocalizedText message, string locale) => new(kind, target, count, of, true, message.For(locale));
}
