using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Importing CSV, XLSX and NDJSON.</summary>
public static class ImportEndpoints
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    private enum Format { Csv, Ndjson, Workbook }

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapImport(this IEndpointRouteBuilder app)
    {
        app.MapPost("/{entity}/$import", ImportAsync);
        app.MapPost("/{entity}/$import/$preview", PreviewAsync);
    }

    private static async Task ImportAsync(HttpContext context, string entity)
    {
        var request = context.ApiRequest();
        var target = request.Entity(entity);
        if (!RecordPolicy.MayWrite(request.Caller, target)) throw ApiProblem.Forbidden();
        var answer = new ImportAnswer(context);
        var options = OptionsOf(context.Request.Query) with { Took = answer.Took };
        var importer = context.RequestServices.GetRequiredService<Importer>();
        var (file, format) = await ReadAsync(context);
        try
        {
            var report = await (format switch
            {
                Format.Ndjson => importer.ImportNdjsonAsync(request.Lease, request.Caller, target, file, options, context.RequestAborted),
                Format.Workbook => importer.ImportWorkbookAsync(request.Lease, request.Caller, target, file, options, context.RequestAborted),
                _ => importer.ImportCsvAsync(request.Lease, request.Caller, target, file, options, context.RequestAborted),
            });
            await answer.ReportAsync(report, Flag(context.Request.Query, "rows") ? RefusedRows.Of(TableOf(file, format), format != Format.Ndjson, report.Rejected) : null);
        }
        catch (ImportFormatException problem)
        {
            if (!await answer.FailedAsync(problem, request.Caller.Locale)) throw Unreadable(problem);
        }
    }

    /// <summary>The lines of a file, cell by cell; those of NDJSON as a cell each.</summary>
    private static IEnumerable<(int Line, string[] Cells)> TableOf(byte[] file, Format format) => format switch
    {
        Format.Workbook => WorkbookReader.FirstSheet(file),
        Format.Csv => CsvRows.Read(CsvRows.Decode(file)),
        _ => CsvRows.Decode(file).Split('\n').Select((text, i) => (i + 1, new[] { text.TrimEnd('\r') })),
    };

    private static async Task PreviewAsync(HttpContext context, string entity)
    {
        var request = context.ApiRequest();
        var target = request.Entity(entity);
        if (!RecordPolicy.MayWrite(request.Caller, target)) throw ApiProblem.Forbidden();
        var (file, format) = await ReadAsync(context);
        if (format == Format.Ndjson) throw ApiProblem.Malformed("NDJSON names its fields itself and needs no preview.", "NDJSON は項目名を含むため、プレビューは不要です。");
        try
        {
            var text = format == Format.Csv ? CsvRows.Decode(file) : "";
            var preview = ImportPreview.Of(target, format == Format.Csv ? CsvRows.Read(text) : WorkbookReader.FirstSheet(file));
            await context.Response.WriteAsJsonAsync(new
            {
                format = format == Format.Csv ? "csv" : "xlsx",
                encoding = format == Format.Csv ? CsvRows.EncodingOf(file) : null,
                delimiter = format == Format.Csv ? CsvRows.SeparatorOf(text) : null,
                rows = preview.Rows,
                columns = preview.Columns.Select(c => new { index = c.Index, header = c.Header, field = c.Field, guess = c.Guess, samples = c.Samples }),
                first = preview.First,
            }, context.RequestAborted);
        }
        catch (ImportFormatException problem)
        {
            throw Unreadable(problem);
        }
        catch (CsvHelper.CsvFormatException problem)
        {
            throw ApiProblem.Malformed($"The file is not valid CSV near line {problem.LineNumber}.", $"{problem.LineNumber} 行目付近が正しい CSV ではありません。");
        }
    }

    private static ApiProblem Unreadable(ImportFormatException problem) => new(400, "malformed", problem.Text, [new ProblemDetail("malformed", problem.Column, problem.Text)]);

    private static ImportOptions OptionsOf(IQueryCollection query)
    {
        var mode = query["mode"].ToString() switch
        {
            "" or "upsert" => ImportMode.Upsert,
            "create" => ImportMode.Create,
            _ => throw ApiProblem.Malformed("mode is upsert or create.", "mode は upsert か create です。", "mode"),
        };
        return new ImportOptions(mode, [.. query["key"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], Flag(query, "dryRun")) { Mapping = MappingOf(query["mapping"].ToString()) };
    }

    private static bool Flag(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw ApiProblem.Malformed($"{name} is true or false.", $"{name} は true か false です。", name),
    };

    /// <summary>The file: the body itself, or the first part of a form.</summary>
    private static async Task<(byte[] File, Format Format)> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        if (context.Request.ContentLength > MaxBytes) throw ApiProblem.TooLarge(MaxBytes);
        var (body, type, name) = (context.Request.Body, context.Request.ContentType ?? "", "");
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MaxBytes }, context.RequestAborted);
            if (form.Files.Count == 0) throw ApiProblem.Malformed("The form holds no file.", "フォームにファイルがありません。");
            (body, type, name) = (form.Files[0].OpenReadStream(), form.Files[0].ContentType ?? "", form.Files[0].FileName);
        }
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, context.RequestAborted);
        var file = buffer.ToArray();
        bool Is(string kind, string extension) => type.Contains(kind, StringComparison.OrdinalIgnoreCase) || name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
        // A workbook is told by its first bytes too: browsers on machines without Excel call it anything.
        var format = Is("spreadsheetml", ".xlsx") || TabularReader.IsWorkbook(file) ? Format.Workbook
            : Is("ndjson", ".ndjson") || Is("jsonl", ".jsonl") ? Format.Ndjson : Format.Csv;
        return (file, format);
    }

    private static ImmutableDictionary<string, string> MappingOf(string text)
    {
        if (text.Length == 0) return ImmutableDictionary<string, string>.Empty;
        try
        {
            var mapping = JsonSerializer.Deserialize<Dictionary<string, string?>>(text) ?? throw new JsonException();
            return mapping.ToImmutableDictionary(pair => pair.Key.Trim(), pair => pair.Value ?? "", StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            throw ApiProblem.Malformed("mapping is a JSON object of column headers and field names, null to leave a column out.", "mapping は列名と項目名の JSON オブジェクトです。取り込まない列は null にしてください。", "mapping");
        }
    }
}
