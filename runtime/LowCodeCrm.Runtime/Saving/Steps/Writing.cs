using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The rows themselves, with stamps, numbers, sort keys, links and search text.</summary>
internal static class Writing
{
    // The system's fields stand first in every entity, in this order.
    private const int CreatedAt = 1, CreatedBy = 2, UpdatedAt = 3, UpdatedBy = 4, VersionIndex = 6;

    private static readonly Statement HoldFile = new("UPDATE \"$file\" SET \"entity_id\" = @p0, \"record_id\" = @p1, \"field_id\" = @p2 WHERE \"id\" = @p3", 4);

    /// <returns>Null, or what stands in the way.</returns>
    public static SaveResult? Write(SaveUnit unit, RecordSave save)
    {
        // Rows that go free their keys for those that come.
        foreach (var row in save.Rows)
            if (row.IsRemoved && RecycleBin.Recycle(unit, row.Access, row.Stored!) is { } restricted) return restricted;
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved || !row.IsChanged) continue;
            var number = 0L;
            try
            {
                if (row.IsCreate) number = Insert(unit, row);
                else if (!Update(unit, row)) return new Conflict(row.Stored!, row.Record, []);
            }
            catch (DbException exception) when (Failures.IsKeyTaken(exception))
            {
                return KeyTakenBy(unit, row, exception);
            }
            foreach (var link in row.Input.Links) Links.Write(unit, row, link);
            foreach (var field in row.Access.Stored)
                if (field.Type is FieldType.File or FieldType.Image && row.New(field) is FileValue file && (row.IsCreate || row.Changed[field.Index]))
                    unit.Execute(HoldFile, [row.Entity.Id, unit.Codec.ToGuid(row.Record.Id), field.Id, unit.Codec.ToGuid(file.Id)]);
            SearchRows.Mark(unit, row.Access, row.Record, row.IsCreate ? null : row.Changed, number);
            unit.Records.Wrote(row.Record, row.IsCreate);
        }
        return null;
    }

    /// <summary>Fields that rules derive after a save (rollups and what is computed from them): the record's version stays.</summary>
    public static void WriteDerived(SaveUnit unit, EntityAccess access, EntityRecord record, bool[] changed)
    {
        Execute(unit, access, record, changed, record.Version);
        SearchRows.Mark(unit, access, record, changed);
        unit.Records.Wrote(record, isNew: false);
    }

    /// <returns>The number of the row.</returns>
    private static long Insert(SaveUnit unit, RecordSave row)
    {
        unit.CountWrite();
        var record = row.Record;
        AutoNumbers.Fill(unit, row);
        record.SetValue(CreatedAt, unit.Now);
        record.SetValue(CreatedBy, unit.Context.UserId);
        Stamp(unit, record, 1);
        for (var i = 0; i < row.Changed.Length; i++) row.Changed[i] = row.Record.GetValue(i) is not null;
        var access = row.Access;
        var values = new object?[access.Insert.Parameters];
        var at = 0;
        foreach (var field in access.Stored)
        {
            access.Module.BindField(field.Index, record, unit.Codec, values, at);
            at += access.Mapping.Of(field).Columns.Length;
        }
        foreach (var field in access.Sorted) values[at++] = SortKeys.Of(field, record);
        values[at] = (long)unit.Lease.Version.Number;
        return unit.Insert(access.Insert, values);
    }

    private static bool Update(SaveUnit unit, RecordSave row)
    {
        unit.CountWrite();
        var stored = row.Record.Version;
        Stamp(unit, row.Record, stored + 1);
        row.Changed[UpdatedAt] = row.Changed[UpdatedBy] = row.Changed[VersionIndex] = true;
        return Execute(unit, row.Access, row.Record, row.Changed, stored) == 1;
    }

    private static int Execute(SaveUnit unit, EntityAccess access, EntityRecord record, bool[] changed, long version)
    {
        var update = access.Update(changed);
        var values = new object?[update.Statement.Parameters];
        var at = 0;
        foreach (var field in update.Fields)
        {
            access.Module.BindField(field.Index, record, unit.Codec, values, at);
            at += access.Mapping.Of(field).Columns.Length;
        }
        foreach (var field in update.Sorted) values[at++] = SortKeys.Of(field, record);
        values[at++] = (long)unit.Lease.Version.Number;
        values[at++] = unit.Codec.ToGuid(record.Id);
        values[at] = version;
        return unit.Execute(update.Statement, values);
    }

    private static void Stamp(SaveUnit unit, EntityRecord record, long version)
    {
        record.SetValue(UpdatedAt, unit.Now);
        record.SetValue(UpdatedBy, unit.Context.UserId);
        record.SetValue(VersionIndex, version);
        record.Version = version;
    }

    public static KeyTaken KeyTakenBy(SaveUnit unit, RecordSave row, Exception exception)
    {
        foreach (var key in row.Access.Keys)
        {
            var fields = key.Where(f => f.IsStored).ToArray();
            if (fields.Length != key.Length || fields.Any(f => row.New(f) is null)) continue;
            if (KeyLookup.Find(unit, row.Access, key, row.Record) is { } other && other != row.Record.Id) return SaveMessages.KeyTaken(unit.Caller.Locale, row, key);
        }
        // The id itself is taken by a record in the recycle bin: live ones would have been found.
        if (row.IsCreate && unit.Records.Select(row.Entity.Index, row.Record.Id, out _) is not null) return SaveMessages.KeyTaken(unit.Caller.Locale, row, [row.Entity.Field(SystemFields.Id)]);
        throw new InvalidOperationException("A unique index that is no key of the entity refused the row.", exception);
    }
}
