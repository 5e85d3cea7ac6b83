using System.Collections.Immutable;
using System.Data.Common;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <param name="Type">As declared.</param>
public sealed record CatalogueColumn(string Name, string Type, bool IsNullable);

/// <param name="Where">Of a partial index: whether it has a condition.</param>
public sealed record CatalogueIndex(string Name, ImmutableArray<string> Columns, bool IsUnique, bool Where);

public sealed record CatalogueForeignKey(string Column, string ReferencedTable, string ReferencedColumn);

/// <param name="IsVirtual">A full-text table.</param>
public sealed record CatalogueTable(
    string Name, bool IsVirtual, ImmutableArray<CatalogueColumn> Columns, ImmutableArray<CatalogueIndex> Indexes, ImmutableArray<CatalogueForeignKey> ForeignKeys);

/// <summary>Reads the tables as they really are.</summary>
public static class CatalogueReader
{
    /// <summary>All tables but SQLite's own and the shadows of full-text tables.</summary>
    public static ImmutableArray<CatalogueTable> Read(DbConnection connection)
    {
        var tables = Query(connection, "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", null,
            r => (Name: r.GetString(0), IsVirtual: r.GetString(1) == "virtual"));
        return
        [
            .. tables.Select(t => new CatalogueTable(
                t.Name,
                t.IsVirtual,
                Query(connection, "SELECT name, type, \"notnull\" FROM pragma_table_xinfo(@p0) WHERE hidden = 0 ORDER BY cid", t.Name, r => new CatalogueColumn(r.GetString(0), r.GetString(1), r.GetInt64(2) == 0)),
                // "c": made by CREATE INDEX; the others belong to keys.
                Query(connection, "SELECT name, \"unique\", partial FROM pragma_index_list(@p0) WHERE origin = 'c' ORDER BY name", t.Name,
                    r => new CatalogueIndex(r.GetString(0), Query(connection, "SELECT name FROM pragma_index_info(@p0) ORDER BY seqno", r.GetString(0), c => c.GetString(0)), r.GetInt64(1) != 0, r.GetInt64(2) != 0)),
                Query(connection, "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(@p0) ORDER BY \"from\"", t.Name, r => new CatalogueForeignKey(r.GetString(0), r.GetString(1), r.GetString(2))))),
        ];
    }

    private static ImmutableArray<T> Query<T>(DbConnection connection, string sql, string? argument, Func<DbDataReader, T> read)
    {
        using var statement = connection.Prepare(sql);
        if (argument is not null) statement[0] = argument;
        using var reader = statement.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows.ToImmutable();
    }
}
