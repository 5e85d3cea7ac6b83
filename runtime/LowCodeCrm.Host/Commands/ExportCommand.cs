using System.CommandLine;
using System.IO.Pipelines;
using LowCodeCrm.Runtime.Export;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm export ENTITY --app NAME</c>: records of a data folder as CSV, XLSX or NDJSON, in the form that an import takes back.</summary>
public static class ExportCommand
{
    private enum Format { Csv, Xlsx, Ndjson }

    public static Command Create()
    {
        var app = new AppOption();
        var format = new Option<Format>("--format") { Description = "csv, xlsx or ndjson.", DefaultValueFactory = _ => Format.Csv };
        var query = new Option<string?>("--query") { Description = "Which records and fields, as the API takes it: \"$filter=rank eq 'A'&$select=code,name\"." };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; default: standard output." };
        var command = new Command("export", "Export an entity's records from a data folder as CSV, XLSX or NDJSON.");
        app.AddTo(command);
        foreach (var option in (Option[])[format, query, output]) command.Options.Add(option);
        command.SetAction((result, cancellationToken) => UserCommand.RunAsync(async () =>
        {
            await ExportAsync(app, result, result.GetValue(format), result.GetValue(query), () => result.GetValue(output)?.Create() ?? Console.OpenStandardOutput(), cancellationToken);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task ExportAsync(AppOption app, ParseResult result, Format format, string? query, Func<Stream> open, CancellationToken cancellationToken)
    {
        await using var host = await app.OpenAsync(result, cancellationToken);
        using var lease = host.Lease();
        var entity = app.EntityOf(result, lease);
        var exporter = new Exporter(lease, new QueryRunner(lease.Version, Caller.System, TimeProvider.System.GetUtcNow().UtcDateTime));
        var options = exporter.Check(entity, query, isTable: format != Format.Ndjson);
        // A file that is there stays as it was where the command was mistaken.
        await using var target = open();
        var writer = PipeWriter.Create(target, new StreamPipeWriterOptions(leaveOpen: true));
        var queries = Exporter.QueriesOf(options, null);
        if (format == Format.Csv) await exporter.CsvAsync(entity, Exporter.ColumnsOf(entity, options), queries, new CsvExportOptions(ByteOrderMark: false, Guard: false), writer, cancellationToken);
        else if (format == Format.Xlsx) await exporter.WorkbookAsync(entity, Exporter.ColumnsOf(entity, options), queries, lease.App.Model.DefaultLocale, writer, cancellationToken);
        else await exporter.NdjsonAsync(entity, queries, writer, cancellationToken);
        await writer.CompleteAsync();
    }
}
