using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Plans;

/// <summary>
/// Tries the draft's rules on the records that there are: how many would newly fail a validation, lack a required value or be held by a guard, when
/// they are saved next. Nobody is stopped by it; the numbers are for whoever decides.
/// </summary>
internal sealed class ImpactReport(LiveRecords records, string locale, DesignerOptions options, TimeProvider clock, CancellationToken cancellationToken)
{
    /// <summary>Work that one record may cause, in units of about 100 ns.</summary>
    private const long FuelPerRecord = 1_000_000;
    private readonly long began = clock.GetTimestamp();
    private readonly RecordFilter filter = new(records, options);

    public IEnumerable<ImpactJson> Run(IReadOnlyList<ModelChange> changes, RuleDiff rules)
    {
        var report = new List<ImpactJson>();
        foreach (var entity in records.Draft.Model.Entities.Where(e => !e.IsSystem))
        {
            if (records.MappingOf(entity) is not { } mapping) continue;
            // A changed field or function may change what an unchanged rule says.
            var all = rules.FunctionsChanged || changes.Any(c => c.Target.StartsWith(entity.Name + ".", StringComparison.Ordinal));
            var probes = Probes.Of(records, mapping, name => all || rules.Touched.Contains((entity.Id, name)));
            if (probes.Count > 0) report.AddRange(Try(mapping, probes));
        }
        return report;
    }

    private List<ImpactJson> Try(RecordMapping mapping, List<Probe> probes)
    {
        var (seen, complete) = (0L, true);
        foreach (var live in records.All(mapping.Live, options.ImpactRows + 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (seen == options.ImpactRows || clock.GetElapsedTime(began) > options.ImpactTime)
            {
                complete = false;
                break;
            }
            seen++;
            records.DraftContext.Fuel = records.LiveContext.Fuel = FuelPerRecord;
            var draft = AsDraft(mapping, live);
            foreach (var probe in probes)
                if (draft is null || Holds(probe.Fails, draft, draft, records.DraftContext) && !(probe.FailedBefore is { } before && Holds(before, live, live, records.LiveContext)))
                {
                    probe.Count++;
                    if (probe.Records.Count < options.ImpactRecords) probe.Records.Add(live.Id);
                }
        }
        return [.. probes.Where(p => p.Count > 0 || !complete).Select(p => Item(p, mapping, seen, complete))];
    }

    /// <summary>Null where even deriving its fields fails: then its next save does too.</summary>
    private DynamicRecord? AsDraft(RecordMapping mapping, EntityRecord live)
    {
        try
        {
            return mapping.Convert(live, records.DraftContext);
        }
        catch (Exception failure) when (failure is RuleEvaluationException or RuleBudgetException)
        {
            return null;
        }
    }

    private static bool Holds(RuleTest test, EntityRecord record, EntityRecord old, RuleContext context)
    {
        try
        {
            return test(record, old, context);
        }
        catch (Exception failure) when (failure is RuleEvaluationException or RuleBudgetException)
        {
            return true;
        }
    }

    private ImpactJson Item(Probe probe, RecordMapping mapping, long seen, bool exact)
    {
        var (model, part) = (records.Draft.Model, probe.Target[(mapping.Draft.Name.Length + 1)..]);
        var entity = mapping.Draft.Label.For(locale, model.DefaultLocale);
        var field = mapping.Draft.Find(part)?.Label.For(locale, model.DefaultLocale) ?? part;
        var rule = RuleWords.Of(records.Draft.Rules, mapping.Draft.Name, part);
        var message = probe.Kind switch
        {
            "violates" => LocalizedText.Of($"{entity}: {probe.Count:N0} of {seen:N0} records newly violate “{rule.For("en")}”.", $"{entity}：{seen:N0} 件中 {probe.Count:N0} 件が新たに「{rule.For("ja")}」に違反します。"),
            "missing" => LocalizedText.Of($"{entity}: {probe.Count:N0} of {seen:N0} records lack a value in {field}, which is newly needed.", $"{entity}：{seen:N0} 件中 {probe.Count:N0} 件で、新たに必要になる「{field}」の値がありません。"),
            "blocked" => LocalizedText.Of($"{entity}: {probe.Count:N0} of {seen:N0} records are newly held back by “{rule.For("en")}”.", $"{entity}：{seen:N0} 件中 {probe.Count:N0} 件が新たに「{rule.For("ja")}」で止まります。"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var note = exact ? "" : locale.StartsWith("ja", StringComparison.Ordinal) ? "（一部のレコードだけを調べた概数です）" : " (Only part of the records was looked at.)";
        var condition = probe.Empty is { } empty ? filter.Empty(mapping.Live, empty) : exact && probe.Count == seen ? "" : probe.Count == 0 ? null : filter.Records(mapping.Live, probe.Records);
        return new ImpactJson(probe.Kind, probe.Target, probe.Count, seen, exact, message.For(locale) + note, mapping.Live.Name, condition);
    }
}
