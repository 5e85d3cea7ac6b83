using System.Runtime.CompilerServices;
using LowCodeCrm.Runtime.Apps;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Host.Health;

/// <summary>Examines a data folder without changing it.</summary>
public static class Doctor
{
    private const string SystemFile = "system.db";
    internal const string Restore = "Stop the server and put the file back from a backup.";

    public static async IAsyncEnumerable<Finding> ExamineAsync(string data, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(data))
        {
            yield return new Finding("data folder", null, false, $"{data} does not exist.", "Name the folder with --data; 'crm serve' makes a new one.");
            yield break;
        }
        yield return Writable(data);
        foreach (var finding in System(Path.Combine(data, SystemFile))) yield return finding;

        var apps = Path.Combine(data, "apps");
        if (!Directory.Exists(apps)) yield break;
        var folder = new DataFolder(data);
        foreach (var stray in Directory.EnumerateDirectories(apps).Select(path => Path.GetFileName(path)).Except(folder.AppNames()).Order(StringComparer.Ordinal))
            yield return new Finding("app folder", stray, false, "There is no app.db in it, so the app is not served.", "Put app.db back from a backup, or remove the folder if the app was given up.");
        foreach (var name in folder.AppNames())
            await foreach (var finding in AppExamination.ExamineAsync(folder, name, cancellationToken))
                yield return finding;
    }

    private static Finding Writable(string data)
    {
        var probe = Path.Combine(data, $".doctor-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding("data folder", null, true, data);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Finding("data folder", null, false, $"{data} cannot be written: {problem.Message}", "Give the account that runs the server the right to write there, and see that the disk is not full.");
        }
    }

    private static IEnumerable<Finding> System(string path) =>
        File.Exists(path) ? Integrity.Of(path, null) : [new Finding(SystemFile, null, true, "There are no accounts yet; the first start makes them.")];
}
