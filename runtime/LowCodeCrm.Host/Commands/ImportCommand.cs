using System.CommandLine;
using System.Text.Json;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm import ENTITY FILE --app NAME</c>: rows of CSV or NDJSON through the rules, straight into a data folder.</summary>
public static class ImportCommand
{
    private const int RowsShown = 20;

    public static Command Create()
    {
        var app = new AppOption();
        var file = new Argument<FileInfo>("file") { Description = "A .csv, .ndjson or .jsonl file." };
        var key = new Option<string>("--key") { Description = "Fields by which a row finds its record, separated by commas; default: the entity's first key that the file has.", DefaultValueFactory = _ => "" };
        var mode = new Option<ImportMode>("--mode") { Description = "upsert or create.", DefaultValueFactory = _ => ImportMode.Upsert };
        var dryRun = new Option<bool>("--dry-run") { Description = "Report what would happen, and save nothing." };
        var json = new Option<bool>("--json") { Description = "Print {\"created\", \"updated\", \"unchanged\", \"rejected\"} for tools." };
        var command = new Command("import", "Import CSV or NDJSON into an app of a data folder.");
        app.AddTo(command);
        command.Arguments.Add(file);
        foreach (var option in (Option[])[key, mode, dryRun, json]) command.Options.Add(option);
        command.SetAction((result, cancellationToken) => UserCommand.RunAsync(async () =>
        {
            var options = new ImportOptions(result.GetValue(mode), [.. result.GetValue(key)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], result.GetValue(dryRun));
            var report = await ImportAsync(app, result, result.GetValue(file)!, options, cancellationToken);
            if (result.GetValue(json)) PrintJson(report);
            else Print(report, options.DryRun);
            return report.Rejected.IsEmpty ? ExitCodes.Success : ExitCodes.Failed;
        }));
        return command;
    }

    private static async Task<ImportReport> ImportAsync(AppOption app, ParseResult result, FileInfo file, ImportOptions options, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new CommandException($"There is no file {file.FullName}.");
        var kind = file.Extension.ToLowerInvariant();
        if (kind is not (".csv" or ".tsv" or ".txt" or ".ndjson" or ".jsonl")) throw new CommandException($"A file of the kind '{kind}' cannot be imported. Save it as CSV or NDJSON.");
        await using var host = await app.OpenAsync(result, cancellationToken);
        using var lease = host.Lease();
        var entity = app.EntityOf(result, lease);
        await using var services = new ServiceCollection().AddSaving(app.Store.DataFolder(result)).BuildServiceProvider();
        var importer = services.GetRequiredService<Importer>();
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        try
        {
            return kind is ".ndjson" or ".jsonl"
                ? await importer.ImportNdjsonAsync(lease, Caller.System, entity, bytes, options, cancellationToken)
                : await importer.ImportCsvAsync(lease, Caller.System, entity, bytes, options, cancellationToken);
        }
        catch (ImportFormatException problem)
        {
            throw new CommandException($"{file.Name}: {problem.Message}");
        }
    }

    private static void PrintJson(ImportReport report) => Console.WriteLine(JsonSerializer.Serialize(
        new { created = report.Created, updated = report.Updated, unchanged = report.Unchanged, rejected = report.Rejected, import = report.Import }, DiagnosticJson.Options));

    private static void Print(ImportReport report, bool dryRun)
    {
        foreach (var row in report.Rejected.Take(RowsShown)) Console.WriteLine($"line {row.Line}{(row.Column is null ? "" : $", {row.Column}")}: {row.Message}");
        if (report.Rejected.Length > RowsShown) Console.WriteLine($"… and {report.Rejected.Length - RowsShown} more; --json lists all");
        Console.WriteLine($"{(dryRun ? "Nothing was saved. It would be: " : "")}{report.Created} created, {report.Updated} updated, {report.Unchanged} unchanged, {report.Rejected.Select(row => row.Line).Distinct().Count()} rejected");
    }
}
