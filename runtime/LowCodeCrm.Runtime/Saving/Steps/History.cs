using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The history row and the outbox row of a change.</summary>
/// <remarks>
/// Changes are <c>{"c": [{"f": field id, "o": old, "n": new, "r": rule}], "r": [{"e": entity id, "i": id, "v": version}]}</c>: ids, so that a rename
/// loses nothing, and the versions of the records that rules read, so that "why?" can be answered later.
/// </remarks>
internal static class History
{
    private static readonly Statement InsertHistory = new(
        "INSERT INTO \"$history\" (\"entity_id\", \"record_id\", \"version\", \"kind\", \"at\", \"by\", \"by_name\", \"app_version\", \"changes\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)", 9);

    // Nothing is to be delivered: the row is done as it is written, and stays as the feed of live updates.
    private static readonly Statement InsertOutbox = new(
        "INSERT INTO \"$outbox\" (\"kind\", \"payload\", \"at\", \"attempts\", \"done_at\") VALUES ('change', @p0, @p1, 0, @p1)", 2);

    public static void Record(SaveUnit unit, RecordSave save)
    {
        foreach (var row in save.Rows)
        {
            // Rows that went were recorded as they went.
            if (row.IsRemoved || !row.IsChanged) continue;
            Write(unit, row.Access, row.IsCreate ? "create" : "update", row.Stored, row.Record, row.Changed, row.SetBy, row.Request.ByRule, row.Input.Links, row.IsCreate || row.Children.Count == 0 ? null : row);
        }
    }

    public static void Write(
        SaveUnit unit, EntityAccess access, string kind, EntityRecord? before, EntityRecord after, bool[]? changed,
        Dictionary<int, string>? setBy = null, string? byRule = null, List<Input.LinkInput>? links = null, RecordSave? rows = null)
    {
        if (access.Entity.History)
        {
            var (buffer, writer) = unit.Json;
            buffer.ResetWrittenCount();
            writer.Reset();
            writer.WriteStartObject();
            writer.WriteStartArray("c");
            if (changed is not null)
                foreach (var field in access.Stored)
                {
                    if (!changed[field.Index] || field.Origin == FieldOrigin.System && field.Name != SystemFields.Owner) continue;
                    writer.WriteStartObject();
                    writer.WriteString("f", field.Id);
                    if (before is not null && before.GetValue(field.Index) is not null)
                    {
                        writer.WritePropertyName("o");
                        access.Module.WriteField(field.Index, before, writer);
                    }
                    if (after.GetValue(field.Index) is not null)
                    {
                        writer.WritePropertyName("n");
                        access.Module.WriteField(field.Index, after, writer);
                    }
                    var rule = setBy?.GetValueOrDefault(field.Index) ?? byRule;
                    if (rule is not null) writer.WriteString("r", rule);
                    writer.WriteEndObject();
                }
            foreach (var link in links ?? [])
            {
                writer.WriteStartObject();
                writer.WriteString("f", link.Field.Id);
                writer.WriteStartArray("n");
                foreach (var id in link.Ids) writer.WriteStringValue(id);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            if (rows is not null) RowHistory.Write(rows, writer);
            writer.WriteEndArray();
            WriteReads(unit, writer);
            writer.WriteEndObject();
            writer.Flush();
            Insert(unit, access.Entity, after, kind, buffer.WrittenMemory);
        }
        Tell(unit, access.Entity, after, kind);
    }

    /// <summary>What a rule of a record put into the outbox, beside its changes: <c>"x"</c> is the payload, with the reason where it was held back.</summary>
    public static void RecordOutside(SaveUnit unit, Entity entity, EntityRecord record, string kind, System.Text.Json.Nodes.JsonObject payload, string? held)
    {
        if (!entity.History) return;
        var told = payload.DeepClone().AsObject();
        told.Remove("entity");
        told.Remove("record");
        if (held is not null) told["held"] = held;
        var changes = new System.Text.Json.Nodes.JsonObject { ["c"] = new System.Text.Json.Nodes.JsonArray(), ["x"] = told };
        Insert(unit, entity, record, kind, changes.ToJsonString());
    }

    /// <summary>What somebody did about a record's approval; the record itself stays as it is.</summary>
    public static void Approval(SaveUnit unit, EntityAccess access, EntityRecord record, string kind, string approval, string step, string? comment, string? to)
    {
        if (access.Entity.History)
        {
            var (buffer, writer) = unit.Json;
            buffer.ResetWrittenCount();
            writer.Reset();
            writer.WriteStartObject();
            writer.WriteStartArray("c");
            writer.WriteEndArray();
            writer.WriteStartObject("a");
            writer.WriteString("name", approval);
            writer.WriteString("step", step);
            if (comment is not null) writer.WriteString("comment", comment);
            if (to is not null) writer.WriteString("to", to);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.Flush();
            Insert(unit, access.Entity, record, kind, buffer.WrittenMemory);
        }
        Tell(unit, access.Entity, record, "approval");
    }

    private static void Insert(SaveUnit unit, Entity entity, EntityRecord record, string kind, object json) => unit.Execute(InsertHistory,
    [
        entity.Id, unit.Codec.ToGuid(record.Id), record.Version, kind, unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(unit.Context.UserId), unit.Caller.UserName,
        (long)unit.Lease.Version.Number, json,
    ]);

    /// <summary>To those who watch: something of a record is not as it was.</summary>
    public static void Tell(SaveUnit unit, Entity entity, EntityRecord after, string kind)
    {
        var payload = $"{{\"e\":\"{JsonEncodedText.Encode(entity.Id)}\",\"i\":\"{after.Id:D}\",\"k\":\"{kind}\",\"v\":{after.Version.ToString(CultureInfo.InvariantCulture)}}}";
        var sequence = unit.Insert(InsertOutbox, [payload, unit.Codec.ToDateTime(unit.Now)]);
        unit.Events.Add(new ChangeEvent(sequence, entity.Id, after.Id, kind, after.Version));
    }

    private static void WriteReads(SaveUnit unit, Utf8JsonWriter writer)
    {
        if (unit.Records.ReadByRules.Count == 0) return;
        writer.WriteStartArray("r");
        foreach (var (id, (entity, version)) in unit.Records.ReadByRules)
        {
            writer.WriteStartObject();
            writer.WriteString("e", unit.App.Model.Entities[entity].Id);
            writer.WriteString("i", id);
            writer.WriteNumber("v", version);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
