using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>The records that a transaction has seen, one object each: as stored, or as it left them.</summary>
internal sealed class RecordCache(SaveUnit unit)
{
    private readonly Dictionary<(int, Guid), EntityRecord?> seen = [];
    private readonly Dictionary<(int, int, Guid), IReadOnlyList<EntityRecord>> related = [];
    private readonly HashSet<Guid> created = [];
    private readonly HashSet<int> written = [];
    private readonly HashSet<(int, Guid)> alive = [];

    /// <summary>Records being saved that the database does not show yet, innermost last.</summary>
    public List<EntityRecord> Pending { get; } = [];

    /// <summary>Records that rules read, with the version read: kept in the history.</summary>
    public Dictionary<Guid, (int Entity, long Version)> ReadByRules { get; } = [];

    /// <param name="counted">Whether a rule asks, so that it counts against the budgets.</param>
    public EntityRecord? Load(int entityIndex, Guid id, bool counted = false)
    {
        foreach (var pending in Pending)
            if (pending.Id == id && pending.EntityIndex == entityIndex) return pending;
        if (!seen.TryGetValue((entityIndex, id), out var record))
        {
            if (counted) unit.CountRead(1);
            seen[(entityIndex, id)] = record = Select(entityIndex, id, out var deleted);
            if (deleted) seen[(entityIndex, id)] = record = null;
        }
        if (counted && record is not null) ReadByRules.TryAdd(id, (entityIndex, record.Version));
        return record;
    }

    /// <summary>A record even from the recycle bin.</summary>
    public EntityRecord? Select(int entityIndex, Guid id, out bool deleted)
    {
        var access = unit.Access.Of(entityIndex);
        using var reader = unit.Prepare(access.SelectById).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
        deleted = false;
        if (!reader.Read()) return null;
        deleted = !reader.IsDBNull(access.DeletedOrdinal);
        return access.Read(reader, unit.Codec);
    }

    /// <summary>The one object for a record that was read as part of a list.</summary>
    public EntityRecord Known(EntityRecord row)
    {
        foreach (var pending in Pending)
            if (pending.Id == row.Id && pending.EntityIndex == row.EntityIndex) return pending;
        if (seen.TryGetValue((row.EntityIndex, row.Id), out var known) && known is not null) return known;
        seen[(row.EntityIndex, row.Id)] = row;
        return row;
    }

    /// <summary>Whether a live record has the id; cheaper than loading it.</summary>
    public bool Exists(int entityIndex, Guid id)
    {
        if (seen.TryGetValue((entityIndex, id), out var record)) return record is not null;
        if (Pending.Exists(p => p.Id == id && p.EntityIndex == entityIndex)) return true;
        if (alive.Contains((entityIndex, id))) return true;
        using var reader = unit.Prepare(unit.Access.Of(entityIndex).Exists).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
        return reader.Read() && alive.Add((entityIndex, id));
    }

    /// <summary>Nothing can refer to a record that this transaction made, but what it wrote itself.</summary>
    public bool HasNone(int entityIndex, Guid parentId) => created.Contains(parentId) && !written.Contains(entityIndex);

    public IReadOnlyList<EntityRecord> Related(int entityIndex, int lookupIndex, Guid parentId)
    {
        var key = (entityIndex, lookupIndex, parentId);
        if (!related.TryGetValue(key, out var stored))
        {
            stored = HasNone(entityIndex, parentId) ? [] : SelectRelated(entityIndex, lookupIndex, parentId);
            related[key] = stored;
        }
        return Pending.Exists(p => p.EntityIndex == entityIndex) ? WithPending(stored, entityIndex, lookupIndex, parentId) : stored;
    }

    public void Wrote(EntityRecord record, bool isNew)
    {
        seen[(record.EntityIndex, record.Id)] = record;
        if (isNew) created.Add(record.Id);
        Forget(record.EntityIndex);
    }

    public void Removed(int entityIndex, Guid id)
    {
        seen[(entityIndex, id)] = null;
        alive.Remove((entityIndex, id));
        Forget(entityIndex);
    }

    /// <summary>After a row of an import was rolled back: nothing seen can be trusted.</summary>
    public void Clear()
    {
        seen.Clear();
        related.Clear();
        created.Clear();
        alive.Clear();
        Pending.Clear();
        ReadByRules.Clear();
    }

    private void Forget(int entityIndex)
    {
        written.Add(entityIndex);
        if (related.Count == 0) return;
        foreach (var key in related.Keys.Where(k => k.Item1 == entityIndex).ToArray()) related.Remove(key);
    }

    private List<EntityRecord> SelectRelated(int entityIndex, int lookupIndex, Guid parentId)
    {
        var access = unit.Access.Of(entityIndex);
        var rows = new List<EntityRecord>();
        unit.CountRead(0);
        using (var reader = unit.Prepare(access.SelectBy([access.Entity.Fields[lookupIndex]])).Bind([unit.Codec.ToGuid(parentId)]).ExecuteReader())
            while (reader.Read())
            {
                unit.CountRow();
                var row = access.Read(reader, unit.Codec);
                if (seen.TryGetValue((entityIndex, row.Id), out var known) && known is not null) row = known;
                else seen[(entityIndex, row.Id)] = row;
                rows.Add(row);
            }
        return rows;
    }

    private List<EntityRecord> WithPending(IReadOnlyList<EntityRecord> stored, int entityIndex, int lookupIndex, Guid parentId)
    {
        var rows = stored.Where(r => !Pending.Exists(p => p.Id == r.Id)).ToList();
        foreach (var pending in Pending)
            if (pending.EntityIndex == entityIndex && pending.GetValue(lookupIndex) is Guid parent && parent == parentId && !unit.IsBeingRemoved(pending.Id)) rows.Add(pending);
        return rows;
    }
}
