using System.Text.Json;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Writing records, and what was written.</summary>
public static class RecordEndpoints
{
    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        app.MapPost("/{entity}", WriteAsync);
        app.MapPatch("/{entity}", WriteAsync);
        app.MapPut("/{entity}", WriteAsync);
        app.MapDelete("/{entity}", WriteAsync);
        app.MapPost("/{entity}/$evaluate", WriteAsync);
        app.MapPatch("/{entity}/{id}", WriteAsync);
        app.MapPut("/{entity}/{id}", WriteAsync);
        app.MapDelete("/{entity}/{id}", WriteAsync);
        app.MapPost("/{entity}/{id}/$restore", WriteAsync);
        app.MapPost("/{entity}/{id}/transition/{name}", WriteAsync);
        app.MapGet("/{entity}/{id}/history", HistoryAsync);
        app.MapPost("/$batch", BatchRequest.RunAsync);
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var pipeline = context.RequestServices.GetRequiredService<SavePipeline>();
        using var body = await ReadAsync(context);
        var plan = new RecordOperations(request, pipeline.Limits, BaseUrl(context, request)).Plan(context.Request.Method, PathBelowApp(context), context.Request.Headers, body?.RootElement);
        var key = context.Request.Method == "POST" ? context.Request.Headers["Idempotency-Key"].ToString() : "";
        if (key.Length > 0) plan = Idempotency.Once(key, context.Request.Method + " " + context.Request.Path, body?.RootElement, plan);
        var answer = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, plan, context.RequestAborted);
        await answer.WriteAsync(context);
    }

    private static async Task HistoryAsync(HttpContext context, string entity, string id)
    {
        var request = context.ApiRequest();
        if (!Guid.TryParseExact(id, "D", out var record)) throw ApiProblem.NotFound();
        var body = await HistoryReader.ReadAsync(request.Lease, request.Entity(entity), record, context.RequestAborted) ?? throw ApiProblem.NotFound();
        await Answer.Json(200, body).WriteAsync(context);
    }

    internal static string BaseUrl(HttpContext context, ApiRequest request) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/api/{Uri.EscapeDataString(request.Lease.Version.AppName)}";

    /// <summary>Null where there is no body.</summary>
    internal static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength == 0 || context.Request.ContentLength is null && !context.Request.Headers.ContainsKey("Transfer-Encoding") && context.Request.Protocol != "HTTP/2") return null;
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, JsonInputReader.DocumentOptions, context.RequestAborted);
        }
        catch (JsonException exception)
        {
            var (line, column) = ((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1);
            throw ApiProblem.Malformed($"The body is not valid JSON (line {line}, byte {column}).", $"本文が正しい JSON ではありません（{line} 行目 {column} バイト目）。");
        }
    }

    // /api/{app}/… with escapes kept, so that a slash inside a key is none of the path's.
    private static string PathBelowApp(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var third = path.IndexOf('/', path.IndexOf('/', 1) + 1);
        return third < 0 ? "" : path[(third + 1)..];
    }
}
