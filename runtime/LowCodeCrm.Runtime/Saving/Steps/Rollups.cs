using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Keeps rollups of parents true. They are derived late, once for many children, but before anybody reads them.</summary>
internal static class Rollups
{
    /// <summary>Notes the parents, old and new, whose rollups read what has changed.</summary>
    public static void MarkParents(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            if (!row.IsChanged) continue;
            MarkParents(unit, row.Access, row.Stored, row.IsRemoved ? null : row.Record, row.IsCreate || row.IsRemoved ? null : row.Changed);
            // Sum and count of nothing are 0, and a rollup's condition may read its own record.
            if (!row.IsRemoved && row.Access.Rules.Rollups.Length > 0) unit.MarkRollups(row.Entity, row.Record.Id);
        }
    }

    /// <param name="changed">Null: everything (created, deleted, restored).</param>
    public static void MarkParents(SaveUnit unit, EntityAccess access, Engine.Records.EntityRecord? before, Engine.Records.EntityRecord? after, bool[]? changed)
    {
        foreach (var dependency in unit.Access.Rollups[access.Entity.Index])
        {
            if (changed is not null && !Touches(dependency, changed)) continue;
            var old = before?.GetValue(dependency.Via.Index) as Guid?;
            var now = after?.GetValue(dependency.Via.Index) as Guid?;
            if (old is { } left) unit.MarkRollups(dependency.Parent, left);
            if (now is { } joined && now != old) unit.MarkRollups(dependency.Parent, joined);
        }
    }

    /// <summary>Derives the rollups of one record and what is computed from them. Its ETag does not change.</summary>
    public static void Recalculate(SaveUnit unit, EntityAccess access, Guid id)
    {
        if (unit.Records.Load(access.Entity.Index, id) is not { } stored) return;
        var save = new RecordSave(access, SaveRequest.Update(access.Entity, id, new Input.RecordInput(access.Entity))) { Stored = stored, Record = stored.Clone() };
        var rules = access.Rules.Rollups;
        var any = false;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            any |= access.Program.Rollups[i](save.Record, stored, unit.Context);
        }
        if (!any) return;
        Derivation.Computed(unit, save, save.SetBy);
        var changed = new bool[access.Entity.Fields.Length];
        var differs = false;
        foreach (var field in access.Entered)
            differs |= changed[field.Index] = !access.Module.FieldEquals(field.Index, stored, save.Record);
        if (!differs) return;
        Writing.WriteDerived(unit, access, save.Record, changed);
        MarkParents(unit, access, stored, save.Record, changed);
    }

    private static bool Touches(RollupDependency dependency, bool[] changed)
    {
        for (var i = 0; i < changed.Length; i++)
            if (changed[i] && dependency.Reads[i]) return true;
        return false;
    }
}
