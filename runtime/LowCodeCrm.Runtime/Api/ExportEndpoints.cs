using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Export;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving.Input;
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
        var options = QueryOptions.Parse(context.Request.QueryString.Value, QueryLimits.Default);
        foreach (var refused in (string[])["$apply", "$count", "$skiptoken"])
            if (options.All.ContainsKey(refused)) throw QueryProblems.Unsupported(refused, "use with $export");
        var runner = new QueryRunner(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime);
        var exporter = new Exporter(request.Lease, runner);
        // Mistakes must be said before the first byte of the answer.
        runner.Check(source, options);
        switch (query["format"].ToString())
        {
            case "" or "csv":
                if (options.All.ContainsKey("$expand")) throw QueryProblems.Unsupported("$expand", "use with format=csv; export ndjson");
                Head(context, source, "csv", "text/csv; charset=utf-8");
                await exporter.CsvAsync(source, Columns(source, options), options, new CsvExportOptions(Flag(query, "bom", false), Flag(query, "guard", true)), context.Response.BodyWriter, context.RequestAborted);
                break;
            case "ndjson":
                Head(context, source, "ndjson", "application/x-ndjson; charset=utf-8");
                await exporter.NdjsonAsync(source, options, context.Response.BodyWriter, context.RequestAborted);
                break;
            default:
                throw ApiProblem.Malformed("format is csv or ndjson.", "format は csv か ndjson です。", "format");
        }
    }

    private static void Head(HttpContext context, Entity entity, string extension, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{entity.Name}.{extension}");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = type;
    }

    // In the order of $select, else of the entity; lists have no place in a table.
    private static ImmutableArray<Field> Columns(Entity entity, QueryOptions options)
    {
        var names = options.All.GetValueOrDefault("$select", "*").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fields = names.Contains("*") ? entity.Fields : [.. names.Select(name => JsonInputReader.FieldOf(entity, name)).OfType<Field>().DistinctBy(f => f.Index)];
        return [.. fields.Where(f => f.Type is not (FieldType.ChildList or FieldType.ManyToMany))];
    }

    private static bool Flag(IQueryCollection query, string name, bool missing) => query[name].ToString() switch
    {
        "" => missing,
        "true" => true,
        "false" => false,
        _ => throw ApiProblem.Malformed($"{name} is true or false.", $"{name} は true か false です。", name),
    };
}
