using System.Data.Common;
using System.Runtime.CompilerServices;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>An SQL text with parameters <c>@p0</c>, <c>@p1</c> …; prepared once a connection and reused, also by the same text of a later version.</summary>
internal sealed class Statement(string text, int parameters) : IEquatable<Statement>
{
    private readonly int hash = string.GetHashCode(text, StringComparison.Ordinal);

    public string Text { get; } = text;
    public int Parameters { get; } = parameters;

    public bool Equals(Statement? other) => ReferenceEquals(this, other) || other is not null && hash == other.hash && Text == other.Text;
    public override bool Equals(object? obj) => Equals(obj as Statement);
    public override int GetHashCode() => hash;
}

/// <summary>The prepared commands of each connection.</summary>
internal static class PreparedStatements
{
    private const int Capacity = 500;
    private static readonly ConditionalWeakTable<DbConnection, Prepared> ByConnection = [];

    public static DbCommand Prepare(DbConnection connection, DbTransaction? transaction, Statement statement)
    {
        var commands = ByConnection.GetOrCreateValue(connection).Commands;
        if (!commands.TryGetValue(statement, out var command))
        {
            Limit(commands);
            command = connection.CreateCommand();
            command.CommandText = statement.Text;
            for (var i = 0; i < statement.Parameters; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }
            commands.Add(statement, command);
        }
        command.Transaction = transaction;
        return command;
    }

    /// <summary>A statement that writes, without the driver's objects around it.</summary>
    public static DirectStatement PrepareDirect(DbConnection connection, Statement statement)
    {
        var direct = ByConnection.GetOrCreateValue(connection).Direct;
        if (direct.TryGetValue(statement, out var prepared)) return prepared;
        Limit(direct);
        prepared = new DirectStatement((SqliteConnection)connection, statement.Text, statement.Parameters);
        direct.Add(statement, prepared);
        return prepared;
    }

    /// <summary>Frees what is prepared on a connection that is about to be closed.</summary>
    public static void Release(DbConnection connection)
    {
        if (!ByConnection.TryGetValue(connection, out var prepared)) return;
        ByConnection.Remove(connection);
        Clear(prepared.Commands);
        Clear(prepared.Direct);
    }

    public static DbCommand Bind(this DbCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    // Publishing brings new texts for as long as the connection lives.
    private static void Limit<T>(Dictionary<Statement, T> statements) where T : IDisposable
    {
        if (statements.Count >= Capacity) Clear(statements);
    }

    private static void Clear<T>(Dictionary<Statement, T> statements) where T : IDisposable
    {
        foreach (var old in statements.Values) old.Dispose();
        statements.Clear();
    }

    private sealed class Prepared
    {
        public Dictionary<Statement, DbCommand> Commands { get; } = [];
        public Dictionary<Statement, DirectStatement> Direct { get; } = [];
    }
}
