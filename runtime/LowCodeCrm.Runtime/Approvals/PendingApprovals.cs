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
    private const string Sql = $"SELECT \"name\" FROM \"{SystemTables.Approval}\" WHERE \"record_id\" = @p0 AND \"state\" = '{ApprovalState.Pending}' AND \"entity_id\" = @p1 ORDER BY \"name\"";
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("@crm.pending");
    private readonly DbConnection connection;
    private readonly ColumnCodec codec;
    private readonly Entity entity;
    private readonly int idOrdinal;

    private PendingApprovals(DbConnection connection, ColumnCodec codec, Entity entity, int idOrdinal)
    {
        this.connection = connection;
        this.codec = codec;
        this.entity = entity;
        this.idOrdinal = idOrdinal;
    }

    /// <returns>Null where there is nothing to tell: the entity has no approvals, or the rows do not say which records they are.</returns>
    public static PendingApprovals? Of(CompiledApp app, DbConnection connection, ColumnCodec codec, Entity entity, QueryShape shape)
    {
        if (app.Rules.For(entity).Approvals.IsEmpty || shape.EtagOrdinal < 0) return null;
        var id = entity.Fields.First(field => field.Type == FieldType.Id).Index;
        return shape.Items.OfType<FieldItem>().FirstOrDefault(item => item.FieldIndex == id) is { } found ? new(connection, codec, entity, found.Ordinal) : null;
    }

    /// <param name="reader">At the record.</param>
    /// <param name="writer">Within the record's object.</param>
    public void Write(DbDataReader reader, Utf8JsonWriter writer)
    {
        using var statement = connection.Prepare(Sql);
        statement[0] = codec.ToGuid(codec.ReadGuid(reader, idOrdinal));
        statement[1] = entity.Id;
        using var names = statement.ExecuteReader();
        var any = false;
        while (names.Read())
        {
            if (!any) writer.WriteStartArray(Name);
            any = true;
            writer.WriteStringValue(names.GetString(0));
        }
        if (any) writer.WriteEndArray();
    }
}
