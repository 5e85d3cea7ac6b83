using System.Data.Common;
using System.Diagnostics;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Search;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>Carries out the changes to the database, in the caller's transaction: after a crash all of them are there or none.</summary>
public static class MigrationRunner
{
    private const int RowsAtATime = 1_000;
    private const int SqliteConstraint = 19;

    /// <exception cref="MigrationRefusedException">The records that are there break a new key.</exception>
    public static void Apply(DbConnection connection, IEnumerable<SchemaChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.OfType<DatabaseChange>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (change)
            {
                case AddTable(var table): Execute(connection, SqliteDialect.CreateTable(table)); break;
                case AddColumn(var table, var column): Execute(connection, SqliteDialect.AddColumn(table, column)); break;
                case DropIndex(_, var index): Execute(connection, SqliteDialect.DropIndex(index)); break;
                case AddIndex(var table, var index): CreateIndex(connection, table, index); break;
                case AddSearchTable(var search): Execute(connection, SqliteDialect.CreateSearchTable(search)); break;
                case FillSortKeys fill: FillSort(connection, fill, cancellationToken); break;
                case ConvertField convert: Convert(connection, convert, cancellationToken); break;
                case RebuildSearch rebuild: Search(connection, rebuild, cancellationToken); break;
                default: throw new UnreachableException();
            }
        }
    }

    private static void CreateIndex(DbConnection connection, Table table, TableIndex index)
    {
        try
        {
            Execute(connection, SqliteDialect.CreateIndex(table, index));
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SqliteConstraint)
        {
            var columns = string.Join(", ", index.Columns);
            throw new MigrationRefusedException(table, index, LocalizedText.Of(
                $"Records of {table.Name} share the same {columns}, which the new key forbids: change those records first, or leave the key out.",
                $"{table.Name} に {columns} が同じレコードがあり、新しいキーに反します。先にそれらのレコードを直すか、キーを外してください。"), failure);
        }
    }

    private static void FillSort(DbConnection connection, FillSortKeys fill, CancellationToken cancellationToken)
    {
        var mapping = fill.Mapping.Of(fill.Field);
        Rewrite(connection, fill.Mapping, mapping.Columns, mapping.Sort!,
            reader => SortKey.Of(FieldReader.Read(fill.Field, mapping, reader, 1, SqliteCodec.Instance)), cancellationToken);
    }

    private static void Convert(DbConnection connection, ConvertField convert, CancellationToken cancellationToken)
    {
        var target = convert.Mapping.Of(convert.Field).Column;
        Rewrite(connection, convert.Mapping, convert.OldColumns.Columns, target,
            reader => FieldReader.Write(
                ValueConversion.Convert(FieldReader.Read(convert.OldField, convert.OldColumns, reader, 1, SqliteCodec.Instance), convert.OldField, convert.Field), target, SqliteCodec.Instance),
            cancellationToken);
    }

    private static void Search(DbConnection connection, RebuildSearch rebuild, CancellationToken cancellationToken)
    {
        var mapping = rebuild.Mapping;
        Field[] fields = [.. mapping.Search!.FieldIds.Select(id => rebuild.Entity.Fields.First(f => f.Id == id))];
        var table = SqliteDialect.Quote(mapping.Search.Name);
        Execute(connection, $"INSERT INTO {table} ({table}) VALUES ('delete-all')");
        using var insert = connection.Prepare($"INSERT INTO {table} (rowid, text) VALUES (@p0, @p1)");
        ForEachRow(connection, mapping, [.. fields.SelectMany(f => mapping.Of(f).Columns)], (row, reader) =>
        {
            var ordinal = 1;
            var texts = new List<string?>();
            foreach (var field in fields)
            {
                texts.AddRange(SearchTexts.Of(FieldReader.Read(field, mapping.Of(field), reader, ordinal, SqliteCodec.Instance)));
                ordinal += mapping.Of(field).Columns.Length;
            }
            return SearchTokenizer.Index(texts);
        }, (row, text) =>
        {
            if (text.Length == 0) return;
            insert[0] = row;
            insert[1] = text;
            insert.Execute();
        }, cancellationToken);
    }

    private static void Rewrite(DbConnection connection, EntityMapping mapping, IReadOnlyList<Column> from, Column to, Func<DbDataReader, object?> value, CancellationToken cancellationToken)
    {
        using var update = connection.Prepare($"UPDATE {SqliteDialect.Quote(mapping.Table.Name)} SET {SqliteDialect.Quote(to.Name)} = @p1 WHERE {SqliteDialect.Quote(SqliteDialect.RowNumber)} = @p0");
        ForEachRow(connection, mapping, from, (_, reader) => value(reader), (row, result) =>
        {
            if (result is null or DBNull) return;
            update[0] = row;
            update[1] = result;
            update.Execute();
        }, cancellationToken);
    }

    /// <summary>All rows by row number, some at a time: a statement that reads a table while another changes it may meet rows twice.</summary>
    private static void ForEachRow<T>(
        DbConnection connection, EntityMapping mapping, IReadOnlyList<Column> columns, Func<long, DbDataReader, T> read, Action<long, T> write, CancellationToken cancellationToken)
    {
        var number = SqliteDialect.Quote(SqliteDialect.RowNumber);
        var selected = string.Concat(columns.Select(c => ", " + SqliteDialect.Quote(c.Name)));
        using var select = connection.Prepare($"SELECT {number}{selected} FROM {SqliteDialect.Quote(mapping.Table.Name)} WHERE {number} > @p0 ORDER BY {number} LIMIT {RowsAtATime}");
        var last = long.MinValue;
        var rows = new List<(long Row, T Value)>(RowsAtATime);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Clear();
            select[0] = last;
            using (var reader = select.ExecuteReader())
                while (reader.Read())
                    rows.Add((reader.GetInt64(0), read(reader.GetInt64(0), reader)));
            foreach (var (row, value) in rows) write(row, value);
            if (rows.Count > 0) last = rows[^1].Row;
        }
        while (rows.Count == RowsAtATime);
    }

    private static void Execute(DbConnection connection, string sql) => SqliteSchemaWriter.Execute(connection, sql);
}

/// <summary>The data stand against a change; nothing was changed.</summary>
public sealed class MigrationRefusedException(Table table, TableIndex index, LocalizedText text, Exception inner) : Exception(text.For("en"), inner)
{
    public Table Table { get; } = table;
    public TableIndex Index { get; } = index;
    public LocalizedText Text { get; } = text;
}
