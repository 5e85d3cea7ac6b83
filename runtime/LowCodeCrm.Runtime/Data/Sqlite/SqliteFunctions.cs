using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>The rules language's functions that SQLite lacks, registered on every connection that is opened.</summary>
public static partial class SqliteFunctions
{
    public static void Register(SqliteConnection connection) => RegisterRuleFunctions(connection);

    static partial void RegisterRuleFunctions(SqliteConnection connection);
}
