using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>What one save changed of a record, as it was recorded.</summary>
/// <param name="Version">The record's, after it.</param>
/// <param name="Changes">By field id: before, after, the rule that did it.</param>
/// <param name="Reads">By record: the versions that rules read.</param>
internal sealed record HistoryRow(
    long Version, string Kind, DateTime At, Guid? By, string? ByName, int AppVersion, IReadOnlyDictionary<string, HistoryChange> Changes, IReadOnlyDictionary<Guid, (string Entity, long Version)> Reads)
{
    /// <summary>Rows of a record that are looked back over at most.</summary>
    private const int Most = 5_000;

    /// <summary>Newest first; notes of what went outside and of decisions are left out, as they changed nothing.</summary>
    public static List<HistoryRow> Of(DbConnection connection, DbTransaction? transaction, ColumnCodec codec, Entity entity, Guid record)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT \"version\", \"kind\", \"at\", \"by\", \"by_name\", \"app_version\", \"changes\" FROM \"$history\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 ORDER BY \"seq\" DESC LIMIT @p2";
        foreach (var (value, at) in ((object[])[codec.ToGuid(record)!, entity.Id, (long)Most]).Select((value, at) => (value, at)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{at}", value);
            command.Parameters.Add(parameter);
        }
        var rows = new List<HistoryRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(1) is not ("create" or "update" or "delete" or "restore")) continue;
            rows.Add(Read(reader, codec));
        }
        return rows;
    }

    private static HistoryRow Read(DbDataReader reader, ColumnCodec codec)
    {
        using var json = JsonDocument.Parse(reader.GetString(6));
        var changes = new Dictionary<string, HistoryChange>(StringComparer.Ordinal);
        foreach (var change in json.RootElement.GetProperty("c").EnumerateArray())
            changes[change.GetProperty("f").GetString()!] = new HistoryChange(Part(change, "o"), Part(change, "n"), change.TryGetProperty("r", out var rule) ? rule.GetString() : null);
        var reads = new Dictionary<Guid, (string, long)>();
        if (json.RootElement.TryGetProperty("r", out var read))
            foreach (var one in read.EnumerateArray()) reads[one.GetProperty("i").GetGuid()] = (one.GetProperty("e").GetString()!, one.GetProperty("v").GetInt64());
        return new HistoryRow(reader.GetInt64(0), reader.GetString(1), codec.ReadDateTime(reader, 2)!.Value, codec.ReadGuid(reader, 3), reader.IsDBNull(4) ? null : reader.GetString(4), (int)reader.GetInt64(5), changes, reads);
    }

    private static JsonElement? Part(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value.Clone() : null;
}

/// <param name="Old">Null: it was empty.</param>
internal sealed record HistoryChange(JsonElement? Old, JsonElement? New, string? Rule);
