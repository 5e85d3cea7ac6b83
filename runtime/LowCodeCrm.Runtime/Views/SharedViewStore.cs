using System.Data.Common;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Views;

/// <summary>The shared views of an app's database.</summary>
internal static class SharedViewStore
{
    private const string Columns = "\"id\", \"entity_id\", \"title\", \"role\", \"by_all\", \"owner\", \"owner_name\", \"definition\", \"version\"";
    private static readonly Statement SelectAll = new($"SELECT {Columns} FROM \"{SystemTables.View}\" ORDER BY \"title\", \"id\"", 0);
    private static readonly Statement SelectOne = new($"SELECT {Columns} FROM \"{SystemTables.View}\" WHERE \"id\" = @p0", 1);
    private static readonly Statement Upsert = new(
        $"INSERT INTO \"{SystemTables.View}\" ({Columns}, \"updated_at\", \"updated_by\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10) "
        + "ON CONFLICT (\"id\") DO UPDATE SET \"title\" = @p2, \"role\" = @p3, \"by_all\" = @p4, \"definition\" = @p7, \"version\" = @p8, \"updated_at\" = @p9, \"updated_by\" = @p10", 11);
    private static readonly Statement DeleteOne = new($"DELETE FROM \"{SystemTables.View}\" WHERE \"id\" = @p0", 1);

    /// <summary>By title.</summary>
    public static List<SharedView> All(DbConnection connection, ColumnCodec codec) => Read(PreparedStatements.Prepare(connection, null, SelectAll).Bind([]), codec);

    public static SharedView? Find(DbConnection connection, DbTransaction? transaction, ColumnCodec codec, Guid id) =>
        Read(PreparedStatements.Prepare(connection, transaction, SelectOne).Bind([codec.ToGuid(id)]), codec).SingleOrDefault();

    public static void Write(WriteSession session, ColumnCodec codec, SharedView view, DateTime now, Guid by) =>
        PreparedStatements.Prepare(session.Connection, session.Transaction, Upsert)
            .Bind([codec.ToGuid(view.Id), view.EntityId, view.Title, view.Role, codec.ToBool(view.ByAll), codec.ToGuid(view.Owner), view.OwnerName, view.Definition, view.Version, codec.ToDateTime(now), codec.ToGuid(by)])
            .ExecuteNonQuery();

    public static void Delete(WriteSession session, ColumnCodec codec, Guid id) =>
        PreparedStatements.Prepare(session.Connection, session.Transaction, DeleteOne).Bind([codec.ToGuid(id)]).ExecuteNonQuery();

    private static List<SharedView> Read(DbCommand command, ColumnCodec codec)
    {
        var views = new List<SharedView>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            views.Add(new SharedView(
                codec.ReadGuid(reader, 0)!.Value, reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), codec.ReadBool(reader, 4)!.Value,
                codec.ReadGuid(reader, 5)!.Value, reader.GetString(6), reader.GetString(7), reader.GetInt64(8)));
        }
        return views;
    }
}
