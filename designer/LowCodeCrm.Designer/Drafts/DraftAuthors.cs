using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>Who changed what in a draft: beside each file, and for files that are gone in <c>$meta</c>.</summary>
internal static class DraftAuthors
{
    private const string Removed = "draft_removed";

    public static Dictionary<string, DraftAuthor> Read(DbConnection connection, ColumnCodec codec)
    {
        var authors = ReadRemoved(connection);
        using var statement = connection.Prepare("SELECT \"path\", \"updated_at\", \"updated_by\" FROM \"$draft\" WHERE \"updated_by\" IS NOT NULL");
        using var reader = statement.ExecuteReader();
        while (reader.Read())
            if (codec.ReadDateTime(reader, 1) is { } at) authors[reader.GetString(0)] = new DraftAuthor(at, codec.ReadGuid(reader, 2));
        return authors;
    }

    public static void NoteRemoved(DbConnection connection, string path, DraftAuthor author)
    {
        var removed = ReadRemoved(connection);
        removed[path] = author;
        using var statement = connection.Prepare("INSERT INTO \"$meta\" (\"name\", \"value\") VALUES (@p0, @p1) ON CONFLICT (\"name\") DO UPDATE SET \"value\" = excluded.\"value\"");
        statement.Bind([Removed, JsonSerializer.Serialize(removed)]).Execute();
    }

    public static void Clear(DbConnection connection)
    {
        using var statement = connection.Prepare("DELETE FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = Removed;
        statement.Execute();
    }

    private static Dictionary<string, DraftAuthor> ReadRemoved(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT \"value\" FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = Removed;
        return statement.ExecuteScalar() is string json ? JsonSerializer.Deserialize<Dictionary<string, DraftAuthor>>(json)! : new(StringComparer.Ordinal);
    }
}
