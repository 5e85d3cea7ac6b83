using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Runtime.Import;

/// <summary>How far the loading of a package's data has come: a row of <c>$meta</c> from the installation until all of it is loaded.</summary>
/// <param name="Done">Ids of entities whose file is loaded.</param>
/// <param name="Entity">Id of the one under way.</param>
/// <param name="Rows">Of its file that are dealt with.</param>
/// <param name="Days">By which dates are moved, the same to the end however long that takes; null: not settled yet.</param>
internal sealed record SeedProgress(ImmutableArray<string> Done, string? Entity, int Rows, int? Days = null)
{
    private const string Name = "seeding";

    public static SeedProgress Start { get; } = new([], null, 0);

    /// <returns>Null: nothing is left to load.</returns>
    public static SeedProgress? Read(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT \"value\" FROM \"$meta\" WHERE \"name\" = @p0");
        statement[0] = Name;
        return statement.ExecuteScalar() is string json ? JsonSerializer.Deserialize<SeedProgress>(json) : null;
    }

    public void Write(WriteSession session)
    {
        using var statement = session.Connection.Prepare("INSERT INTO \"$meta\" (\"name\", \"value\") VALUES (@p0, @p1) ON CONFLICT (\"name\") DO UPDATE SET \"value\" = excluded.\"value\"");
        statement.Bind([Name, JsonSerializer.Serialize(this)]).Execute();
    }

    public static void End(WriteSession session)
    {
        using var statement = session.Connection.Prepare("DELETE FROM \"$meta\" WHERE \"name\" = @p0");
        statement.Bind([Name]).Execute();
    }
}
