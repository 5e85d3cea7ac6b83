using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>Escalates steps whose due time has passed, in every app, by the injected clock.</summary>
public sealed partial class ApprovalSweeper(AppCatalog catalog, SavePipeline pipeline, TimeProvider clock, ApprovalOptions options, ILogger<ApprovalSweeper> logger) : BackgroundService
{
    /// <summary>Looks through one app.</summary>
    /// <returns>How many steps were escalated.</returns>
    public static Task<int> SweepAsync(AppLease lease, SavePipeline pipeline, CancellationToken cancellationToken)
    {
        if (lease.App.Rules.ByEntity.All(rules => rules.Approvals.IsEmpty)) return Task.FromResult(0);
        return pipeline.InTransactionAsync(lease, Caller.System with { Locale = lease.App.Model.DefaultLocale }, pipeline.Limits.ForJobs(), transaction => transaction.EscalateApprovals(), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SweepEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var app in catalog.Apps)
            {
                if (!app.IsLive) continue;
                try
                {
                    using var lease = app.Lease();
                    await SweepAsync(lease, pipeline, stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // One app's failure keeps the others' decisions from nobody; the next round tries again.
                    LogFailed(failure, app.Name);
                }
            }
    }

    [LoggerMessage(LogLevel.Error, "Approvals past their due time in {App} could not be escalated.")]
    private partial void LogFailed(Exception failure, string app);
}
