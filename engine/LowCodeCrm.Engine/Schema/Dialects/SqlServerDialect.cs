using System.Diagnostics;
using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Rules.Sql.SqlServer;

namespace LowCodeCrm.Engine.Schema.Dialects;

/// <summary>DDL for SQL Server: texts in UTF-8 by code point, identifiers always quoted (QUOTED_IDENTIFIER is on, as drivers have it).</summary>
public static class SqlServerDialect
{
    /// <summary>The longest key of an index, in bytes.</summary>
    private const int MaxKeyBytes = 1700;

    /// <summary>The longest text that is no large object, in bytes.</summary>
    private const int MaxInRow = 8000;

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string TypeOf(Table table, Column column) => column.Type switch
    {
        StorageType.Guid => "binary(16)",
        StorageType.Bytes => "varbinary(max)",
        StorageType.Text => $"varchar({Length(table, column)}) COLLATE {SqlServerSyntax.Collation}",
        StorageType.Set or StorageType.Json => $"varchar(max) COLLATE {SqlServerSyntax.Collation}",
        StorageType.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({column.Precision}, {column.Scale})"),
        StorageType.Bool => "bit",
        StorageType.Date => "date",
        StorageType.Int or StorageType.Time or StorageType.DateTime or StorageType.Duration or StorageType.Period => "bigint",
        _ => throw new UnreachableException(),
    };

    public static string CreateTable(Table table)
    {
        var sql = new StringBuilder($"CREATE TABLE {Quote(table.Name)} (\n");
        foreach (var column in table.Columns)
            sql.Append($"  {Quote(column.Name)} {TypeOf(table, column)}{(column.IsGenerated ? " IDENTITY(1, 1)" : "")}{(column.IsNullable ? "" : " NOT NULL")},\n");
        sql.Append($"  PRIMARY KEY ({Columns(table.PrimaryKey)})");
        foreach (var key in table.ForeignKeys)
            sql.Append($",\n  CONSTRAINT {Quote(key.Name)} FOREIGN KEY ({Quote(key.Column)}) REFERENCES {Quote(key.ReferencedTable)} ({Quote(key.ReferencedColumn)})");
        return sql.Append("\n)").ToString();
    }

    /// <summary>An index of unique values leaves rows without one out: elsewhere no two empty values are the same.</summary>
    public static string CreateIndex(Table table, TableIndex index)
    {
        var conditions = index.IsUnique ? index.Columns.Where(name => table.Find(name) is { IsNullable: true }).Select(name => $"{Quote(name)} IS NOT NULL").ToList() : [];
        if (index.LiveRowsOnly) conditions.Add($"{Quote(SystemTables.DeletedAt)} IS NULL");
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(table.Name)} ({Columns(index.Columns)})" + (conditions.Count > 0 ? $" WHERE {string.Join(" AND ", conditions)}" : "");
    }

    // A code point takes up to four bytes; a key of an index is no large object.
    private static string Length(Table table, Column column)
    {
        var bytes = column.MaxLength * 4L ?? long.MaxValue;
        var keys = table.Indexes.Select(index => index.Columns).Append(table.PrimaryKey).Where(columns => columns.Contains(column.Name)).ToArray();
        if (keys.Length > 0) bytes = Math.Min(bytes, MaxKeyBytes / keys.Max(columns => columns.Length));
        return bytes <= MaxInRow ? bytes.ToString(CultureInfo.InvariantCulture) : "max";
    }

    private static string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
