using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>Records whose derived fields are due, in the table <c>$derive</c>: written in the transaction that makes them due, so that no crash forgets one.</summary>
internal static class DerivationQueue
{
    private static readonly Statement Insert = new("INSERT OR IGNORE INTO \"$derive\" (\"entity_id\", \"record_id\") VALUES (@p0, @p1)", 2);
    private static readonly Statement Forget = new("UPDATE \"$derivation\" SET \"done\" = '{}', \"target\" = NULL, \"last_id\" = NULL WHERE \"entity_id\" = @p0", 1);

    public static void Add(SaveUnit unit, Entity entity, Guid id)
    {
        unit.Execute(Insert, [entity.Id, unit.Codec.ToGuid(id)]);
        unit.HasQueued = true;
    }

    /// <summary>All whose lookup names a record, in one statement however many they are.</summary>
    public static void AddReferrers(SaveUnit unit, EntityAccess access, Field lookup, Guid id)
    {
        unit.Execute(access.QueueBy(lookup), [unit.Codec.ToGuid(id), access.Entity.Id]);
        unit.HasQueued = true;
    }

    /// <summary>
    /// What a superseded version wrote: it knows only its own rules, so the record, and the records that it names or named, are derived by the live version's.
    /// </summary>
    public static void AddWritten(SaveUnit unit, EntityAccess access, EntityRecord? before, EntityRecord? after)
    {
        if (after is not null) Add(unit, access.Entity, after.Id);
        foreach (var field in access.Stored)
        {
            if (field.Type != FieldType.Lookup) continue;
            var target = unit.App.Model.TargetOf(field);
            var old = before?.GetValue(field.Index) as Guid?;
            var now = after?.GetValue(field.Index) as Guid?;
            if (old is { } left) Add(unit, target, left);
            if (now is { } joined && now != old) Add(unit, target, joined);
        }
    }

    /// <summary>All records of an entity are due.</summary>
    public static void StartOver(SaveUnit unit, Entity entity)
    {
        unit.Execute(Forget, [entity.Id]);
        unit.HasQueued = true;
    }
}
