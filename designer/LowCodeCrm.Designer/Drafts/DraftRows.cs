using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>A draft in its app's database: a row a file in <c>$draft</c>, and in <c>$meta</c> the revision. Without a revision there are no rows, and the draft is the live version.</summary>
internal static class DraftRows
{
    private const string MetaName = "draft";

    public static string? Revision(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT \"value\" FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = MetaName;
        return statement.ExecuteScalar() is string json ? JsonSerializer.Deserialize<string>(json) : null;
    }

    public static void SetRevision(DbConnection connection, string revision)
    {
        using var statement = connection.Prepare("INSERT INTO \"$meta\" (\"name\", \"value\") VALUES (@p0, @p1) ON CONFLICT (\"name\") DO UPDATE SET \"value\" = excluded.\"value\"");
        statement.Bind([MetaName, JsonSerializer.Serialize(revision)]).Execute();
    }

    public static AppPackage Read(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT \"path\", \"content\" FROM \"$draft\"");
        using var reader = statement.ExecuteReader();
        var files = new List<PackageFile>();
        while (reader.Read()) files.Add(new PackageFile(reader.GetString(0), [.. reader.GetFieldValue<byte[]>(1)]));
        return new AppPackage(files);
    }

    public static string? Tag(DbConnection connection, string path)
    {
        using var statement = connection.Prepare("SELECT \"etag\" FROM \"$draft\" WHERE \"path\" = @p0");
        statement[0] = path;
        return (string?)statement.ExecuteScalar();
    }

    /// <summary>How many files and bytes there are without the one at a path.</summary>
    public static (long Files, long Bytes) SizeWithout(DbConnection connection, string path)
    {
        using var statement = connection.Prepare("SELECT COUNT(*), COALESCE(SUM(LENGTH(\"content\")), 0) FROM \"$draft\" WHERE \"path\" <> @p0");
        statement[0] = path;
        using var reader = statement.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public static void Put(DbConnection connection, PackageFile file, ColumnCodec codec, DateTime at, Guid? by)
    {
        using var statement = connection.Prepare(
            "INSERT INTO \"$draft\" (\"path\", \"content\", \"etag\", \"updated_at\", \"updated_by\") VALUES (@p0, @p1, @p2, @p3, @p4) "
            + "ON CONFLICT (\"path\") DO UPDATE SET \"content\" = excluded.\"content\", \"etag\" = excluded.\"etag\", \"updated_at\" = excluded.\"updated_at\", \"updated_by\" = excluded.\"updated_by\"");
        statement.Bind([file.Path, file.Content.ToArray(), FileTag.Of(file), codec.ToDateTime(at), codec.ToGuid(by)]).Execute();
    }

    public static bool Delete(DbConnection connection, string path, DraftAuthor by)
    {
        using var statement = connection.Prepare("DELETE FROM \"$draft\" WHERE \"path\" = @p0");
        statement[0] = path;
        if (statement.Execute() == 0) return false;
        DraftAuthors.NoteRemoved(connection, path, by);
        return true;
    }

    /// <summary>From now on the draft is the live version.</summary>
    public static void Clear(DbConnection connection)
    {
        DeleteAll(connection);
        DraftAuthors.Clear(connection);
        using var statement = connection.Prepare("DELETE FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = MetaName;
        statement.Execute();
    }

    public static void DeleteAll(DbConnection connection)
    {
        using var statement = connection.Prepare("DELETE FROM \"$draft\"");
        statement.Execute();
    }
}
