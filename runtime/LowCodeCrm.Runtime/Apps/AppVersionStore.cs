using System.Collections.Immutable;
using System.Data.Common;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Runtime.Apps;

/// <param name="At">UTC.</param>
/// <param name="IsLive">Requests run on it; exactly one is.</param>
public sealed record PublishedVersion(int Number, DateTime At, Guid? By, string? ByName, bool IsLive);

/// <summary>The published versions of an app, in its own database, so that they move and are backed up with it.</summary>
public static class AppVersionStore
{
    private const string SchemaKey = "schema";
    private const string Columns = "\"number\", \"at\", \"by\", \"by_name\", \"live\"";

    /// <summary>Newest first; none in a new database.</summary>
    public static ImmutableArray<PublishedVersion> List(DbConnection connection)
    {
        if (!Exists(connection)) return [];
        using var statement = connection.Prepare($"SELECT {Columns} FROM \"$app_version\" ORDER BY \"number\" DESC");
        using var reader = statement.ExecuteReader();
        var versions = ImmutableArray.CreateBuilder<PublishedVersion>();
        var codec = SqliteCodec.Instance;
        while (reader.Read())
            versions.Add(new PublishedVersion(
                (int)reader.GetInt64(0), codec.ReadDateTime(reader, 1)!.Value, codec.ReadGuid(reader, 2), codec.ReadText(reader, 3), codec.ReadBool(reader, 4)!.Value));
        return versions.ToImmutable();
    }

    /// <summary>The files of a version; null where there is none of that number.</summary>
    public static AppPackage? Package(DbConnection connection, int number)
    {
        using var statement = connection.Prepare("SELECT \"package\" FROM \"$app_version\" WHERE \"number\" = @p0");
        statement[0] = (long)number;
        return statement.ExecuteScalar() is byte[] bytes ? PackageFiles.ReadArchive(new MemoryStream(bytes, writable: false)) : null;
    }

    /// <summary>The tables that the database has now, which is more than any one version reads; null for a new database.</summary>
    public static DatabaseSchema? CurrentSchema(DbConnection connection)
    {
        if (!Exists(connection)) return null;
        using var statement = connection.Prepare("SELECT \"value\" FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = SchemaKey;
        return statement.ExecuteScalar() is string json ? SchemaJson.Read(json) : null;
    }

    /// <summary>Records a new version as the live one.</summary>
    public static void Add(WriteSession session, PublishedVersion version, AppPackage package, DatabaseSchema schema)
    {
        var json = SchemaJson.Write(schema);
        Execute(session.Connection, "UPDATE \"$app_version\" SET \"live\" = 0 WHERE \"live\" = 1");
        using var archive = new MemoryStream();
        PackageFiles.WriteArchive(package, archive);
        var codec = SqliteCodec.Instance;
        Execute(
            session.Connection, $"INSERT INTO \"$app_version\" ({Columns}, \"package\", \"schema\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            (long)version.Number, codec.ToDateTime(version.At), codec.ToGuid(version.By), codec.ToText(version.ByName), codec.ToBool(true), archive.ToArray(), json);
        SetSchema(session, json);
    }

    /// <summary>Makes an earlier version the live one again, on tables that keep what later ones added.</summary>
    public static void SetLive(WriteSession session, int number, DatabaseSchema schema)
    {
        Execute(session.Connection, "UPDATE \"$app_version\" SET \"live\" = (\"number\" = @p0)", (long)number);
        SetSchema(session, SchemaJson.Write(schema));
    }

    /// <summary>Notes the tables as they are after a migration that no version asked for.</summary>
    public static void SetSchema(WriteSession session, DatabaseSchema schema) => SetSchema(session, SchemaJson.Write(schema));

    private static void SetSchema(WriteSession session, string json) =>
        Execute(session.Connection, "INSERT INTO \"$meta\" (\"name\", \"value\") VALUES (@p0, @p1) ON CONFLICT (\"name\") DO UPDATE SET \"value\" = excluded.\"value\"", SchemaKey, json);

    private static bool Exists(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = @p0");
        statement[0] = SystemTables.AppVersion;
        return statement.ExecuteScalar() is not null;
    }

    private static void Execute(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = connection.Prepare(sql);
        statement.Bind(values).Execute();
    }
}
