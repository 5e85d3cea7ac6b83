using System.Buffers;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>Who changed what of a record, newest first, with the rule that gave a value.</summary>
public static class HistoryReader
{
    private const int Newest = 1_000;

    /// <returns>JSON as the API gives it; null where there never was such a record.</returns>
    public static async Task<byte[]?> ReadAsync(AppLease lease, Entity entity, Guid record, CancellationToken cancellationToken, int skip = 0, int most = Newest)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        var codec = lease.Database.Codec;
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"at\", \"by_name\", \"version\", \"app_version\", \"changes\", \"kind\" FROM \"$history\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 ORDER BY \"seq\" DESC LIMIT @p2 OFFSET @p3";
        foreach (var (value, at) in ((object[])[codec.ToGuid(record), entity.Id, (long)most, (long)skip]).Select((v, i) => (v, i)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{at}", value);
            command.Parameters.Add(parameter);
        }
        var fields = entity.Fields.ToDictionary(f => f.Id, StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>(4096);
        var any = false;
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                any = true;
                writer.WriteStartObject();
                writer.WriteString("at", codec.ReadDateTime(reader, 0)!.Value);
                writer.WriteString("by", reader.IsDBNull(1) ? null : reader.GetString(1));
                writer.WriteNumber("version", reader.GetInt64(2));
                writer.WriteNumber("appVersion", reader.GetInt64(3));
                writer.WriteString("kind", reader.GetString(5));
                writer.WriteStartArray("changes");
                using var changes = JsonDocument.Parse(reader.GetString(4));
                foreach (var change in changes.RootElement.GetProperty("c").EnumerateArray()) Write(writer, change, fields, lease.App.Model);
                writer.WriteEndArray();
                if (changes.RootElement.TryGetProperty("x", out var effect))
                {
                    writer.WritePropertyName("effect");
                    Automation.OutboxReader.Named(System.Text.Json.Nodes.JsonObject.Create(effect)!, lease.App.Model).WriteTo(writer);
                }
                if (changes.RootElement.TryGetProperty("a", out var approval))
                {
                    writer.WritePropertyName("approval");
                    approval.WriteTo(writer);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return any || await ExistsAsync(lease, entity, record, cancellationToken) ? buffer.WrittenSpan.ToArray() : null;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement change, Dictionary<string, Field> fields, CrmModel model)
    {
        // A field that a later version removed has no name any more, and is shown to nobody.
        if (!fields.TryGetValue(change.GetProperty("f").GetString()!, out var field)) return;
        writer.WriteStartObject();
        writer.WriteString("field", JsonInputReader.PropertyOf(field));
        Copy("old", "o");
        Copy("new", "n");
        if (change.TryGetProperty("r", out var rule)) writer.WriteString("rule", rule.GetString());
        writer.WriteEndObject();

        void Copy(string to, string from)
        {
            writer.WritePropertyName(to);
            if (!change.TryGetProperty(from, out var value)) writer.WriteNullValue();
            else if (field.Type == FieldType.ChildList) WriteRows(writer, value, model.Entity(field.Target!));
            else value.WriteTo(writer);
        }
    }

    private static void WriteRows(Utf8JsonWriter writer, JsonElement rows, Entity entity)
    {
        writer.WriteStartArray();
        foreach (var row in rows.EnumerateArray())
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            row.GetProperty("i").WriteTo(writer);
            foreach (var value in row.GetProperty("c").EnumerateObject())
            {
                if (entity.Fields.FirstOrDefault(one => one.Id == value.Name) is not { } known) continue;
                writer.WritePropertyName(JsonInputReader.PropertyOf(known));
                value.Value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static async Task<bool> ExistsAsync(AppLease lease, Entity entity, Guid record, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return Exists(connection, lease, entity, record);
    }

    /// <summary>Whether there is such a record outside the recycle bin.</summary>
    internal static bool Exists(System.Data.Common.DbConnection connection, AppLease lease, Entity entity, Guid record)
    {
        using var reader = PreparedStatements.Prepare(connection, null, AppAccess.For(lease.App).Of(entity).Exists).Bind([lease.Database.Codec.ToGuid(record)]).ExecuteReader();
        return reader.Read();
    }
}
