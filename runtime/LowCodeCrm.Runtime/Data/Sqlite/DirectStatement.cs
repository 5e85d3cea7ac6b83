using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>
/// A prepared statement that writes, run without the driver's objects around it: of a row written those cost more than the writing. Parameters are <c>@p0</c>,
/// <c>@p1</c> …; values are what the column codec makes, or a text as UTF-8. Not thread-safe, as its connection is not.
/// </summary>
internal sealed class DirectStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] positions;

    /// <exception cref="SqliteException">The text is no statement.</exception>
    public DirectStatement(SqliteConnection connection, string sql, int parameters)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        positions = [.. Enumerable.Range(0, parameters).Select(n => raw.sqlite3_bind_parameter_index(statement, "@p" + n.ToString(CultureInfo.InvariantCulture)))];
    }

    /// <returns>Rows changed.</returns>
    /// <exception cref="SqliteException">As the driver would throw it.</exception>
    public int Execute(ReadOnlySpan<object?> values)
    {
        try
        {
            for (var i = 0; i < values.Length; i++) Bind(positions[i], values[i]);
            int result;
            do result = raw.sqlite3_step(statement);
            while (result == raw.SQLITE_ROW);
            if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
            return raw.sqlite3_changes(database);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>The key of the row that the last insert of the connection made.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(database);

    public void Dispose() => statement.Dispose();

    private void Bind(int position, object? value)
    {
        switch (value)
        {
            case null or DBNull: Check(raw.sqlite3_bind_null(statement, position)); break;
            case long number: Check(raw.sqlite3_bind_int64(statement, position, number)); break;
            case byte[] bytes: Check(raw.sqlite3_bind_blob(statement, position, bytes)); break;
            case ReadOnlyMemory<byte> { Length: > 0 } utf8: Check(raw.sqlite3_bind_text(statement, position, utf8.Span)); break;
            case string { Length: 0 }: Check(raw.sqlite3_bind_text(statement, position, "")); break;
            case string text: BindText(position, text); break;
            default: throw new ArgumentException($"A value of type {value.GetType()} is none that the column codec makes.", nameof(value));
        }
    }

    private void BindText(int position, string text)
    {
        const int OnStack = 1024;
        byte[]? rented = null;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = most <= OnStack ? stackalloc byte[OnStack] : (rented = ArrayPool<byte>.Shared.Rent(most));
        try
        {
            Check(raw.sqlite3_bind_text(statement, position, buffer[..Encoding.UTF8.GetBytes(text, buffer)]));
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, database);
    }
}
