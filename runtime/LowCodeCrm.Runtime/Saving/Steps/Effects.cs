using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>After save: commands in order, each a save of its own in the same transaction.</summary>
internal static class Effects
{
    /// <returns>Null when all went well, else why the whole save is refused.</returns>
    public static SaveResult? AfterSave(SavePipeline pipeline, SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved || !row.IsChanged && row.TransitionEffects.Count == 0) continue;
            var name = row.Transition is { } transition ? $"transition {transition.Name}" : "before save";
            if (Run(pipeline, unit, row.TransitionEffects, name, (row.Entity, row.Record)) is { } refused) return refused;
            var rules = row.Access.Rules.AfterSave;
            for (var i = 0; i < rules.Length; i++)
            {
                unit.Running(rules[i]);
                // An earlier rule may have changed this very record.
                var current = unit.Records.Load(row.Entity.Index, row.Record.Id);
                if (current is null) break;
                if (Apply(pipeline, unit, row.Access, current, row.Stored, row.Access.Program.AfterSave[i], rules[i].Name) is { } stopped) return stopped;
            }
        }
        return null;
    }

    /// <summary>Runs commands on a record that is there: what they set of it is saved first, then everything else in order.</summary>
    /// <returns>Null when all went well, else why it is refused.</returns>
    public static SaveResult? Apply(SavePipeline pipeline, SaveUnit unit, EntityAccess access, Engine.Records.EntityRecord current, Engine.Records.EntityRecord? old, RuleCommands commands, string rule)
    {
        var working = current.Clone();
        var effects = new List<Effect>();
        commands(working, old, unit.Context, effects);
        var own = new RecordInput(access.Entity);
        foreach (var field in access.Stored)
            if (!access.Module.FieldEquals(field.Index, current, working)) own.Set(field, working.GetValue(field.Index));
        if (own.Values.Count > 0 && Carry(pipeline, unit, new SaveRequest(SaveKind.Update, access.Entity, current.Id) { Input = own, ByRule = rule }) is { } refused) return refused;
        return Run(pipeline, unit, effects, rule, (access.Entity, current));
    }

    /// <summary>Carries out what a rule asked for, in order.</summary>
    /// <param name="source">The record whose rule it is; null: a rule without one.</param>
    public static SaveResult? Run(SavePipeline pipeline, SaveUnit unit, List<Effect> effects, string rule, (Entity, Engine.Records.EntityRecord)? source)
    {
        foreach (var effect in effects)
            if (effect is OutsideEffect outside) Automation.Outbox.Place(unit, outside, rule, source);
            else if (Carry(pipeline, unit, RequestOf(unit, effect, rule)) is { } refused) return refused;
        return null;
    }

    private static SaveRequest RequestOf(SaveUnit unit, Effect effect, string rule)
    {
        if (effect is DeleteEffect delete) return SaveRequest.Delete(unit.App.Model.Entities[delete.EntityIndex], delete.Id) with { ByRule = rule };
        var (entityIndex, fields, values) = effect switch
        {
            CreateEffect create => (create.EntityIndex, create.Fields, create.Values),
            UpdateEffect update => (update.EntityIndex, update.Fields, update.Values),
            _ => throw new UnreachableException(),
        };
        var entity = unit.App.Model.Entities[entityIndex];
        var input = new RecordInput(entity);
        for (var i = 0; i < fields.Length; i++) input.Set(entity.Fields[fields[i]], values[i]);
        return effect is UpdateEffect { Id: var id }
            ? new SaveRequest(SaveKind.Update, entity, id) { Input = input, ByRule = rule }
            : new SaveRequest(SaveKind.Create, entity, Guid.Empty) { Input = input, ByRule = rule };
    }

    private static SaveResult? Carry(SavePipeline pipeline, SaveUnit unit, SaveRequest request)
    {
        unit.CountCommand();
        var result = pipeline.Save(unit, request);
        return result switch
        {
            { IsSuccess: true } => null,
            // A record that is gone has nothing left to update or delete.
            NotFound => null,
            Rejected rejected => new Rejected([.. rejected.Violations.Select(v => SaveMessages.CausedBy(unit.Caller.Locale, request, v))]),
            _ => result,
        };
    }
}
