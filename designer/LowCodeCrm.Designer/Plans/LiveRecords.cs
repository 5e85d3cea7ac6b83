using System.Data.Common;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Security;
using static LowCodeCrm.Engine.Schema.Dialects.SqliteDialect;

namespace LowCodeCrm.Designer.Plans;

/// <summary>The records that there are, read by the live version and shown as the draft would see them.</summary>
internal sealed class LiveRecords
{
    private readonly Dictionary<Guid, EntityRecord?> loaded = [];
    private readonly Dictionary<string, RecordMapping?> mappings = [];

    public LiveRecords(DbConnection connection, AppLease lease, AppCheck draft, Caller caller, DateTime now)
    {
        Connection = connection;
        Lease = lease;
        Draft = draft;
        LiveContext = new PlanContext(caller, lease.App.Model, now, new StoredContacts(connection, lease.App.Model, lease.Database.Codec), LoadLive, RelatedLive, LinkedLive);
        DraftContext = new PlanContext(caller, draft.Model, now, new StoredContacts(connection, draft.Model, lease.Database.Codec), LoadAsDraft, RelatedAsDraft, LinkedAsDraft);
    }

    public DbConnection Connection { get; }
    public AppLease Lease { get; }
    public AppCheck Draft { get; }
    public CrmModel LiveModel => Lease.App.Model;
    public PlanContext LiveContext { get; }
    public PlanContext DraftContext { get; }

    /// <summary>How an entity of the draft is filled from the live one of the same id; null where it is new.</summary>
    public RecordMapping? MappingOf(Entity draftEntity)
    {
        if (!mappings.TryGetValue(draftEntity.Id, out var mapping))
            mappings[draftEntity.Id] = mapping = LiveModel.Entities.FirstOrDefault(e => e.Id == draftEntity.Id) is { } live ? new RecordMapping(live, draftEntity, LiveModel, Draft.Rules) : null;
        return mapping;
    }

    /// <summary>Records outside the recycle bin, oldest first.</summary>
    public IEnumerable<EntityRecord> All(Entity liveEntity, int limit) => Select(liveEntity, $"ORDER BY {Quote(SystemFields.Id)} LIMIT {limit}");

    /// <summary>Records outside the recycle bin for which a condition over their columns holds.</summary>
    public long Count(Entity liveEntity, string condition = "1")
    {
        using var statement = Connection.Prepare($"SELECT COUNT(*) FROM {TableOf(liveEntity)} WHERE {IsLive(liveEntity)} AND {condition}");
        return (long)statement.ExecuteScalar()!;
    }

    /// <summary>Records whose choice is an option.</summary>
    public long CountOption(Entity liveEntity, Column column, string optionId)
    {
        using var statement = Connection.Prepare($"SELECT COUNT(*) FROM {TableOf(liveEntity)} WHERE {IsLive(liveEntity)} AND {Quote(column.Name)} = @p0");
        statement[0] = optionId;
        return (long)statement.ExecuteScalar()!;
    }

    /// <summary>Links of a many-to-many field whose records are both there.</summary>
    public long CountLinks(Entity liveEntity, Field field)
    {
        var target = LiveModel.TargetOf(field);
        string Of(Entity entity) => $"(SELECT {Quote(SystemFields.Id)} FROM {TableOf(entity)} WHERE {IsLive(entity)})";
        using var statement = Connection.Prepare(
            $"SELECT COUNT(*) FROM {Quote(Lease.App.Schema.LinkOf(field).Table.Name)} WHERE {Quote(LinkMapping.Source)} IN {Of(liveEntity)} AND {Quote(LinkMapping.Target)} IN {Of(target)}");
        return (long)statement.ExecuteScalar()!;
    }

    /// <summary>Rows that a child list shows, over all records.</summary>
    public long CountRows(Field field)
    {
        var child = LiveModel.TargetOf(field);
        return child.Find(field.Via!) is { IsStored: true } via ? Count(child, $"{Quote(Lease.App.Schema.Of(child).Of(via).Column.Name)} IS NOT NULL") : 0;
    }

    /// <summary>Sets of options that records hold, by id.</summary>
    public IEnumerable<TextSet> SetsOf(Entity liveEntity, Column column)
    {
        using var statement = Connection.Prepare($"SELECT {Quote(column.Name)} FROM {TableOf(liveEntity)} WHERE {IsLive(liveEntity)} AND {Quote(column.Name)} IS NOT NULL");
        using var reader = statement.ExecuteReader();
        while (reader.Read())
            if (Lease.Database.Codec.ReadSet(reader, 0) is { } set) yield return set;
    }

