using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Plans;

/// <summary>A record of the live version as the draft would see it: fields and options matched by id, derived fields worked out by the draft's rules.</summary>
internal sealed class RecordMapping
{
    private readonly ImmutableArray<(Field Live, Field Draft)> kept;
    private readonly ImmutableArray<RuleAssign> derived;

    public RecordMapping(Entity live, Entity draft, CrmModel liveModel, BoundRuleSet draftRules)
    {
        (Live, Draft) = (live, draft);
        var byId = live.Fields.Where(f => f.IsStored).Select(f => ModelDiff.Known(f, liveModel, draftRules.Model)).ToDictionary(f => f.Id, StringComparer.Ordinal);
        kept = [.. draft.Fields.Where(f => f.IsStored && byId.ContainsKey(f.Id)).Select(f => (byId[f.Id], f))];
        Program = Interpreter.ProgramFor(draftRules, draft);
        var rules = draftRules.For(draft);
        // A rollup that is kept up already is read; a new one is worked out here.
        derived = [.. rules.Rollups.Select((rule, i) => (rule, i)).Where(r => !byId.ContainsKey(r.rule.Field.Id)).Select(r => Program.Rollups[r.i]), .. Program.Computed];
    }

    public Entity Live { get; }
    public Entity Draft { get; }
    /// <summary>The draft's rules, interpreted.</summary>
    public EntityProgram Program { get; }

    public DynamicRecord Convert(EntityRecord record, RuleContext context)
    {
        var converted = new DynamicRecord(Draft) { Id = record.Id, Version = record.Version };
        foreach (var (live, draft) in kept) converted.SetValue(draft.Index, Retyping.Convert(record.GetValue(live.Index), live, draft));
        foreach (var assign in derived) assign(converted, converted, context);
        return converted;
    }
}
