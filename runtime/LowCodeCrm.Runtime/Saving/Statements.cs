using System.Data.Common;
using System.Runtime.CompilerServices;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>An SQL text with parameters <c>@p0</c>, <c>@p1</c> …; prepared once a connection and reused. Known by reference.</summary>
internal sealed class Statement(string text, int parameters)
{
    public string Text { get; } = text;
    public int Parameters { get; } = parameters;
}

/// <summary>The prepared commands of each connection.</summary>
internal static class PreparedStatements
{
    private const int Capacity = 1_000;
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<Statement, DbCommand>> ByConnection = [];

    public static DbCommand Prepare(DbConnection connection, DbTransaction? transaction, Statement statement)
    {
        var commands = ByConnection.GetOrCreateValue(connection);
        if (!commands.TryGetValue(statement, out var command))
        {
            // Publishing brings new texts for as long as the connection lives.
            if (commands.Count >= Capacity)
            {
                foreach (var old in commands.Values) old.Dispose();
                commands.Clear();
            }
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

    public static DbCommand Bind(this DbCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
