using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>What the driver offers only with an allocation or not at all.</summary>
internal static class SqliteNative
{
    // SQLITE_CONFIG_MEMSTATUS
    private const int MemoryStatistics = 9;

    /// <summary>Spares each allocation of SQLite a lock for statistics that nobody reads. Without effect once a connection has been opened.</summary>
    public static void Configure()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(MemoryStatistics, 0);
    }

    /// <summary>Copies a blob of exactly the target's length; false where it has another.</summary>
    public static bool TryReadBlob(SqliteDataReader reader, int ordinal, Span<byte> target)
    {
        if (reader.Handle is not { } statement) return false;
        var blob = raw.sqlite3_column_blob(statement, ordinal);
        if (blob.Length != target.Length) return false;
        blob.CopyTo(target);
        return true;
    }

    /// <summary>
    /// Plans depend on a statement's text alone. Without this SQLite may look at a parameter's value while planning, and then plans a prepared statement
    /// anew each time a value is bound: of a record read by its id that was half the work.
    /// </summary>
    public static void KeepPlans(SqliteConnection connection) => raw.sqlite3_db_config(connection.Handle, EnableQueryPlannerStability, 1, out _);

    // SQLITE_DBCONFIG_ENABLE_QPSG
    private const int EnableQueryPlannerStability = 1007;

    /// <summary>Rows written since the connection was opened, also those of a transaction that is rolled back.</summary>
    public static int TotalChanges(System.Data.Common.DbConnection connection) => raw.sqlite3_total_changes(((SqliteConnection)connection).Handle!);

    /// <summary>Whether the connection is outside a transaction: some failures (disk full) end the transaction on their own.</summary>
    public static bool IsAutoCommit(SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) != 0;
}