    /// <summary>The different values of a field that is stored, with how many records hold each; options by value.</summary>
    public IEnumerable<(object Value, long Count)> ValuesOf(Entity liveEntity, Field field)
    {
        var module = Lease.App.ModuleOf(liveEntity);
        var columns = Lease.App.Schema.Of(liveEntity).Of(field).Columns;
        var names = string.Join(", ", columns.Select(c => Quote(c.Name)));
        using var statement = Connection.Prepare($"SELECT {names}, COUNT(*) FROM {TableOf(liveEntity)} WHERE {IsLive(liveEntity)} GROUP BY {names}");
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            var record = module.NewRecord();
            module.ReadField(field.Index, record, reader, 0, Lease.Database.Codec);
            if (record.GetValue(field.Index) is { } value) yield return (value, reader.GetInt64(columns.Length));
        }
    }

    private IEnumerable<EntityRecord> Select(Entity entity, string tail, params object?[] values)
    {
        var mapping = Lease.App.Schema.Of(entity);
        var module = Lease.App.ModuleOf(entity);
        Field[] stored = [.. entity.Fields.Where(f => f.IsStored)];
        var columns = stored.SelectMany(f => mapping.Of(f).Columns).Select(c => Quote(c.Name));
        using var statement = Connection.Prepare($"SELECT {string.Join(", ", columns)} FROM {TableOf(entity)} WHERE {IsLive(entity)} {tail}");
        statement.Bind(values);
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            var record = module.NewRecord();
            var ordinal = 0;
            foreach (var field in stored)
            {
                module.ReadField(field.Index, record, reader, ordinal, Lease.Database.Codec);
                ordinal += mapping.Of(field).Columns.Length;
            }
            yield return record;
        }
    }

    private EntityRecord? LoadLive(int entityIndex, Guid id)
    {
        if (!loaded.TryGetValue(id, out var record))
            loaded[id] = record = Select(LiveModel.Entities[entityIndex], $"AND {Quote(SystemFields.Id)} = @p0", Lease.Database.Codec.ToGuid(id)).FirstOrDefault();
        return record;
    }

    private List<EntityRecord> RelatedLive(int entityIndex, int lookupIndex, Guid parent)
    {
        var entity = LiveModel.Entities[entityIndex];
        var column = Lease.App.Schema.Of(entity).Of(entity.Fields[lookupIndex]).Column;
        return [.. Select(entity, $"AND {Quote(column.Name)} = @p0 ORDER BY {Quote(SystemFields.Id)}", Lease.Database.Codec.ToGuid(parent))];
    }

    private EntityRecord? LoadAsDraft(int entityIndex, Guid id)
    {
        var mapping = MappingOf(Draft.Model.Entities[entityIndex]);
        return mapping is not null && LoadLive(mapping.Live.Index, id) is { } record ? mapping.Convert(record, DraftContext) : null;
    }

    private List<EntityRecord> RelatedAsDraft(int entityIndex, int lookupIndex, Guid parent)
    {
        var entity = Draft.Model.Entities[entityIndex];
        if (MappingOf(entity) is not { } mapping) return [];
        var lookup = mapping.Live.Fields.FirstOrDefault(f => f.Id == entity.Fields[lookupIndex].Id && f.IsToOne);
        return lookup is null ? [] : RelatedLive(mapping.Live.Index, lookup.Index, parent).ConvertAll(record => (EntityRecord)mapping.Convert(record, DraftContext));
    }

    private List<EntityRecord> LinkedLive(int entityIndex, int fieldIndex, Guid id)
    {
        var field = LiveModel.Entities[entityIndex].Fields[fieldIndex];
        var pairs = $"SELECT {Quote(LinkMapping.Target)} FROM {Quote(Lease.App.Schema.LinkOf(field).Table.Name)} WHERE {Quote(LinkMapping.Source)} = @p0";
        return [.. Select(LiveModel.TargetOf(field), $"AND {Quote(SystemFields.Id)} IN ({pairs}) ORDER BY {Quote(SystemFields.Id)}", Lease.Database.Codec.ToGuid(id))];
    }

    private List<EntityRecord> LinkedAsDraft(int entityIndex, int fieldIndex, Guid id)
    {
        var entity = Draft.Model.Entities[entityIndex];
        var field = entity.Fields[fieldIndex];
        if (MappingOf(entity) is not { } owner || MappingOf(Draft.Model.TargetOf(field)) is not { } mapping) return [];
        var live = owner.Live.Fields.FirstOrDefault(f => f.Id == field.Id && f.Type == FieldType.ManyToMany);
        return live is null ? [] : LinkedLive(owner.Live.Index, live.Index, id).ConvertAll(record => (EntityRecord)mapping.Convert(record, DraftContext));
    }

    private string TableOf(Entity entity) => Quote(Lease.App.Schema.Of(entity).Table.Name);

    private string IsLive(Entity entity) => Lease.App.Schema.Of(entity).Table.Find(SystemTables.DeletedAt) is null ? "1" : $"{Quote(SystemTables.DeletedAt)} IS NULL";
}
