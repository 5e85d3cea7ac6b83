using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Plans;

/// <summary>One condition to try on records.</summary>
/// <param name="Kind">As in <see cref="ImpactJson"/>.</param>
/// <param name="Fails">On a record as the draft sees it.</param>
/// <param name="FailedBefore">The same of the live version, on a record as it is; null: there was no such condition.</param>
internal sealed record Probe(string Kind, string Target, RuleTest Fails, RuleTest? FailedBefore)
{
    public long Count { get; set; }
    /// <summary>The first of the records that fail.</summary>
    public List<Guid> Records { get; } = [];
    /// <summary>The live field whose emptiness alone makes a record fail; null where it takes more.</summary>
    public Field? Empty { get; init; }
}

/// <summary>The conditions of an entity that may newly fail.</summary>
internal static class Probes
{
    /// <param name="records">Both versions.</param>
    /// <param name="mapping">The entity in both.</param>
    /// <param name="isTouched">By a rule's name.</param>
    public static List<Probe> Of(LiveRecords records, RecordMapping mapping, Func<string, bool> isTouched)
    {
        var probes = new List<Probe>();
        var (draft, live) = (records.Draft.Rules.For(mapping.Draft), records.Lease.App.Rules.For(mapping.Live));
        var (now, before) = (mapping.Program, records.Lease.App.ModuleOf(mapping.Live).Program);

        for (var i = 0; i < draft.Validations.Length; i++)
        {
            var name = draft.Validations[i].Name;
            if (!isTouched(name)) continue;
            var old = IndexOf(live.Validations, rule => rule.Name == name);
            probes.Add(new Probe("violates", $"{mapping.Draft.Name}.{name}", now.Validations[i], old < 0 ? null : before.Validations[old]));
        }
        foreach (var field in mapping.Draft.Fields.Where(f => f is { Required: true, Origin: FieldOrigin.Entered, IsStored: true } && f.Type != FieldType.AutoNumber))
        {
            var was = mapping.Live.Fields.FirstOrDefault(f => f.Id == field.Id) is { } known ? ModelDiff.Known(known, records.LiveModel, records.Draft.Model) : null;
            if (was is not { Required: true })
                probes.Add(new Probe("missing", $"{mapping.Draft.Name}.{field.Name}", IsEmpty(field), null) { Empty = was is not null && !Retyping.Concerns(was, field) ? was : null });
        }
        for (var i = 0; i < draft.FieldStates.Length; i++)
        {
            var rule = draft.FieldStates[i];
            if (rule.Kind != FieldStateKind.Required || !isTouched(rule.Name)) continue;
            var needed = now.FieldStates[i];
            var old = IndexOf(live.FieldStates, r => r.Name == rule.Name && r.Kind == FieldStateKind.Required);
            foreach (var field in rule.Fields.Where(f => f.IsStored && !f.Required))
                probes.Add(new Probe("missing", $"{mapping.Draft.Name}.{field.Name}", And(needed, IsEmpty(field)), Before(field, old)));
        }
        AddGuards(probes, records, mapping, draft, live, isTouched);
        return probes;

        RuleTest? Before(Field field, int old) =>
            old >= 0 && live.FieldStates[old].Fields.FirstOrDefault(f => f.Id == field.Id) is { } was ? And(before.FieldStates[old], IsEmpty(was)) : null;
    }

    private static void AddGuards(List<Probe> probes, LiveRecords records, RecordMapping mapping, EntityRules draft, EntityRules live, Func<string, bool> isTouched)
    {
        var (now, before) = (mapping.Program, records.Lease.App.ModuleOf(mapping.Live).Program);
        for (var p = 0; p < draft.Processes.Length; p++)
        {
            var process = draft.Processes[p];
            var oldProcess = IndexOf(live.Processes, x => x.Name == process.Name);
            for (var t = 0; t < process.Transitions.Length; t++)
            {
                var transition = process.Transitions[t];
                if (transition.Guards.IsEmpty || !isTouched(RuleDiff.NameOf(process, transition))) continue;
                var oldTransition = oldProcess < 0 ? -1 : IndexOf(live.Processes[oldProcess].Transitions, x => x.Name == transition.Name);
                probes.Add(new Probe("blocked", $"{mapping.Draft.Name}.{RuleDiff.NameOf(process, transition)}",
                    Held(process, transition, now.Processes[p].Transitions[t]),
                    oldTransition < 0 ? null : Held(live.Processes[oldProcess], live.Processes[oldProcess].Transitions[oldTransition], before.Processes[oldProcess].Transitions[oldTransition])));
            }
        }
    }

    /// <summary>The record is in a state from which the transition leads, and a guard of it does not hold.</summary>
    private static RuleTest Held(ProcessDefinition process, ProcessTransition transition, TransitionProgram program) => (record, old, context) =>
        record.GetValue(process.Field.Index) is string state && transition.From.Any(option => option.Value == state) && program.Guards.Any(guard => !guard(record, old, context));

    private static RuleTest IsEmpty(Field field) => (record, _, _) => record.GetValue(field.Index) is null;

    private static RuleTest And(RuleTest first, RuleTest second) => (record, old, context) => first(record, old, context) && second(record, old, context);

    private static int IndexOf<T>(System.Collections.Immutable.ImmutableArray<T> items, Func<T, bool> test)
    {
        for (var i = 0; i < items.Length; i++)
            if (test(items[i])) return i;
        return -1;
    }
}
