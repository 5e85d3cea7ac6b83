using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Importing CSV and NDJSON.</summary>
public static class ImportEndpoints
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapImport(this IEndpointRouteBuilder app) => app.MapPost("/{entity}/$import", ImportAsync);

    private static async Task ImportAsync(HttpContext context, string entity)
    {
        var request = context.ApiRequest();
        var target = request.Entity(entity);
        if (!RecordPolicy.MayWrite(request.Caller, target)) throw ApiProblem.Forbidden();
        var options = OptionsOf(context.Request.Query);
        var importer = context.RequestServices.GetRequiredService<Importer>();
        var type = context.Request.ContentType ?? "";
        if (type.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase))
            throw new ApiProblem(415, "media_type", LocalizedText.Of("Workbooks are not imported yet: save the sheet as CSV.", "Excel ブックの取り込みには対応していません。CSV で保存してください。"));
        var file = await ReadAsync(context);
        try
        {
            var report = type.Contains("ndjson", StringComparison.OrdinalIgnoreCase) || type.Contains("jsonl", StringComparison.OrdinalIgnoreCase)
                ? await importer.ImportNdjsonAsync(request.Lease, request.Caller, target, file, options, context.RequestAborted)
                : await importer.ImportCsvAsync(request.Lease, request.Caller, target, file, options, context.RequestAborted);
            await context.Response.WriteAsJsonAsync(new
            {
                created = report.Created, updated = report.Updated, unchanged = report.Unchanged,
                rejected = report.Rejected.Select(r => new { line = r.Line, column = r.Column, message = r.Message }), import = report.Import,
            }, context.RequestAborted);
        }
        catch (ImportFormatException problem)
        {
            throw new ApiProblem(400, "malformed", problem.Text, [new ProblemDetail("malformed", problem.Column, problem.Text)]);
        }
    }

    private static ImportOptions OptionsOf(IQueryCollection query)
    {
        var mode = query["mode"].ToString() switch
        {
            "" or "upsert" => ImportMode.Upsert,
            "create" => ImportMode.Create,
            _ => throw ApiProblem.Malformed("mode is upsert or create.", "mode は upsert か create です。", "mode"),
        };
        var dryRun = query["dryRun"].ToString() switch
        {
            "" or "false" => false,
            "true" => true,
            _ => throw ApiProblem.Malformed("dryRun is true or false.", "dryRun は true か false です。", "dryRun"),
        };
        return new ImportOptions(mode, [.. query["key"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], dryRun);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        if (context.Request.ContentLength > MaxBytes) throw ApiProblem.TooLarge(MaxBytes);
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }
}
