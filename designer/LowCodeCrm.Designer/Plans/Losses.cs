using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Exact numbers of what would be lost: records of removed entities, values of removed or retyped fields, records in removed options.</summary>
internal sealed class Losses(LiveRecords records, DesignerOptions options, string locale)
{
    private readonly RecordFilter filter = new(records, options);

    public IEnumerable<ImpactJson> Run()
    {
        var entities = records.Draft.Model.Entities.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var live in records.LiveModel.Entities.Where(e => !e.IsSystem))
        {
            if (entities.TryGetValue(live.Id, out var draft))
            {
                foreach (var item in OfFields(live, draft)) yield return item;
                continue;
            }
            var count = records.Count(live);
            yield return new ImpactJson("losesRecords", live.Name, count, count, true, In(
                $"{count:N0} records of {Called(live)} can no longer be reached.", $"「{Called(live)}」のレコード {count:N0} 件に到達できなくなります。"), live.Name, "");
        }
    }

    private IEnumerable<ImpactJson> OfFields(Entity live, Entity draft)
    {
        var fields = draft.Fields.ToDictionary(f => f.Id, StringComparer.Ordinal);
        long? total = null;
        foreach (var written in live.Fields.Where(f => f is { Origin: FieldOrigin.Entered } and ({ IsStored: true } or { Type: FieldType.ManyToMany })))
        {
            var field = ModelDiff.Known(written, records.LiveModel, records.Draft.Model);
            if (!fields.TryGetValue(field.Id, out var kept))
            {
                if (field.Type == FieldType.ManyToMany)
                {
                    var links = records.CountLinks(live, written);
                    yield return Item($"{live.Name}.{field.Name}", links, In($"{links:N0} links of {Called(field)} can no longer be reached.", $"「{Called(field)}」のリンク {links:N0} 件に到達できなくなります。"), null);
                    continue;
                }
                var columns = records.Lease.App.Schema.Of(live).Of(field).Columns;
                var held = records.Count(live, $"({string.Join(" OR ", columns.Select(c => $"{SqliteDialect.Quote(c.Name)} IS NOT NULL"))})");
                yield return Item($"{live.Name}.{field.Name}", held, In(
                    $"{held:N0} records hold a value in {Called(field)}.", $"「{Called(field)}」に値を持つレコードが {held:N0} 件あります。"), filter.Set(live, field));
                continue;
            }
            if (Retyping.Concerns(field, kept) && !ValueConversion.IsNone(field, kept)) yield return Retyped(field, kept);
            else
                foreach (var option in field.Options.Where(o => kept.Options.All(k => k.Id != o.Id)))
                {
                    var held = Holding(live, field, option);
                    yield return Item($"{live.Name}.{field.Name}.{option.Value}", held, In(
                        $"{held:N0} records have {Called(option)} in {Called(field)}.", $"「{Called(field)}」が「{Called(option)}」のレコードが {held:N0} 件あります。"), filter.Option(live, field, option));
                }
        }

        ImpactJson Retyped(Field field, Field kept)
        {
            var retyping = Retyping.Of(records, live, field, kept);
            var message = retyping.Lost > 0
                ? In($"{retyping.Lost:N0} of {retyping.Held:N0} values of {Called(field)} become empty.", $"「{Called(field)}」の値 {retyping.Held:N0} 件中 {retyping.Lost:N0} 件が空になります。")
                : In($"All {retyping.Held:N0} values of {Called(field)} are kept.", $"「{Called(field)}」の値 {retyping.Held:N0} 件はすべて残ります。");
            return Item($"{draft.Name}.{kept.Name}", retyping.Lost, message, retyping.Lost == 0 || field.Type == FieldType.ManyToMany ? null : filter.Values(live, field, retyping));
        }

        ImpactJson Item(string target, long count, string message, string? condition) =>
            new("losesValue", target, count, total ??= records.Count(live), true, message, live.Name, count == 0 ? null : condition);
    }

    private long Holding(Entity entity, Field field, Option option)
    {
        var column = records.Lease.App.Schema.Of(entity).Of(field).Column;
        // Generated code is handed option values; the column holds their ids.
        return field.Type == FieldType.MultiChoice
            ? records.SetsOf(entity, column).LongCount(set => set.Contains(option.Id))
            : records.CountOption(entity, column, option.Id);
    }

    private string Called(Entity entity) => entity.Label.For(locale, records.LiveModel.DefaultLocale);
    private string Called(Field field) => field.Label.For(locale, records.LiveModel.DefaultLocale);
    private string Called(Option option) => option.Label.For(locale, records.LiveModel.DefaultLocale);
    private string In(string en, string ja) => LocalizedText.Of(en, ja).For(locale);
}
