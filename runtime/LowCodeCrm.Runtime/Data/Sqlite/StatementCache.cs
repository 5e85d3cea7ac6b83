using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>The prepared statements of one connection, by their SQL text. Not thread-safe, as the connection is not.</summary>
public sealed class StatementCache(SqliteConnection connection, int capacity) : IDisposable
{
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    /// <summary>A prepared statement for the caller alone until disposed; one in use already (a nested query of the same text) gets a sibling.</summary>
    public Statement Get(string sql)
    {
        if (statements.TryGetValue(sql, out var cached))
        {
            if (cached.TryTake()) return cached;
            return new Statement(connection, sql, isCached: false);
        }
        // Texts come from a bounded set of shapes; ad-hoc filters are what fills it, and starting over is cheaper than keeping an order of use.
        if (statements.Count >= capacity) Clear();
        var statement = new Statement(connection, sql, isCached: true);
        statements.Add(sql, statement);
        return statement;
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var statement in statements.Values) statement.Retire();
        statements.Clear();
    }
}

/// <summary>A prepared statement with parameters <c>@p0</c>, <c>@p1</c> …; disposing gives it back. Dispose its reader first.</summary>
public sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;
    private bool isCached;
    private bool inUse = true;

    internal Statement(SqliteConnection connection, string sql, bool isCached)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        this.isCached = isCached;
    }

    /// <summary>The value of <c>@p{index}</c>: long, string, byte[] or <see cref="DBNull"/>, as the column codec makes them.</summary>
    public object? this[int index]
    {
        set
        {
            var parameters = command.Parameters;
            while (parameters.Count <= index) parameters.Add(new SqliteParameter(Names.Of(parameters.Count), DBNull.Value));
            parameters[index].Value = value ?? DBNull.Value;
        }
    }

    /// <summary>Sets <c>@p{at}</c> onwards.</summary>
    public Statement Bind(ReadOnlySpan<object?> values, int at = 0)
    {
        for (var i = 0; i < values.Length; i++) this[at + i] = values[i];
        return this;
    }

    public int Execute() => command.ExecuteNonQuery();

    public object? ExecuteScalar() => command.ExecuteScalar() is var value && value is DBNull ? null : value;

    public SqliteDataReader ExecuteReader() => command.ExecuteReader();

    public void Dispose()
    {
        inUse = false;
        if (!isCached) command.Dispose();
    }

    internal bool TryTake()
    {
        if (inUse) return false;
        return inUse = true;
    }

    /// <summary>Out of the cache; disposed now or, where in use, when given back.</summary>
    internal void Retire()
    {
        isCached = false;
        if (!inUse) command.Dispose();
    }

    private static class Names
    {
        private static readonly string[] Known = [.. Enumerable.Range(0, 256).Select(n => $"@p{n}")];
        public static string Of(int index) => index < Known.Length ? Known[index] : $"@p{index}";
    }
}

/// <summary>Prepared statements on the connections of an app's database.</summary>
public static class StatementExtensions
{
    /// <summary>A prepared statement of this connection, made on first use of its text. Parameters are <c>@p0</c>, <c>@p1</c> ….</summary>
    /// <exception cref="ArgumentException">The connection is not one of <see cref="SqliteAppDatabase"/>'s.</exception>
    public static Statement Prepare(this DbConnection connection, string sql) => connection is PooledConnection pooled
        ? pooled.Statements.Get(sql)
        : throw new ArgumentException("Prepared statements belong to the connections of an app's database.", nameof(connection));
}
