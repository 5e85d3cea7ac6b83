using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>A piece of a step: as many records of its selection as one transaction takes, each by itself, so that one that is refused leaves the others.</summary>
internal static class JobChunk
{
    /// <param name="taken">Records of the selection that earlier pieces took: they count against its limit.</param>
    /// <param name="refused">Told of each record whose commands were refused.</param>
    /// <returns>Records taken, the last of them, and whether the step is over.</returns>
    public static (int Taken, Guid? Last, bool IsOver) Run(SaveTransaction transaction, BoundJob job, string rule, long taken, Guid? after, int most, Action<EntityRecord?, SaveResult> refused)
    {
        var unit = transaction.Unit;
        var commands = unit.App.Jobs[job.Index];
        if (job.Selection is not { } selection)
        {
            if (Carry(transaction, commands, null, rule) is { } no) refused(null, no);
            return (1, null, true);
        }
        var left = (int)Math.Min(most, selection.Limit - taken);
        var outer = selection.Outer.Select(value => Interpreter.Evaluate(value.Value, new EvaluationFrame(unit.Context))).ToArray();
        var rows = left <= 0 ? [] : SelectionQuery.Of(unit.App, selection.Index).Read(unit, outer, after ?? Guid.Empty, left);
        foreach (var row in rows)
            if (Carry(transaction, commands, row, rule) is { } no) refused(row, no);
        return (rows.Count, rows.Count > 0 ? rows[^1].Id : after, rows.Count < most || taken + rows.Count >= selection.Limit);
    }

    /// <returns>Null where all went well.</returns>
    private static SaveResult? Carry(SaveTransaction transaction, RuleCommands commands, EntityRecord? row, string rule) => transaction.TryEffects(pipeline =>
    {
        var unit = transaction.Unit;
        // An earlier record's commands may have changed this one, or deleted it.
        var current = row is null ? null : unit.Records.Load(row.EntityIndex, row.Id);
        if (row is not null && current is null) return null;
        var effects = new List<Effect>();
        commands(current!, null, unit.Context, effects);
        return Effects.Run(pipeline, unit, effects, rule, current is null ? null : (unit.App.Model.Entities[current.EntityIndex], current));
    });
}
