using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Export;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Exporting CSV, XLSX and NDJSON, streamed: what a query finds, or with POST the records of a body <c>{"ids": [...]}</c> in its order.</summary>
public static class ExportEndpoints
{
    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapExport(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{entity}/$export", (HttpContext context, string entity, TimeProvider clock) => ExportAsync(context, entity, clock, null));
        app.MapPost("/{entity}/$export", async (HttpContext context, string entity, TimeProvider clock) => await ExportAsync(context, entity, clock, await IdsAsync(context)));
    }

    private static async Task ExportAsync(HttpContext context, string entity, TimeProvider clock, IReadOnlyList<Guid>? ids)
    {
        var request = context.ApiRequest();
        var source = request.Entity(entity);
        var query = context.Request.Query;
        var format = query["format"].ToString();
        if (format is not ("" or "csv" or "xlsx" or "ndjson")) throw ApiProblem.Malformed("format is csv, xlsx or ndjson.", "format は csv、xlsx、ndjson のいずれかです。", "format");
        var exporter = new Exporter(request.Lease, new QueryRunner(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime));
        var options = exporter.Check(source, context.Request.QueryString.Value, isTable: format != "ndjson");
        var queries = Exporter.QueriesOf(options, ids);
        var (output, aborted) = (context.Response.BodyWriter, context.RequestAborted);
        switch (format)
        {
            case "ndjson":
                Head(context, source, "ndjson", "application/x-ndjson; charset=utf-8");
                await exporter.NdjsonAsync(source, queries, output, aborted);
                break;
            case "xlsx":
                var heads = Exporter.ColumnsOf(source, options);
                Head(context, source, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
                await exporter.WorkbookAsync(source, heads, queries, request.Caller.Locale, output, aborted);
                break;
            default:
                var csv = new CsvExportOptions(Flag(query, "bom", false), Flag(query, "guard", true));
                var columns = Exporter.ColumnsOf(source, options);
                Head(context, source, "csv", "text/csv; charset=utf-8");
                await exporter.CsvAsync(source, columns, queries, csv, output, aborted);
                break;
        }
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var ids = new List<Guid>();
        if (body?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("ids", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var item in list.EnumerateArray())
                ids.Add(item.ValueKind == JsonValueKind.String && item.TryGetGuid(out var id) ? id : throw Wrong());
        else throw Wrong();
        return ids;

        static ApiProblem Wrong() => ApiProblem.Malformed("The body is {\"ids\": [...]} with ids of records.", "本文はレコードの id の配列を持つ {\"ids\": [...]} です。", "ids");
    }

    private static void Head(HttpContext context, Entity entity, string extension, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{entity.Name}.{extension}");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = type;
    }

    private static bool Flag(IQueryCollection query, string name, bool missing) => query[name].ToString() switch
    {
        "" => missing,
        "true" => true,
        "false" => false,
        _ => throw ApiProblem.Malformed($"{name} is true or false.", $"{name} は true か false です。", name),
    };
}
