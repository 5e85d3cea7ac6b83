using System.Data.Common;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>The outbox as administrators read it: newest first, things by their names.</summary>
internal static class OutboxReader
{
    private const string State =
        $"CASE WHEN \"done_at\" IS NULL THEN CASE WHEN \"error\" IS NULL THEN '{OutboxState.Pending}' ELSE '{OutboxState.Failed}' END WHEN \"error\" IS NULL THEN '{OutboxState.Delivered}' ELSE '{OutboxState.Held}' END";

    private static readonly Statement Select = new(
        $"""
        SELECT "seq", "kind", "key", {State}, "error", "at", "due_at", "done_at", "attempts", "payload" FROM "{SystemTables.Outbox}"
        WHERE "kind" <> 'change' AND (@p0 IS NULL OR {State} = @p0) AND (@p1 IS NULL OR "kind" = @p1) ORDER BY "seq" DESC LIMIT @p2 OFFSET @p3
        """, 4);

    public static List<OutboxEntry> Read(DbConnection connection, AppLease lease, string? state, string? kind, int skip, int most)
    {
        var codec = lease.Database.Codec;
        var entries = new List<OutboxEntry>();
        using var reader = PreparedStatements.Prepare(connection, null, Select).Bind([state, kind, (long)most, (long)skip]).ExecuteReader();
        while (reader.Read())
        {
            var payload = JsonNode.Parse(reader.GetString(9))!.AsObject();
            // The key is unique over all kinds; people see what the rule wrote.
            var key = codec.ReadText(reader, 2) is { } stored ? stored[(stored.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;
            entries.Add(new OutboxEntry(reader.GetInt64(0), reader.GetString(1), key, reader.GetString(3), codec.ReadText(reader, 4), codec.ReadDateTime(reader, 5)!.Value,
                codec.ReadDateTime(reader, 6), codec.ReadDateTime(reader, 7), reader.GetInt64(8), Named(payload, lease.App.Model)));
        }
        return entries;
    }

    /// <summary>With the names that things have now; what the app no longer has is left out.</summary>
    internal static JsonObject Named(JsonObject payload, CrmModel model)
    {
        Name(payload, "entity", id => model.Entities.FirstOrDefault(e => e.Id == id)?.Name);
        Name(payload, "channel", id => model.Channels.FirstOrDefault(c => c.Id == id)?.Name);
        if (payload["to"] is JsonObject to) Name(to, "entity", id => model.Entities.FirstOrDefault(e => e.Id == id)?.Name);
        return payload;
    }

    private static void Name(JsonObject holder, string property, Func<string, string?> name)
    {
        if (holder[property]?.GetValue<string>() is not { } id) return;
        if (name(id) is { } known) holder[property] = known;
        else holder.Remove(property);
    }
}
