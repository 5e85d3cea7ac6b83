using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>A process moves only along its transitions, whoever moves it.</summary>
internal static class Transitions
{
    /// <summary>Finds the transition that the request names or that a changed process field implies.</summary>
    public static void Choose(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved) continue;
            var processes = row.Access.Rules.Processes;
            var named = row.Request.Transition;
            for (var p = 0; p < processes.Length; p++)
            {
                var process = processes[p];
                if (row.IsCreate) continue;
                var from = row.Old(process.Field) as string;
                if (named is not null)
                {
                    var at = Index(process, t => t.Name == named);
                    if (at < 0) continue;
                    var transition = process.Transitions[at];
                    if (!transition.From.Any(o => o.Value == from)) violations.Add(SaveMessages.NotFromHere(unit.Caller.Locale, row, process, transition, from));
                    else Take(row, p, at, process);
                    named = null;
                    continue;
                }
                var to = row.New(process.Field) as string;
                if (to == from || to is null && row.IsByRule) continue;
                var fitting = process.Transitions.Select((t, at) => (t, at)).Where(x => x.t.To.Value == to && x.t.From.Any(o => o.Value == from)).ToArray();
                if (fitting.Length == 1) Take(row, p, fitting[0].at, process);
                // A rule that writes the field decides for itself; a caller must follow the process.
                else if (row.IsByRule) continue;
                else if (fitting.Length == 0) violations.Add(SaveMessages.NoTransition(unit.Caller.Locale, row, process, from, to));
                else violations.Add(SaveMessages.SeveralTransitions(unit.Caller.Locale, row, process, [.. fitting.Select(f => f.t.Name)]));
            }
            if (named is not null) violations.Add(SaveMessages.UnknownTransition(unit.Caller.Locale, row, named));
        }
    }

    public static Forbidden? Forbids(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (row.TransitionProgram?.By is not { } by || row.IsByRule || unit.Caller.IsAdministrator) continue;
            unit.Running(row.Transition!.Name, row.Transition.Location);
            if (!by(row.Stored!, row.Stored, unit.Context)) return new Forbidden(SaveMessages.NotTheirTransition(unit.Caller.Locale, row.Transition));
        }
        return null;
    }

    /// <summary>Required asks and guards.</summary>
    public static void Check(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.Transition is not { } transition) continue;
            foreach (var (field, required) in transition.Asks)
                if (required && row.New(field) is null && !violations.Exists(v => v.Fields.Contains(row.Path + Input.JsonInputReader.PropertyOf(field))))
                    violations.Add(SaveMessages.Required(unit.Caller.Locale, row, field, transition.Name));
            for (var i = 0; i < transition.Guards.Length; i++)
            {
                var guard = transition.Guards[i];
                unit.Running(guard.Name, transition.Location);
                if (!row.TransitionProgram!.Guards[i](row.Record, row.Stored, unit.Context))
                    violations.Add(SaveMessages.OfRule(unit, row, "guard", guard.Name, guard.Message, guard.Reads));
            }
        }
    }

    private static void Take(RecordSave row, int process, int transition, ProcessDefinition definition)
    {
        row.Transition = definition.Transitions[transition];
        row.TransitionProgram = row.Access.Program.Processes[process].Transitions[transition];
        row.Record.SetValue(definition.Field.Index, row.Transition.To.Value);
        row.SetBy[definition.Field.Index] = $"transition {row.Transition.Name}";
    }

    private static int Index(ProcessDefinition process, Func<ProcessTransition, bool> wanted)
    {
        for (var i = 0; i < process.Transitions.Length; i++)
            if (wanted(process.Transitions[i])) return i;
        return -1;
    }
}
