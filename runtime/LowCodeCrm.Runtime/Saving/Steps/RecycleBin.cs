using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Deleting and bringing back. Deleted records keep their row for 30 days and free their keys.</summary>
internal static class RecycleBin
{
    private const string RestoreRule = "$restore";

    public static SaveResult Delete(SavePipeline pipeline, SaveUnit unit, SaveRequest request)
    {
        var access = unit.Access.Of(request.Entity);
        if (unit.Records.Load(access.Entity.Index, request.Id) is not { } stored) return new NotFound();
        if (request.IfMatch is { } seen && seen != stored.Version) return new Conflict(stored, stored, []);
        if (Recycle(unit, access, stored, pipeline) is { } refused) return refused;
        return new Deleted(stored.Id);
    }

    /// <summary>Puts a record, and what goes with it, into the bin.</summary>
    /// <param name="pipeline">Empties lookups that say so; null: for rows of a child list that nothing else names.</param>
    /// <returns>Null, or what holds it.</returns>
    public static SaveResult? Recycle(SaveUnit unit, EntityAccess access, EntityRecord stored, SavePipeline? pipeline = null)
    {
        unit.Removing(stored.Id);
        foreach (var (entity, lookup) in unit.Access.References[access.Entity.Index])
        {
            var other = unit.Access.Of(entity);
            var action = IsOwned(access.Entity, lookup, entity) ? OnDelete.Cascade : lookup.OnDelete;
            foreach (var id in Referring(unit, other, lookup, stored.Id))
            {
                if (unit.IsBeingRemoved(id)) continue;
                if (action == OnDelete.Restrict) return SaveMessages.Restricted(unit.Caller.Locale, entity);
                if (action == OnDelete.Cascade)
                {
                    if (unit.Records.Load(entity.Index, id) is { } child && Recycle(unit, other, child, pipeline) is { } held) return held;
                    continue;
                }
                var input = new RecordInput(entity);
                input.Set(lookup, null);
                if (pipeline?.Save(unit, new SaveRequest(SaveKind.Update, entity, id) { Input = input, ByRule = "on delete" }) is { IsSuccess: false } refused) return refused;
            }
        }
        unit.CountWrite();
        var gone = stored.Clone();
        gone.Version++;
        unit.Execute(access.Recycle, [unit.Codec.ToDateTime(unit.Now), unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(unit.Context.UserId), (long)unit.Lease.Version.Number, unit.Codec.ToGuid(stored.Id)]);
        unit.Records.Removed(access.Entity.Index, stored.Id);
        Rollups.MarkParents(unit, access, stored, null, null);
        History.Write(unit, access, "delete", stored, gone, null);
        return null;
    }

    public static SaveResult Restore(SaveUnit unit, SaveRequest request)
    {
        var access = unit.Access.Of(request.Entity);
        if (unit.Records.Select(access.Entity.Index, request.Id, out var deleted) is not { } stored) return new NotFound();
        if (!deleted) return new Unchanged(stored);
        return BringBack(unit, access, stored, DeletedAt(unit, access, request.Id));
    }

    // What went with the record in one act comes back with it.
    private static SaveResult BringBack(SaveUnit unit, EntityAccess access, EntityRecord stored, object deletedAt)
    {
        var back = stored.Clone();
        back.Version++;
        back.SetValue(access.Entity.Field(SystemFields.UpdatedAt).Index, unit.Now);
        back.SetValue(access.Entity.Field(SystemFields.UpdatedBy).Index, unit.Context.UserId);
        try
        {
            unit.Execute(access.Recycle, [null, unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(unit.Context.UserId), (long)unit.Lease.Version.Number, unit.Codec.ToGuid(stored.Id)]);
        }
        catch (DbException exception) when (Failures.IsKeyTaken(exception))
        {
            return Writing.KeyTakenBy(unit, new RecordSave(access, SaveRequest.Restore(access.Entity, stored.Id)) { Record = back }, exception);
        }
        unit.Records.Wrote(back, isNew: false);
        Rollups.MarkParents(unit, access, back, back, null);
        if (access.HasDerived) unit.MarkDue(access.Entity, back.Id);
        Deadlines.Begin(unit, access, back);
        History.Write(unit, access, "restore", stored, back, null, byRule: RestoreRule);
        foreach (var (entity, lookup) in unit.Access.References[access.Entity.Index])
        {
            if (lookup.OnDelete != OnDelete.Cascade && !IsOwned(access.Entity, lookup, entity)) continue;
            var other = unit.Access.Of(entity);
            var ids = new List<Guid>();
            using (var reader = unit.Prepare(other.SelectDeletedBy(lookup)).Bind([unit.Codec.ToGuid(stored.Id), deletedAt]).ExecuteReader())
                while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
            foreach (var id in ids)
                if (unit.Records.Select(entity.Index, id, out _) is { } child && BringBack(unit, other, child, deletedAt) is not Saved and var refused) return refused;
        }
        return new Saved(back, false, []);
    }

    private static object DeletedAt(SaveUnit unit, EntityAccess access, Guid id)
    {
        using var reader = unit.Prepare(access.SelectById).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
        reader.Read();
        return reader.GetValue(access.DeletedOrdinal);
    }

    // Rows of a child list belong to their parent, whatever the lookup says.
    private static bool IsOwned(Entity parent, Field lookup, Entity child) =>
        parent.Fields.Any(f => f.Type == FieldType.ChildList && f.Target == child.Name && f.Via == lookup.Name);

    private static List<Guid> Referring(SaveUnit unit, EntityAccess other, Field lookup, Guid id)
    {
        var ids = new List<Guid>();
        using var reader = unit.Prepare(other.SelectIdsBy([lookup])).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
        while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        return ids;
    }
}
