using System.Text.Json;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
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
        app.MapPost("/{entity}/$conditions", ConditionsAsync);
        app.MapPatch("/{entity}/{id}", WriteAsync);
        app.MapPut("/{entity}/{id}", WriteAsync);
        app.MapDelete("/{entity}/{id}", WriteAsync);
        app.MapPost("/{entity}/{id}/$restore", WriteAsync);
        app.MapPost("/{entity}/{id}/transition/{name}", WriteAsync);
        foreach (var verb in ApprovalJson.Verbs) app.MapPost($"/{{entity}}/{{id}}/{verb}", WriteAsync);
        app.MapPost("/{entity}/{id}/$consents", WriteAsync);
        app.MapGet("/{entity}/{id}/$consents", ConsentsAsync);
        app.MapPost("/{entity}/{id}/notes", WriteAsync);
        app.MapDelete("/{entity}/{id}/notes/{note}", WriteAsync);
        app.MapGet("/{entity}/{id}/notes", PastEndpoints.NotesAsync);
        app.MapGet("/{entity}/{id}/history", PastEndpoints.HistoryAsync);
        app.MapGet("/{entity}/{id}/$state", StateEndpoint.GetAsync);
        app.MapGet("/{entity}/{id}/why", WhyEndpoint.GetAsync);
        app.MapPost("/{entity}/$why", WhyEndpoint.PostAsync);
        app.MapGet("/{entity}/{id}/timeline", TimelineEndpoint.GetAsync);
        app.MapPost("/$batch", BatchRequest.RunAsync);
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var pipeline = context.RequestServices.GetRequiredService<SavePipeline>();
        using var body = await JsonBody.ReadAsync(context);
        var plan = new RecordOperations(request, pipeline.Limits, BaseUrl(context, request)).Plan(context.Request.Method, RequestPath.BelowApp(context), context.Request.Headers, body?.RootElement);
        var key = context.Request.Method == "POST" ? context.Request.Headers["Idempotency-Key"].ToString() : "";
        if (key.Length > 0) plan = Idempotency.Once(key, context.Request.Method + " " + context.Request.Path, body?.RootElement, plan);
        var answer = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, plan, context.RequestAborted);
        await answer.WriteAsync(context);
    }

    private static async Task ConditionsAsync(HttpContext context, string entity)
    {
        var request = context.ApiRequest();
        using var body = await JsonBody.ReadAsync(context);
        var answer = ConditionAnswer.Of(request.App.Rules, request.App.Schema, request.Entity(entity), body?.RootElement ?? default, request.Locale, QueryLimits.Default);
        await Answer.Json(200, JsonSerializer.SerializeToUtf8Bytes(answer, DiagnosticJson.Options)).WriteAsync(context);
    }

    private static async Task ConsentsAsync(HttpContext context, string entity, string id)
    {
        var request = context.ApiRequest();
        if (!Guid.TryParseExact(id, "D", out var record) || !RecordPolicy.MayRead(request.Caller, request.Entity(entity))) throw ApiProblem.NotFound();
        await using var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted);
        if (!HistoryReader.Exists(connection, request.Lease, request.Entity(entity), record)) throw ApiProblem.NotFound();
        await Answer.Json(200, ConsentJson.List(ConsentLog.Read(connection, request.Lease, request.Entity(entity), record))).WriteAsync(context);
    }

    internal static string BaseUrl(HttpContext context, ApiRequest request) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/api/{Uri.EscapeDataString(request.Lease.Version.AppName)}";
}
