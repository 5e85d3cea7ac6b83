using System.Collections.Immutable;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Gives an app's database the platform's own tables that a newer product has brought, before a version is loaded that counts on them.</summary>
internal static class SystemTablesMigration
{
    public static async Task RunAsync(SqliteAppDatabase database, TimeSpan budget, CancellationToken cancellationToken)
    {
        DatabaseSchema? current;
        await using (var connection = await database.OpenReadAsync(cancellationToken)) current = AppVersionStore.CurrentSchema(connection);
        // A new database gets all its tables with the first version.
        if (current is null || Missing(current).IsEmpty) return;
        await database.WriteAloneAsync(
            (session, token) =>
            {
                MigrationRunner.Apply(session.Connection, Missing(current), token);
                AppVersionStore.SetSchema(session, current with { Tables = [.. SystemTables.All, .. current.Tables.Where(table => !SystemTables.All.Any(own => own.Name == table.Name))] });
                return ValueTask.FromResult(true);
            },
            budget, cancellationToken);
    }

    private static ImmutableArray<DatabaseChange> Missing(DatabaseSchema current)
    {
        var changes = ImmutableArray.CreateBuilder<DatabaseChange>();
        foreach (var table in SystemTables.All)
        {
            var there = current.Find(table.Name);
            if (there is null) changes.Add(new AddTable(table));
            else changes.AddRange(table.Columns.Where(column => there.Find(column.Name) is null).Select(column => new AddColumn(table, column)));
            changes.AddRange(table.Indexes.Where(index => there is null || !there.Indexes.Any(known => known.Name == index.Name)).Select(index => new AddIndex(table, index)));
        }
        return changes.ToImmutable();
    }
}
