using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Records that are in a state which their process has no longer: no transition leads them on.</summary>
internal static class Stranded
{
    public static IEnumerable<ImpactJson> Of(LiveRecords records, DesignerOptions options, string locale)
    {
        var filter = new RecordFilter(records, options);
        foreach (var draft in records.Draft.Rules.ByEntity.SelectMany(rules => rules.Processes))
        {
            if (records.Lease.App.Rules.ByEntity.SelectMany(rules => rules.Processes).FirstOrDefault(p => p.Entity.Id == draft.Entity.Id && p.Field.Id == draft.Field.Id) is not { } live) continue;
            // States whose option goes too are among the losses.
            foreach (var option in live.States.Select(state => state.Option).Where(option => draft.States.All(state => state.Option.Id != option.Id) && draft.Field.Options.Any(kept => kept.Id == option.Id)))
            {
                var count = records.CountOption(live.Entity, records.Lease.App.Schema.Of(live.Entity).Of(live.Field).Column, option.Id);
                if (count == 0) continue;
                var (entity, label) = (Name(live.Entity.Label, live.Entity.Name), Name(option.Label, option.Value));
                yield return new ImpactJson("stranded", $"{live.Entity.Name}.{live.Field.Name}.{option.Value}", count, records.Count(live.Entity), true, LocalizedText.Of(
                    $"{entity}: {count:N0} records are in the state {label}, which the process has no longer; no transition leads on from there.",
                    $"{entity}：{count:N0} 件が、プロセスからなくなる状態「{label}」にあります。そこから先へ進む遷移はありません。").For(locale), live.Entity.Name, filter.Option(live.Entity, live.Field, option));
            }
        }

        string Name(LocalizedText label, string name) => label.For(locale, records.LiveModel.DefaultLocale) is { Length: > 0 } text ? text : name;
    }
}
