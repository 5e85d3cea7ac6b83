using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Export;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Exporting CSV and NDJSON, streamed.</summary>
public static class ExportEndpoints
{
    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapExport(this IEndpointRouteBuilder app) => app.MapGet("/{entity}/$export", ExportAsync);

    private static async Task ExportAsync(HttpContext context, string entity, TimeProvider clock)
    {
        var request = context.ApiRequest();
        var source = request.Entity(entity);
        var query = context.Request.Query;
        var isTable = query["format"].ToString() switch
        {
            "" or "csv" => true,
            "ndjson" => false,
            _ => throw ApiProblem.Malformed("format is csv or ndjson.", "format は csv か ndjson です。", "format"),
        };
        var exporter = new Exporter(request.Lease, new QueryRunner(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime));
        var options = exporter.Check(source, context.Request.QueryString.Value, isTable);
        if (isTable)
        {
            var csv = new CsvExportOptions(Flag(query, "bom", false), Flag(query, "guard", true));
            var columns = Exporter.ColumnsOf(source, options);
            Head(context, source, "csv", "text/csv; charset=utf-8");
            await exporter.CsvAsync(source, columns, options, csv, context.Response.BodyWriter, context.RequestAborted);
        }
        else
        {
            Head(context, source, "ndjson", "application/x-ndjson; charset=utf-8");
            await exporter.NdjsonAsync(source, options, context.Response.BodyWriter, context.RequestAborted);
        }
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
