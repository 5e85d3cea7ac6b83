using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Records as they were at a version of theirs: what is stored now, with every later change undone.</summary>
/// <param name="rules">Of the app's version at that time; its model tells what fields there were.</param>
internal sealed class PastRecords(AppLease lease, DbConnection connection, BoundRuleSet rules)
{
    private readonly Dictionary<Guid, List<HistoryRow>> rows = [];
    private readonly InputContext input = InputContext.For(rules.Model, SaveLimits.Default);
    private readonly AppAccess access = AppAccess.For(lease.App);

    public CrmModel Model => rules.Model;

    public List<HistoryRow> Rows(Entity entity, Guid id)
    {
        if (!rows.TryGetValue(id, out var found)) rows[id] = found = HistoryRow.Of(connection, null, lease.Database.Codec, entity, id);
        return found;
    }

    /// <returns>Null: there was no such record then, or nothing is left of it.</returns>
    public PastRecord? At(Entity entity, Guid id, long version)
    {
        if (Stored(entity, id) is not { } record || version > record.Version) return null;
        var later = Rows(entity, id).Where(row => row.Version > version).ToList();
        // A change that was not recorded may have changed anything.
        if (later.Select(row => row.Version).Distinct().Count() != record.Version - version || later.Exists(row => row.Kind == "create")) return null;
        foreach (var row in later)
            foreach (var (id2, change) in row.Changes)
                if (entity.Fields.FirstOrDefault(field => field.Id == id2) is { IsStored: true } field) Undo(record, field, change);
        var made = Rows(entity, id).Find(row => row.Version == version);
        foreach (var field in entity.Fields)
            if (IsKeptApart(entity, field) && later.Count > 0 && made?.Changes.ContainsKey(field.Id) != true) record.Forget(field.Index);
        Stamp(entity, record, version, made);
        return record;
    }

    private void Undo(PastRecord record, Field field, HistoryChange change)
    {
        if (change.Old is not { } before) record.SetValue(field.Index, null);
        else if (JsonValueReader.Read(field, before, input, out var value) is null) record.SetValue(field.Index, value);
        else record.Forget(field.Index);
    }

    /// <summary>As it is stored, read as that version's model has it; a field that has another type by now is not known.</summary>
    public PastRecord? Stored(Entity entity, Guid id)
    {
        if (lease.App.Model.Entities.FirstOrDefault(one => one.Id == entity.Id) is not { } now) return null;
        var of = access.Of(now);
        using var reader = PreparedStatements.Prepare(connection, null, of.SelectById).Bind([lease.Database.Codec.ToGuid(id)]).ExecuteReader();
        if (!reader.Read()) return null;
        var stored = of.Read(reader, lease.Database.Codec);
        var record = new PastRecord(entity);
        foreach (var field in entity.Fields)
            if (now.Fields.FirstOrDefault(one => one.Id == field.Id) is { IsStored: true } same && same.Type == field.Type && field.IsStored) record.SetValue(field.Index, stored.GetValue(same.Index));
            else record.Forget(field.Index);
        (record.Id, record.Version) = (stored.Id, stored.Version);
        return record;
    }

    /// <summary>Rollups and what reads other records are kept true without a change of the record's own: its history does not tell them.</summary>
    private bool IsKeptApart(Entity entity, Field field) => field.Origin == FieldOrigin.Rollup
        || field.Origin == FieldOrigin.Computed && rules.For(entity).Computed.FirstOrDefault(rule => rule.Field.Index == field.Index) is { } computed
            && Reads.Of(computed.Value).Any(read => read.Via != ReadVia.Own || read.Field.Index != field.Index && IsKeptApart(entity, read.Field));

    private static void Stamp(Entity entity, PastRecord record, long version, HistoryRow? made)
    {
        record.SetValue(entity.Field(SystemFields.Version).Index, version);
        var (at, by) = (entity.Field(SystemFields.UpdatedAt).Index, entity.Field(SystemFields.UpdatedBy).Index);
        if (made is null)
        {
            record.Forget(at);
            record.Forget(by);
            return;
        }
        record.SetValue(at, made.At);
        record.SetValue(by, made.By);
    }
}

/// <summary>What rules knew when a change was made: its time, who made it, and the versions of records that were noted.</summary>
[method: SetsRequiredMembers]
internal sealed class PastContext(PastRecords records, HistoryRow made, Caller reader) : RuleContextOf(
    new Caller(made.By ?? Guid.Empty, made.ByName ?? "", [], reader.Locale, made.By == reader.UserId ? reader.TimeZone : null), records.Model, made.At)
{
    public override ContactHistory Contacts => throw UnknownPastException.OfPeople();

    public override bool HasRole(string role) => throw UnknownPastException.OfRoles();

    public override EntityRecord? Load(int entityIndex, Guid id)
    {
        var entity = records.Model.Entities[entityIndex];
        return made.Reads.TryGetValue(id, out var read) && records.At(entity, id, read.Version) is { } found ? found : throw UnknownPastException.Of(entity);
    }

    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => throw UnknownPastException.OfMany(records.Model.Entities[entityIndex]);

    public override IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id) => throw UnknownPastException.OfMany(records.Model.TargetOf(records.Model.Entities[entityIndex].Fields[fieldIndex]));
}

/// <summary>What things are called today: names in an explanation are for its reader.</summary>
[method: SetsRequiredMembers]
internal sealed class NamesToday(PastRecords records, Caller reader, DateTime now) : RuleContextOf(reader, records.Model, now)
{
    public override EntityRecord? Load(int entityIndex, Guid id)
    {
        var entity = records.Model.Entities[entityIndex];
        if (records.Stored(entity, id) is not { } record) return null;
        foreach (var field in entity.Fields)
            if (!record.IsKnown(field.Index)) record.SetValue(field.Index, null);
        return record;
    }

    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
}
