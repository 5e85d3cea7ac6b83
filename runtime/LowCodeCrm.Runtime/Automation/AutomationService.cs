using System.Collections.Concurrent;
using LowCodeCrm.Runtime.Apps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>Runs what is due of every app, app by app side by side, as long as the server runs.</summary>
public sealed class AutomationService(AppCatalog catalog, ScheduleRunner runner, TimeProvider clock, AutomationLimits limits, ILogger<AutomationService> log) : BackgroundService
{
    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTime?> next = new(StringComparer.Ordinal);

    /// <summary>Something may be due: a version took over, or somebody asked for a run.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.VersionChanged += OnVersion;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                foreach (var app in catalog.Apps)
                    if (!running.TryGetValue(app.Name, out var run) || run.IsCompleted) running[app.Name] = Task.Run(() => RunAsync(app, stoppingToken), CancellationToken.None);
                using var pause = new CancellationTokenSource(Pause(), clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stoppingToken);
                try
                {
                    await woken.WaitAsync(either.Token);
                }
                catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
                {
                    // The pause is over.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is under way stands in the databases.
        }
        finally
        {
            catalog.VersionChanged -= OnVersion;
            await Task.WhenAll(running.Values);
        }
    }

    /// <summary>Until the next run, or until apps are looked at anyway.</summary>
    private TimeSpan Pause()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var first = next.Values.OfType<DateTime>().DefaultIfEmpty(DateTime.MaxValue).Min();
        return first <= now ? TimeSpan.FromSeconds(1) : first - now < limits.Pause ? first - now : limits.Pause;
    }

    private async Task RunAsync(AppHost app, CancellationToken cancellationToken)
    {
        try
        {
            next[app.Name] = await runner.RunDueAsync(app, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception failure)
        {
            // The database is busy or full, or the app is being closed: what is due stands in its tables.
            log.LogError(failure, "Schedules of {App} could not be run.", app.Name);
        }
    }

    private void OnVersion(VersionChange change) => Wake();
}
