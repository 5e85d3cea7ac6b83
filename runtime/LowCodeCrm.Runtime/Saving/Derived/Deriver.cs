using System.Threading.Channels;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Steps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>
/// Brings stored derived fields up to the live version's rules, in small transactions between the saves of users: after a publish the rows of every entity whose
/// rules are new or changed, and at any time the records in the queue. Where it stands is in the database, so it goes on after a crash.
/// </summary>
/// <remarks>Only values that differ are written, with the version that derived them; records keep their version and get no history, as with any rollup.</remarks>
internal sealed class Deriver : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private readonly Func<AppLease?> lease;
    private readonly DerivationOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    /// <param name="lease">Of the live version; null where there is none.</param>
    /// <param name="options">Sizes of the chunks.</param>
    /// <param name="clock">For rules that ask for the time.</param>
    public Deriver(Func<AppLease?> lease, DerivationOptions options, TimeProvider clock)
    {
        this.lease = lease;
        this.options = options;
        this.clock = clock;
        loop = Task.Run(LoopAsync);
    }

    /// <summary>There may be something to do.</summary>
    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>After a publish: derives as many rows as it may hold up, and leaves the rest to the background.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var left = options.RowsInPublish;
        while (await StepAsync(cancellationToken) is { } rows)
            if ((left -= rows) <= 0) break;
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        wakes.Writer.TryComplete();
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (await wakes.Reader.WaitToReadAsync(stopping.Token))
            {
                wakes.Reader.TryRead(out _);
                try
                {
                    while (await StepAsync(stopping.Token) is not null) await Task.Yield();
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // The database is busy or full: what is due stands in its tables.
                    System.Diagnostics.Trace.TraceError(failure.ToString());
                    await Task.Delay(AfterFailure, clock, stopping.Token);
                    Wake();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app is closed.
        }
    }

    /// <returns>Rows looked at; null: nothing is left to do.</returns>
    private async Task<int?> StepAsync(CancellationToken cancellationToken)
    {
        using var held = lease();
        if (held is null || held.App.Rules.ByEntity.IsEmpty) return null;
        var plan = DerivationPlan.Of(held.App);
        await using (var connection = await held.Database.OpenReadAsync(cancellationToken))
            if (!plan.IsDue(connection)) return null;
        return await held.Database.WriteAsync<int?>((session, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var caller = Caller.System with { Locale = held.App.Model.DefaultLocale };
            var unit = new SaveUnit(held, caller, session, held.Database.Codec, SaveLimits.Default.ForJobs(), now, IdGenerator.For(clock).NewId, Rollups.Recalculate);
            // Another version took over since: its rules count.
            var rows = unit.IsSuperseded ? 0 : new DerivationChunk(unit, plan, options).Run();
            SearchRows.Flush(unit);
            return ValueTask.FromResult<int?>(rows);
        }, cancellationToken);
    }
}
