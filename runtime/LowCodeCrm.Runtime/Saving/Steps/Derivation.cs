using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What rules put into the record: defaults, before save, computed.</summary>
internal static class Derivation
{
    /// <summary>On create, where the caller gave nothing.</summary>
    public static void Defaults(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (!row.IsCreate || row.IsRemoved) continue;
            foreach (var field in row.Access.Stored)
                if (field.Default is not null && !row.Given[field.Index]) row.Record.SetValue(field.Index, field.Default);
            var owner = row.Entity.Field(SystemFields.Owner);
            if (!row.Given[owner.Index] && unit.Caller.UserId != Guid.Empty) row.Record.SetValue(owner.Index, unit.Caller.UserId);
            foreach (var process in row.Access.Rules.Processes)
                if (!row.Given[process.Field.Index] && process.States.FirstOrDefault(s => s.IsInitial) is { } initial) row.Record.SetValue(process.Field.Index, initial.Option.Value);
            var rules = row.Access.Rules.Defaults;
            for (var i = 0; i < rules.Length; i++)
            {
                if (row.Given[rules[i].Field.Index]) continue;
                unit.Running(rules[i]);
                if (row.Access.Program.Defaults[i](row.Record, null, unit.Context)) row.SetBy[rules[i].Field.Index] = rules[i].Name;
            }
        }
    }

    /// <summary>Before save, and what a transition sets.</summary>
    public static void BeforeSave(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved) continue;
            if (row.TransitionProgram is { } program)
            {
                unit.Running(row.Transition!.Name, row.Transition.Location);
                Commands(unit, row, program.Do, row.Access.Entered, $"transition {row.Transition.Name}", row.TransitionEffects);
            }
            var rules = row.Access.Rules.BeforeSave;
            for (var i = 0; i < rules.Length; i++)
            {
                unit.Running(rules[i]);
                Commands(unit, row, row.Access.Program.BeforeSave[i], row.Access.SetCommands[i], rules[i].Name, row.TransitionEffects);
            }
        }
    }

    /// <summary>In the order of their dependencies.</summary>
    public static void Computed(SaveUnit unit, RecordSave save)
    {
        // Rows first: what a parent computes may look at its children.
        foreach (var row in Enumerable.Reverse(save.Rows))
            if (!row.IsRemoved) Computed(unit, row, row.SetBy);
    }

    public static void Computed(SaveUnit unit, RecordSave row, Dictionary<int, string> setBy)
    {
        var rules = row.Access.Rules.Computed;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            if (row.Access.Program.Computed[i](row.Record, row.Stored, unit.Context)) setBy[rules[i].Field.Index] = rules[i].Name;
        }
    }

    private static void Commands(SaveUnit unit, RecordSave row, RuleCommands commands, IEnumerable<Field> sets, string name, List<Effect> effects)
    {
        var before = row.Record.Clone();
        commands(row.Record, row.Stored, unit.Context, effects);
        foreach (var field in sets)
            if (!row.Access.Module.FieldEquals(field.Index, before, row.Record)) row.SetBy[field.Index] = name;
    }
}
