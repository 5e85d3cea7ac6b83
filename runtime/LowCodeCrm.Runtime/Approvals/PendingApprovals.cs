using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>
/// The approvals that a record which is read waits for, as <c>@crm.pending</c>: <c>["discount"]</c>. With what <c>/meta</c> says they lock, a client knows beforehand what it cannot change.
/// Records that wait for none have no such member.
/// </summary>
internal sealed class PendingApprovals
{
    /// <summary>Of all records of the entity, one more than is wanted.</summary>
    private const string AllSql = $"SELECT \"record_id\", \"name\" FROM \"{SystemTables.Approval}\" WHERE \"state\" = '{ApprovalState.Pending}' AND \"entity_id\" = @p0 ORDER BY \"name\" LIMIT @p1";
    private const string Sql = $"SELECT \"name\" FROM \"{SystemTables.Approval}\" WHERE \"record_id\" = @p0 AND \"state\" = '{ApprovalState.Pending}' AND \"entity_id\" = @p1 ORDER BY \"name\"";
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("@crm.pending");
    private readonly DbConnection connection;
    private readonly ColumnCodec codec;
    private readonly Entity entity;
    private readonly int idOrdinal;
    private readonly Dictionary<Guid, List<string>>? all;

    private PendingApprovals(DbConnection connection, ColumnCodec codec, Entity entity, int idOrdinal, int rows)
    {
        this.connection = connection;
        this.codec = codec;
        this.entity = entity;
        this.idOrdinal = idOrdinal;
        all = rows > 1 ? All(rows) : null;
    }

    /// <returns>Null where there is nothing to tell: the entity has no approvals, or the rows do not say which records they are.</returns>
    /// <param name="rows">How many records may come: what waits is asked for at once, unless more wait than that.</param>
    public static PendingApprovals? Of(CompiledApp app, DbConnection connection, ColumnCodec codec, Entity entity, QueryShape shape, int rows = 1)
    {
        if (app.Rules.For(entity).Approvals.IsEmpty || shape.EtagOrdinal < 0) return null;
        var id = entity.Fields.First(field => field.Type == FieldType.Id).Index;
        return shape.Items.OfType<FieldItem>().FirstOrDefault(item => item.FieldIndex == id) is { } found ? new(connection, codec, entity, found.Ordinal, rows) : null;
    }

    /// <param name="reader">At the record.</param>
    /// <param name="writer">Within the record's object.</param>
    public void Write(DbDataReader reader, Utf8JsonWriter writer)
    {
        var names = codec.ReadGuid(reader, idOrdinal) is not { } id ? [] : all is null ? NamesOf(id) : all.GetValueOrDefault(id) ?? [];
        if (names.Count == 0) return;
        writer.WriteStartArray(Name);
        foreach (var name in names) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private List<string> NamesOf(Guid id)
    {
        using var statement = connection.Prepare(Sql);
        statement[0] = codec.ToGuid(id);
        statement[1] = entity.Id;
        using var reader = statement.ExecuteReader();
        var names = new List<string>();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }

    /// <returns>Null where so many wait that asking for each record costs less.</returns>
    private Dictionary<Guid, List<string>>? All(int rows)
    {
        using var statement = connection.Prepare(AllSql);
        statement[0] = entity.Id;
        statement[1] = rows + 1L;
        using var reader = statement.ExecuteReader();
        var (found, count) = (new Dictionary<Guid, List<string>>(), 0);
        while (reader.Read())
        {
            if (++count > rows) return null;
            if (codec.ReadGuid(reader, 0) is not { } id) continue;
            if (!found.TryGetValue(id, out var names)) found.Add(id, names = []);
            names.Add(reader.GetString(1));
        }
        return found;
    }
}
