using System.Text.Json;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>Server-sent events of a publish: open it, then publish; it ends with the publish.</summary>
internal static class PublishProgressEndpoint
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private sealed record StepJson(string Phase, string Label, int Percent, int? Version);

    public static void MapPublishProgress(this IEndpointRouteBuilder endpoints) => endpoints.MapDesign("GET", "publish/progress", StreamAsync);

    private static async Task StreamAsync(DesignRequest request)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.CancellationToken, request.Service<IHostApplicationLifetime>().ApplicationStopping);
        using var listener = request.Service<PublishProgress>().Listen(request.Host.Name);
        var response = request.Context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            while (true)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
                beat.CancelAfter(Heartbeat);
                PublishProgress.Step step;
                try
                {
                    step = await listener.Steps.ReadAsync(beat.Token);
                }
                catch (OperationCanceledException) when (!ending.IsCancellationRequested)
                {
                    await response.WriteAsync(": beat\n\n", ending.Token);
                    await response.Body.FlushAsync(ending.Token);
                    continue;
                }
                var json = JsonSerializer.Serialize(new StepJson(step.Phase, Label(step.Phase).For(request.Locale), step.Percent, step.Version), DiagnosticJson.Options);
                await response.WriteAsync($"event: progress\ndata: {json}\n\n", ending.Token);
                await response.Body.FlushAsync(ending.Token);
                if (step.IsEnd) return;
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private static LocalizedText Label(string phase) => phase switch
    {
        "idle" => LocalizedText.Of("Nothing is being published", "公開処理は行われていません"),
        "compiling" => LocalizedText.Of("Checking and compiling", "検査とコンパイル"),
        "warmingUp" => LocalizedText.Of("Warming up", "起動の準備"),
        "migrating" => LocalizedText.Of("Changing the database", "データベースの変更"),
        "deriving" => LocalizedText.Of("Live; bringing derived values up to date", "公開済み・算出値を更新中"),
        "done" => LocalizedText.Of("Published", "公開しました"),
        "failed" => LocalizedText.Of("Not published", "公開できませんでした"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
