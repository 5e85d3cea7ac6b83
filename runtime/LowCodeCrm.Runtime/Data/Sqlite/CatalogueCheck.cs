using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <param name="Target">A table, <c>table.column</c> or index.</param>
public sealed record CatalogueDifference(string Target, LocalizedText Message);

/// <summary>Whether the tables are what the schema says; for <c>crm doctor</c>.</summary>
public static class CatalogueCheck
{
    public static ImmutableArray<CatalogueDifference> Compare(DatabaseSchema schema, ImmutableArray<CatalogueTable> catalogue)
    {
        var actual = catalogue.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var differences = ImmutableArray.CreateBuilder<CatalogueDifference>();
        foreach (var table in schema.Tables)
        {
            if (actual.Remove(table.Name, out var found)) Table(table, found, differences);
            else differences.Add(Missing(table.Name));
        }
        foreach (var search in schema.ByEntityId.Values.Select(m => m.Search).OfType<SearchTable>())
            if (!actual.Remove(search.Name, out var found) || !found.IsVirtual) differences.Add(Missing(search.Name));
        differences.AddRange(actual.Keys.Select(Unknown));
        return differences.ToImmutable();
    }

    private static void Table(Table table, CatalogueTable actual, ImmutableArray<CatalogueDifference>.Builder differences)
    {
        var columns = actual.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        columns.Remove(SqliteDialect.RowNumber);
        foreach (var column in table.Columns)
        {
            if (!columns.Remove(column.Name, out var found)) differences.Add(Missing($"{table.Name}.{column.Name}"));
            else if (found.Type != SqliteDialect.TypeOf(column) || !column.IsGenerated && found.IsNullable != column.IsNullable)
                differences.Add(Differs($"{table.Name}.{column.Name}", $"{SqliteDialect.TypeOf(column)}{(column.IsNullable ? "" : " NOT NULL")}", $"{found.Type}{(found.IsNullable ? "" : " NOT NULL")}"));
        }
        differences.AddRange(columns.Keys.Select(c => Unknown($"{table.Name}.{c}")));

        var indexes = actual.Indexes.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (var index in table.Indexes)
        {
            if (!indexes.Remove(index.Name, out var found)) differences.Add(Missing(index.Name));
            else if (!found.Columns.SequenceEqual(index.Columns, StringComparer.Ordinal) || found.IsUnique != index.IsUnique || found.Where != index.LiveRowsOnly)
                differences.Add(Differs(index.Name, string.Join(", ", index.Columns), string.Join(", ", found.Columns)));
        }
        differences.AddRange(indexes.Keys.Select(Unknown));

        foreach (var key in table.ForeignKeys)
            if (!actual.ForeignKeys.Contains(new CatalogueForeignKey(key.Column, key.ReferencedTable, key.ReferencedColumn))) differences.Add(Missing(key.Name));
    }

    private static CatalogueDifference Missing(string target) => new(target, LocalizedText.Of($"{target} is missing in the database.", $"{target} がデータベースにありません。"));

    private static CatalogueDifference Unknown(string target) => new(target, LocalizedText.Of($"{target} is in the database, but no version knows it.", $"{target} はデータベースにありますが、どの版にもありません。"));

    private static CatalogueDifference Differs(string target, string expected, string actual) =>
        new(target, LocalizedText.Of($"{target} should be {expected}, but is {actual}.", $"{target} は {expected} のはずですが、{actual} です。"));
}
