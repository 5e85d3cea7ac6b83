using System.Data.Common;
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
        try
        {
            Writing.WriteDerived(unit, access, save.Record, changed);
        }
        catch (OverflowException failure)
        {
            throw TooLarge(unit, save, changed) ?? failure;
        }
        catch (DbException failure) when (Failures.IsKeyTaken(failure))
        {
            var taken = access.Keys.FirstOrDefault(key => key.Any(field => changed[field.Index]));
            if (taken.IsDefault) throw;
            throw new DerivedValueException(SaveMessages.DerivedKeyTaken(unit.Caller.Locale, save, taken));
        }
        MarkParents(unit, access, stored, save.Record, changed);
    }

    private static Exception? TooLarge(SaveUnit unit, RecordSave save, bool[] changed)
    {
        foreach (var field in save.Access.Decimals)
        {
            if (!changed[field.Index] || save.New(field) is not decimal number) continue;
            // Limits of the designer bind what is entered; here only what the column can hold counts.
            if (Input.NumberValues.Limits(field with { Minimum = null, Maximum = null }, number) is not { } problem) continue;
            var rule = save.SetBy.GetValueOrDefault(field.Index) ?? save.Access.Rules.Rollups.FirstOrDefault(r => r.Field.Index == field.Index)?.Name;
            return new DerivedValueException(SaveMessages.Unstorable(unit.Caller.Locale, field, rule, problem));
        }
        return null;
    }

    private static void Derive(SaveUnit unit, EntityAccess access, EntityRecord record, EntityRecord stored)
    {
        var rules = access.Rules.Rollups;
        // The database sums up what is written; what is being saved just now only this save knows.
        var inMemory = unit.Records.Pending.Count > 0 || rules.All(r => unit.Records.HasNone(r.Aggregate.Source.Index, record.Id));
        if (!inMemory && !unit.App.Seldom.IsWatched && access.Rollups is { } query && query.TryRead(unit, record)) return;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            access.Program.Rollups[i](record, stored, unit.Context);
        }
    }
}
