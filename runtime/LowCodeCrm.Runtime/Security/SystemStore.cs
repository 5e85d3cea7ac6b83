using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Security;

/// <summary>The platform's own database beside the apps: credentials, sessions and keys (<c>system.db</c> in the data folder).</summary>
/// <remarks>Ids are UUIDv7 as 16 big-endian bytes, instants milliseconds since 1970 UTC. Several processes may use it at once.</remarks>
public sealed class SystemStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS users (
            id BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, password_hash TEXT, roles TEXT NOT NULL,
            locale TEXT, time_zone TEXT, disabled INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, locked_until INTEGER,
            created_at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS sessions (
            token_hash BLOB PRIMARY KEY, user_id BLOB NOT NULL REFERENCES users(id), anti_forgery TEXT NOT NULL, created_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS api_keys (
            id BLOB PRIMARY KEY, token_hash BLOB NOT NULL UNIQUE, user_id BLOB NOT NULL REFERENCES users(id), roles TEXT, created_at INTEGER NOT NULL,
            expires_at INTEGER, revoked_at INTEGER) STRICT;
        CREATE TABLE IF NOT EXISTS sign_in_links (
            token_hash BLOB PRIMARY KEY, user_id BLOB NOT NULL REFERENCES users(id), expires_at INTEGER NOT NULL) STRICT;
        """;

    private readonly string connectionString;

    /// <param name="dataFolder">Made if missing.</param>
    public SystemStore(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "system.db"), DefaultTimeout = 15 }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute(Schema);
        AddColumn(connection, "users", "reading", "TEXT");
    }

    // Stores made before the column was get it; two processes that start at once must not trip over each other, and where it is there nothing is locked.
    private static void AddColumn(SqliteConnection connection, string table, string column, string type)
    {
        if (Exists(null)) return;
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        if (!Exists(transaction)) connection.Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}", transaction: transaction);
        transaction.Commit();

        bool Exists(SqliteTransaction? within) =>
            connection.ExecuteScalar<long>("SELECT count(*) FROM pragma_table_info(@table) WHERE name = @column", new { table, column }, within) > 0;
    }

    /// <summary>An open connection; the caller disposes it. Writes are durable when they return.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 15000");
        return connection;
    }

    internal static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
    internal static Guid Id(byte[] bytes) => new(bytes, bigEndian: true);
    internal static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
