using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>
/// Runs the schedules of an app: one run after another, so no schedule ever runs twice at a time. What was missed while the server was down is made up once when
/// it is back; then the clock counts again. A run that a crash stopped goes on behind the last record it had finished.
/// </summary>
public sealed class ScheduleRunner(SavePipeline pipeline, DeadlineRunner deadlines, TimeProvider clock, AutomationLimits limits)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Runs what was asked for, what a crash stopped, and what is due.</summary>
    /// <returns>When there is something to do next; null: nothing is known to come.</returns>
    public async Task<DateTime?> RunDueAsync(AppHost app, CancellationToken cancellationToken)
    {
        if (!app.IsLive) return null;
        using var lease = app.Lease();
        await SettleTimesAsync(lease, cancellationToken);
        var night = await RefreshSegmentsAsync(lease, cancellationToken);
        foreach (var run in await OpenAsync(lease, cancellationToken)) await ContinueAsync(lease, run, cancellationToken);
        var next = lease.App.Rules.Schedules.IsEmpty ? (DateTime?)null : (await TimesAsync(lease, cancellationToken)).Values.Min(time => time.Next);
        return First(next, First(night, await deadlines.RunDueAsync(app, lease, cancellationToken)));
    }

    /// <summary>Works out the segments that are renewed every night, once a night at the hour of <see cref="AutomationLimits.Night"/> by the app's clocks.</summary>
    /// <returns>When the next night is; null: no segment waits for it.</returns>
    private async Task<DateTime?> RefreshSegmentsAsync(AppLease lease, CancellationToken cancellationToken)
    {
        var nightly = lease.App.Rules.Segments.Where(segment => segment.IsNightly).ToArray();
        if (nightly.Length == 0) return null;
        var timing = new ScheduleTiming(ScheduleFrequency.Daily, [], limits.Night, default, lease.App.Model.TimeZone);
        var next = timing.Next(Now);
        var last = timing.Next(next.AddHours(-49));
        while (timing.Next(last) is var later && later < next) last = later;
        foreach (var segment in nightly)
        {
            var members = new Segments(lease, segment, Now);
            if (!await members.IsFreshAsync(last, cancellationToken)) await members.RefreshAsync(cancellationToken);
        }
        return next;
    }

    /// <summary>Asks for a run now.</summary>
    /// <returns>Its number; null where one is waiting or running already.</returns>
    public static Task<long?> RequestAsync(AppLease lease, ScheduleDefinition schedule, Caller caller, TimeProvider clock, CancellationToken cancellationToken) =>
        lease.Database.WriteAsync((session, _) =>
        {
            if (ScheduleLog.Open(session.Connection, lease.Database.Codec).Any(open => open.Run.Schedule == schedule.Name)) return ValueTask.FromResult<long?>(null);
            return ValueTask.FromResult<long?>(ScheduleLog.Add(session.Connection, lease.Database.Codec, schedule.Name, lease.Version.Number, clock.GetUtcNow().UtcDateTime, caller.UserName, AutomationLimits.Default.Runs));
        }, cancellationToken);

    /// <summary>Works out times that are new or of another timing, and turns those that have come into runs.</summary>
    private async Task SettleTimesAsync(AppLease lease, CancellationToken cancellationToken)
    {
        var schedules = lease.App.Rules.Schedules;
        var (times, now, codec) = (await TimesAsync(lease, cancellationToken), Now, lease.Database.Codec);
        var gone = times.Keys.Where(name => !schedules.Any(s => s.Name == name)).ToArray();
        var changed = schedules.Where(s => !times.TryGetValue(s.Name, out var known) || known.Timing != s.Timing.ToString()).ToArray();
        var due = schedules.Except(changed).Where(s => times[s.Name].Next <= now).ToArray();
        if (gone.Length + changed.Length + due.Length == 0) return;
        await lease.Database.WriteAsync((session, _) =>
        {
            foreach (var name in gone) ScheduleLog.Remove(session.Connection, name);
            var open = due.Length == 0 ? [] : ScheduleLog.Open(session.Connection, codec).Select(one => one.Run.Schedule).ToHashSet(StringComparer.Ordinal);
            foreach (var schedule in due)
                if (!open.Contains(schedule.Name)) ScheduleLog.Add(session.Connection, codec, schedule.Name, lease.Version.Number, times[schedule.Name].Next, null, limits.Runs);
            foreach (var schedule in changed.Concat(due)) ScheduleLog.SetNext(session.Connection, codec, schedule.Name, schedule.Timing.ToString(), schedule.Timing.Next(now));
            return ValueTask.FromResult(true);
        }, cancellationToken);
    }

    private async Task ContinueAsync(AppLease lease, OpenRun open, CancellationToken cancellationToken)
    {
        var schedule = lease.App.Rules.Schedules.FirstOrDefault(s => s.Name == open.Run.Schedule);
        // Steps of another version are other steps: what is left of a run that had begun is not known.
        if (schedule is null || open.Run.State == RunState.Running && open.Run.Version != lease.Version.Number)
        {
            await EndAsync(lease, open.Run.Id, RunState.Abandoned, open.Run.Errors, cancellationToken);
            return;
        }
        if (open.Run.State == RunState.Waiting)
            await WriteAsync(lease, connection => ScheduleLog.Start(connection, lease.Database.Codec, open.Run.Id, lease.Version.Number, Now), cancellationToken);
        var progress = open.Progress;
        try
        {
            while (progress.Step < schedule.Steps.Length) progress = await StepAsync(lease, schedule, open.Run.Id, progress, cancellationToken);
            await EndAsync(lease, open.Run.Id, RunState.Done, progress.Errors, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            System.Diagnostics.Trace.TraceError(failure.ToString());
            await EndAsync(lease, open.Run.Id, RunState.Failed, progress.Errors.Add(new RunError(null, null, failure.Message)), cancellationToken);
        }
    }

    private async Task<RunProgress> StepAsync(AppLease lease, ScheduleDefinition schedule, long run, RunProgress before, CancellationToken cancellationToken)
    {
        var caller = Caller.System with { Locale = lease.App.Model.DefaultLocale };
        return await pipeline.InTransactionAsync(lease, caller, pipeline.Limits.ForJobs(), transaction =>
        {
            var (errors, refused) = (before.Errors.ToBuilder(), 0L);
            var job = schedule.Steps[before.Step];
            var (count, last, isOver) = JobChunk.Run(transaction, job, $"schedule {schedule.Name}", before.Taken, before.Last, limits.Chunk, (record, result) =>
            {
                refused++;
                if (errors.Count < limits.Errors) errors.Add(new RunError(record is null ? null : lease.App.Model.Entities[record.EntityIndex].Name, record?.Id, Describe(result)));
            });
            var progress = new RunProgress(isOver ? before.Step + 1 : before.Step, isOver ? null : last, isOver ? 0 : before.Taken + count, before.Selected + count, before.Done + count - refused, before.Refused + refused, errors.ToImmutable());
            ScheduleLog.Record(transaction.Unit, run, progress);
            return progress;
        }, cancellationToken);
    }

    private static DateTime? First(DateTime? one, DateTime? other) => one is null || other < one ? other ?? one : one;

    internal static string Describe(SaveResult result) => result switch
    {
        Rejected rejected => string.Join(" ", rejected.Violations.Select(violation => violation.Message)),
        Forbidden forbidden => forbidden.Message,
        KeyTaken taken => taken.Message,
        Restricted restricted => restricted.Message,
        _ => result.GetType().Name,
    };

    private Task EndAsync(AppLease lease, long run, string state, System.Collections.Immutable.ImmutableArray<RunError> errors, CancellationToken cancellationToken) =>
        WriteAsync(lease, connection => ScheduleLog.End(connection, lease.Database.Codec, run, state, Now, errors), cancellationToken);

    private static Task WriteAsync(AppLease lease, Action<System.Data.Common.DbConnection> write, CancellationToken cancellationToken) =>
        lease.Database.WriteAsync((session, _) =>
        {
            write(session.Connection);
            return ValueTask.FromResult(true);
        }, cancellationToken);

    private static async Task<Dictionary<string, (string Timing, DateTime Next)>> TimesAsync(AppLease lease, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return ScheduleLog.Times(connection, lease.Database.Codec);
    }

    private static async Task<List<OpenRun>> OpenAsync(AppLease lease, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return ScheduleLog.Open(connection, lease.Database.Codec);
    }
}
