using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary><c>GET /api/{app}/{entity}/{id}/timeline?$top=</c>: history, notes and related records at a time, merged, newest first.</summary>
internal static class TimelineEndpoint
{
    private const int DefaultPage = 30;

    public static async Task GetAsync(HttpContext context, string entity, string id, TimeProvider clock)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        if (!Guid.TryParseExact(id, "D", out var record) || !RecordPolicy.MayRead(request.Caller, of)) throw ApiProblem.NotFound();
        var size = Number(context.Request.Query["$top"].ToString());
        var given = Token(context.Request.Query["$skiptoken"].ToString());
        var baseUrl = RecordEndpoints.BaseUrl(context, request);
        var timeline = new Timeline(request.Lease, new QueryRunner(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime), baseUrl);
        var (value, next) = await timeline.ReadAsync(of, record, given, size, context.RequestAborted) ?? throw ApiProblem.NotFound();
        var answer = new JsonObject { ["value"] = value };
        if (!next.IsEmpty) answer["@odata.nextLink"] = $"{baseUrl}/{Uri.EscapeDataString(entity)}/{id}/timeline?$top={size}&$skiptoken={string.Join('.', next)}";
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, JsonSerializer.SerializeToUtf8Bytes(answer, DiagnosticJson.Options)).WriteAsync(context);
    }

    private static int Number(string text) => text.Length == 0 ? DefaultPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= Timeline.MaxPage ? size : throw QueryProblems.BadNumber("$top", Timeline.MaxPage);

    private static ImmutableArray<int> Token(string text) =>
        text.Length == 0 ? [] : [.. text.Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw QueryProblems.BadToken())];
}
