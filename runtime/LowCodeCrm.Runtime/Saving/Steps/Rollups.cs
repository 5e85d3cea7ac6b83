using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Saving.Derived;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Keeps rollups of parents, and computed fields that read other records, true. They are derived late, once for many changes, but before anybody reads them.</summary>
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
            if (!row.IsRemoved && row.Access.Rules.Rollups.Length > 0) unit.MarkDue(row.Entity, row.Record.Id);
        }
    }

    /// <param name="changed">Null: everything (created, deleted, restored).</param>
    public static void MarkParents(SaveUnit unit, EntityAccess access, EntityRecord? before, EntityRecord? after, bool[]? changed) =>
        Readers.Mark(unit, access, before, after, changed);

    /// <summary>Derives the rollups of one record and what is computed from them. Its ETag does not change.</summary>
    public static void Recalculate(SaveUnit unit, EntityAccess access, Guid id)
    {
        if (unit.Records.Load(access.Entity.Index, id) is not { } stored) return;
        var save = new RecordSave(access, SaveRequest.Update(access.Entity, id, new Input.RecordInput(access.Entity))) { Stored = stored, Record = stored.Clone() };
        Derive(unit, access, save.Record, stored);
        Derivation.Computed(unit, save, save.SetBy);
        var changed = new bool[access.Entity.Fields.Length];
        var differs = false;
        foreach (var field in access.Entered)
            differs |= changed[field.Index] = !access.Module.FieldEquals(field.Index, stored, save.Record);
        if (!differs) return;
        Writing.WriteDerived(unit, access, save.Record, changed);
        MarkParents(unit, access, stored, save.Record, changed);
    }

    private static void Derive(SaveUnit unit, EntityAccess access, EntityRecord record, EntityRecord stored)
    {
        var rules = access.Rules.Rollups;
        // The database sums up what is written; what is being saved just now only this save knows.
        var inMemory = unit.Records.Pending.Count > 0 || rules.All(r => unit.Records.HasNone(r.Aggregate.Source.Index, record.Id));
        if (!inMemory && access.Rollups is { } query && query.TryRead(unit, record)) return;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            access.Program.Rollups[i](record, stored, unit.Context);
        }
    }
}
