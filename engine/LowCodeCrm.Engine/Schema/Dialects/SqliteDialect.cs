using System.Diagnostics;
using System.Text;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema.Dialects;

/// <summary>DDL for SQLite: STRICT tables, identifiers always quoted.</summary>
public static class SqliteDialect
{
    /// <summary>
    /// The row number of an entity's table, which its full-text table shares. It is a column of its own because the implicit row number may change
    /// on VACUUM, and its name is one that no field can have.
    /// </summary>
    public const string RowNumber = "$row";

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string TypeOf(Column column) => column.Type switch
    {
        StorageType.Guid or StorageType.Bytes => "BLOB",
        StorageType.Text or StorageType.Set or StorageType.Json => "TEXT",
        StorageType.Decimal => column.Precision > 18 ? "TEXT" : "INTEGER",
        StorageType.Int or StorageType.Bool or StorageType.Date or StorageType.Time or StorageType.DateTime or StorageType.Duration or StorageType.Period => "INTEGER",
        _ => throw new UnreachableException(),
    };

    public static string CreateTable(Table table)
    {
        var sql = new StringBuilder($"CREATE TABLE {Quote(table.Name)} (\n");
        var numbersRows = HasRowNumber(table);
        if (numbersRows) sql.Append($"  {Quote(RowNumber)} INTEGER PRIMARY KEY,\n");
        foreach (var column in table.Columns)
        {
            sql.Append($"  {Quote(column.Name)} {TypeOf(column)}");
            if (column.IsGenerated) sql.Append(" PRIMARY KEY AUTOINCREMENT");
            if (!column.IsNullable) sql.Append(" NOT NULL");
            if (numbersRows && table.PrimaryKey[0] == column.Name) sql.Append(" UNIQUE");
            if (Reference(table, column) is { } key) sql.Append(' ').Append(key);
            sql.Append(",\n");
        }
        if (!numbersRows && !IsGenerated(table)) sql.Append($"  PRIMARY KEY ({Columns(table.PrimaryKey)}),\n");
        sql.Length -= 2;
        // A table that is its own key (links, settings) needs no second tree.
        return sql.Append("\n) STRICT").Append(numbersRows || IsGenerated(table) || HoldsBlobs(table) ? "" : ", WITHOUT ROWID").ToString();
    }

    public static string AddColumn(Table table, Column column) =>
        $"ALTER TABLE {Quote(table.Name)} ADD COLUMN {Quote(column.Name)} {TypeOf(column)}{(Reference(table, column) is { } key ? " " + key : "")}";

    public static string CreateIndex(Table table, TableIndex index) =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(table.Name)} ({Columns(index.Columns)})"
        + (index.LiveRowsOnly ? $" WHERE {Quote(SystemTables.DeletedAt)} IS NULL" : "");

    public static string DropIndex(TableIndex index) => $"DROP INDEX IF EXISTS {Quote(index.Name)}";

    /// <summary>
    /// A full-text table holds only the index: the text is the entity's. It gets tokens that are cut and folded already, so the plain tokenizer, which
    /// splits at spaces and leaves every character outside ASCII alone, is the exact one.
    /// </summary>
    public static string CreateSearchTable(SearchTable search) =>
        $"CREATE VIRTUAL TABLE {Quote(search.Name)} USING fts5(text, content='', contentless_delete=1, tokenize='ascii')";

    /// <summary>Indexes one record's search tokens, <c>@p1</c>, under its id, <c>@p0</c>; replaces what was indexed before.</summary>
    public static string WriteSearch(EntityMapping mapping) =>
        $"INSERT OR REPLACE INTO {Quote(mapping.Search!.Name)} (rowid, text) SELECT {Quote(RowNumber)}, @p1 FROM {Quote(mapping.Table.Name)} WHERE {Quote(SystemFields.Id)} = @p0";

    /// <summary>Whether the table is known by a single id, and so numbers its rows beside it.</summary>
    public static bool HasRowNumber(Table table) => table.PrimaryKey is [var only] && table.Find(only) is { Type: StorageType.Guid };

    private static bool IsGenerated(Table table) => table.Columns.Any(c => c.IsGenerated);

    private static bool HoldsBlobs(Table table) => table.Columns.Any(c => c.Type == StorageType.Bytes);

    private static string? Reference(Table table, Column column) => table.ForeignKeys.FirstOrDefault(k => k.Column == column.Name) is { } key
        ? $"REFERENCES {Quote(key.ReferencedTable)} ({Quote(key.ReferencedColumn)})"
        : null;

    private static string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
