using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The time limits of transitions: they begin when a record comes to a state, and end when it leaves it.</summary>
internal static class Deadlines
{
    private static readonly Statement Begun = new(
        $"INSERT INTO \"{SystemTables.Deadline}\" (\"record_id\", \"entity_id\", \"process\", \"transition\", \"time_limit\", \"due_at\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO NOTHING", 6);
    private static readonly Statement Left = new($"DELETE FROM \"{SystemTables.Deadline}\" WHERE \"record_id\" = @p0 AND \"process\" = @p1", 2);

    public static void Follow(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved || !row.IsChanged || !row.Access.HasDeadlines) continue;
            foreach (var process in row.Access.Rules.Processes)
            {
                if (!row.IsCreate && !row.Changed[process.Field.Index]) continue;
                if (!row.IsCreate) unit.Execute(Left, [unit.Codec.ToGuid(row.Record.Id), process.Name]);
                Begin(unit, row.Entity, process, row.Record);
            }
        }
    }

    /// <summary>Begins those that a record waits under and that have not begun.</summary>
    public static void Begin(SaveUnit unit, EntityAccess access, EntityRecord record)
    {
        if (!access.HasDeadlines) return;
        foreach (var process in access.Rules.Processes) Begin(unit, access.Entity, process, record);
    }

    public static void Begin(SaveUnit unit, Entity entity, ProcessDefinition process, ProcessTransition transition, EntityRecord record) =>
        unit.Execute(Begun,
        [
            unit.Codec.ToGuid(record.Id), entity.Id, process.Name, transition.Name, transition.Deadline!.Limit.ToString(), unit.Codec.ToDateTime(transition.Deadline.Limit.EndFrom(unit.Context)),
        ]);

    private static void Begin(SaveUnit unit, Entity entity, ProcessDefinition process, EntityRecord record)
    {
        var state = record.GetValue(process.Field.Index) as string;
        foreach (var transition in process.Transitions)
            if (transition.Deadline is not null && transition.From.Any(from => from.Value == state)) Begin(unit, entity, process, transition, record);
    }
}
