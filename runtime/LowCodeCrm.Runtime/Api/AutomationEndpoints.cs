using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What an app does by itself, for administrators: its outbox, its schedules, its segments; and messages that come in.</summary>
public static partial class AutomationEndpoints
{
    private const int MaxPage = 1_000;
    private const int DefaultPage = 100;

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapAutomation(this IEndpointRouteBuilder app)
    {
        app.MapGet("/$outbox", OutboxAsync);
        app.MapGet("/$schedules", SchedulesAsync);
        app.MapGet("/$schedules/{name}/runs", RunsAsync);
        app.MapPost("/$schedules/{name}/$run", RunNowAsync);
        app.MapGet("/$segments", SegmentsAsync);
        app.MapGet("/$segments/{name}/members", MembersAsync);
    }

    private static async Task OutboxAsync(HttpContext context)
    {
        var request = Administrator(context);
        var (skip, top) = (Number(context, "$skip", 0, 0, int.MaxValue - MaxPage - 1), Number(context, "$top", DefaultPage, 1, MaxPage));
        await using var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted);
        var entries = OutboxReader.Read(connection, request.Lease, Given(context, "state"), Given(context, "kind"), skip, top);
        await Json(context, new { value = entries });
    }

    private static ApiRequest Administrator(HttpContext context)
    {
        var request = context.ApiRequest();
        return request.Caller.IsAdministrator ? request : throw ApiProblem.NotFound();
    }

    private static string? Given(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private static Task Json(HttpContext context, object value, int status = 200) => Answer.Json(status, JsonSerializer.SerializeToUtf8Bytes(value, JsonOptions)).WriteAsync(context);

    private static readonly JsonSerializerOptions JsonOptions = new(DiagnosticJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static int Number(HttpContext context, string name, int missing, int least, int most)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? missing
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw QueryProblems.BadNumber(name, most);
    }
}
