using System.Data.Common;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>Makes the tables of a schema in an empty database.</summary>
public static class SqliteSchemaWriter
{
    /// <summary>All tables, indexes and full-text tables, within the caller's transaction.</summary>
    public static void CreateAll(DbConnection connection, DatabaseSchema schema)
    {
        foreach (var table in schema.Tables)
        {
            Execute(connection, SqliteDialect.CreateTable(table));
            foreach (var index in table.Indexes) Execute(connection, SqliteDialect.CreateIndex(table, index));
        }
        foreach (var mapping in schema.ByEntityId.Values)
            if (mapping.Search is { } search) Execute(connection, SqliteDialect.CreateSearchTable(search));
    }

    internal static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
