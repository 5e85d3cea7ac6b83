using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Host.Health;

/// <summary>One app: its file, its live version, and whether its tables are what that version expects.</summary>
internal static class AppExamination
{
    public static async IAsyncEnumerable<Finding> ExamineAsync(DataFolder folder, string app, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = folder.DatabaseFile(app);
        var integrity = Integrity.Of(path, app);
        foreach (var finding in integrity) yield return finding;
        if (!integrity[0].Ok) yield break;
        foreach (var finding in await VersionAsync(folder, app, path, cancellationToken)) yield return finding;
    }

    private static async Task<IReadOnlyList<Finding>> VersionAsync(DataFolder folder, string app, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await SqliteAppDatabase.OpenAsync(path, cancellationToken: cancellationToken);
            await using var connection = await database.OpenReadAsync(cancellationToken);
            if (AppVersionStore.List(connection).FirstOrDefault(version => version.IsLive) is not { } live)
                return [new Finding("a version is live", app, false, "Nothing is published.", "Publish a version with 'crm publish', or remove the folder if the app was given up.")];
            var schema = AppVersionStore.CurrentSchema(connection);
            if (AppVersionStore.Package(connection, live.Number) is not { } package || schema is null)
                return [new Finding($"version {live.Number} is there", app, false, "Its files are not in the database.", Doctor.Restore)];

            var (compiled, diagnostics) = AppHostOptions.For(folder).Compile(package, schema, isCollectible: true);
            compiled?.Dispose();
            var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()!).ToArray();
            var differences = CatalogueCheck.Compare(schema, CatalogueReader.Read(connection)).Select(d => d.Message.For("en")).ToArray();
            return
            [
                new Finding($"version {live.Number} compiles", app, errors.Length == 0, Integrity.Told(errors), errors.Length == 0 ? null : "Roll back to an earlier version in the designer, or publish a mended package with 'crm publish'."),
                new Finding("tables are as published", app, differences.Length == 0, Integrity.Told(differences),
                    differences.Length == 0 ? null : "Somebody changed the tables by hand. Undo that, or put app.db back from a backup."),
            ];
        }
        catch (Exception problem) when (problem is SqliteException or InvalidOperationException or InvalidDataException or FormatException or System.Text.Json.JsonException)
        {
            return [new Finding("the live version can be read", app, false, problem.Message, Doctor.Restore)];
        }
    }
}
