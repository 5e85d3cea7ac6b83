using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Server-sent events of committed changes, and of versions that took over (<c>event: version</c>).</summary>
public static class ChangeEndpoints
{
    private const int ReplayPage = 1_000;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly Statement Since = new("SELECT \"seq\", \"payload\" FROM \"$outbox\" WHERE \"seq\" > @p0 AND \"kind\" = 'change' ORDER BY \"seq\" LIMIT @p1", 2);

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapChanges(this IEndpointRouteBuilder app) => app.MapGet("/changes", StreamAsync);

    private static async Task StreamAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        // When the server stops, so do its streams: the clients come back with the last id they saw.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var cancellationToken = ending.Token;
        var app = request.Lease.Version.AppName;
        var told = Told.Of(request.Model, request.Caller);
        // Listening before reading what was missed: between the two nothing is lost, and what comes twice is told once.
        using var listener = context.RequestServices.GetRequiredService<ChangeFeed>().Listen(app);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.WriteAsync(": open\n\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
        var last = long.TryParse(context.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (long?)null;
        for (var more = last is not null; more;)
        {
            var missed = await MissedAsync(request, last!.Value, cancellationToken);
            foreach (var change in missed)
            {
                await WriteAsync(context, told, change, cancellationToken);
                last = change.Sequence;
            }
            await context.Response.Body.FlushAsync(cancellationToken);
            more = missed.Count == ReplayPage;
        }
        // A stream may stay open for days; it must not keep an old version loaded.
        request.Lease.Dispose();
        try
        {
            while (true)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                beat.CancelAfter(Heartbeat);
                try
                {
                    if (!await listener.Events.WaitToReadAsync(beat.Token)) return;
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(": beat\n\n", cancellationToken);
                    await context.Response.Body.FlushAsync(cancellationToken);
                    continue;
                }
                while (listener.Events.TryRead(out var one))
                {
                    if (one is VersionEvent version)
                    {
                        // From now on entities are called as in the version that is live, which is not kept for that.
                        told = Live(context, app);
                        await context.Response.WriteAsync($"event: version\ndata: {{\"version\":{version.Number}}}\n\n", cancellationToken);
                    }
                    else if (one is ChangeEvent change && !(change.Sequence <= last))
                    {
                        // An entity of a version that is about to be told of: the client comes back and leases that.
                        if (!told.Known.Contains(change.EntityId)) return;
                        await WriteAsync(context, told, change, cancellationToken);
                    }
                }
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone.
        }
    }

    private static async Task<List<ChangeEvent>> MissedAsync(ApiRequest request, long from, CancellationToken cancellationToken)
    {
        var missed = new List<ChangeEvent>();
        await using var connection = await request.Lease.Database.OpenReadAsync(cancellationToken);
        using var reader = PreparedStatements.Prepare(connection, null, Since).Bind([from, (long)ReplayPage]).ExecuteReader();
        while (reader.Read())
        {
            using var payload = JsonDocument.Parse(reader.GetString(1));
            var root = payload.RootElement;
            missed.Add(new ChangeEvent(reader.GetInt64(0), root.GetProperty("e").GetString()!, root.GetProperty("i").GetGuid(), root.GetProperty("k").GetString()!, root.GetProperty("v").GetInt64()));
        }
        return missed;
    }

    private static Told Live(HttpContext context, string app)
    {
        using var lease = context.RequestServices.GetRequiredService<AppCatalog>().Find(app)!.Lease();
        return Told.Of(lease.App.Model, context.Caller());
    }

    private static Task WriteAsync(HttpContext context, Told told, ChangeEvent change, CancellationToken cancellationToken) =>
        told.Names.TryGetValue(change.EntityId, out var entity)
            ? context.Response.WriteAsync($"id: {change.Sequence}\ndata: {{\"entity\":{JsonSerializer.Serialize(entity)},\"id\":\"{change.Id:D}\",\"kind\":\"{change.Kind}\",\"version\":{change.Version}}}\n\n", cancellationToken)
            : Task.CompletedTask;

    /// <summary>What a caller hears of: the names of the entities that it may read, and the ids of all that there are.</summary>
    private sealed record Told(Dictionary<string, string> Names, HashSet<string> Known)
    {
        public static Told Of(CrmModel model, Caller caller) => new(
            model.Entities.Where(e => !e.IsSystem && RecordPolicy.MayRead(caller, e)).ToDictionary(e => e.Id, e => e.Name, StringComparer.Ordinal),
            model.Entities.Select(e => e.Id).ToHashSet(StringComparer.Ordinal));
    }
}
