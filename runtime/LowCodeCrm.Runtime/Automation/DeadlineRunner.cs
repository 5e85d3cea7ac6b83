using System.Collections.Concurrent;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.Logging;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>
/// Does what a transition's time limit asks for, once for each record that has waited longer. Records that were waiting when the limit was published
/// wait from then on: a new limit is never over at once.
/// </summary>
public sealed partial class DeadlineRunner(SavePipeline pipeline, AutomationLimits limits, ILogger<DeadlineRunner> logger)
{
    /// <summary>The version of each app whose limits stand in its database.</summary>
    private readonly ConcurrentDictionary<string, int> settled = new(StringComparer.Ordinal);

    /// <returns>When the next record is late; null: none waits.</returns>
    public async Task<DateTime?> RunDueAsync(AppHost app, AppLease lease, CancellationToken cancellationToken)
    {
        var version = lease.Version.Number;
        if (!settled.TryGetValue(app.Name, out var known) || known != version)
        {
            await SettleAsync(lease, cancellationToken);
            settled[app.Name] = version;
        }
        if (All(lease.App.Rules).FirstOrDefault().Transition is null) return null;
        while (await InTransactionAsync(lease, transaction => RunDue(transaction, transaction.Unit.Now, limits.Chunk, LogRefused), cancellationToken) == limits.Chunk)
        {
            // There may be more.
        }
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return DeadlineLog.Next(connection, lease.Database.Codec);
    }

    /// <summary>Some of what is due, each record by itself: one that is refused leaves the others.</summary>
    /// <returns>How many were due.</returns>
    internal static int RunDue(SaveTransaction transaction, DateTime now, int most, Action<LateRecord, SaveResult> refused)
    {
        var unit = transaction.Unit;
        var late = DeadlineLog.DueAt(unit, now, most);
        foreach (var one in late)
        {
            unit.StartBudget();
            var found = All(unit.App.Rules).FirstOrDefault(known => known.Process.Entity.Id == one.EntityId && known.Process.Name == one.Process && known.Transition.Name == one.Transition);
            if (found.Transition is not { Deadline: { } deadline } transition || unit.Records.Load(found.Process.Entity.Index, one.Record) is null)
            {
                DeadlineLog.Forget(unit, one.Record);
                continue;
            }
            // Done before it is tried: its own commands may move the record on, and what is refused once is refused every minute.
            DeadlineLog.MarkDone(unit, one);
            var result = transaction.TryEffects(saves =>
            {
                if (unit.Records.Load(found.Process.Entity.Index, one.Record) is not { } current) return null;
                unit.Running(transition.Name, deadline.Location);
                return Effects.Apply(saves, unit, unit.Access.Of(found.Process.Entity), current, current, unit.App.Jobs[deadline.Job.Index], $"sla {transition.Name}");
            });
            if (result is { } no) refused(one, no);
        }
        return late.Count;
    }

    /// <summary>Begins the limits that are new or have another length, for all records that wait.</summary>
    private async Task SettleAsync(AppLease lease, CancellationToken cancellationToken)
    {
        var current = All(lease.App.Rules).ToArray();
        await InTransactionAsync(lease, transaction =>
        {
            foreach (var known in DeadlineLog.Known(transaction.Unit))
                if (!current.Any(one => one.Process.Entity.Id == known.Entity && one.Process.Name == known.Process && one.Transition.Name == known.Transition && one.Transition.Deadline!.Limit.ToString() == known.Limit))
                    DeadlineLog.Forget(transaction.Unit, known);
            return 0;
        }, cancellationToken);
        foreach (var (process, transition) in current)
        {
            var after = Guid.Empty;
            while (true)
            {
                var taken = await InTransactionAsync(lease, transaction =>
                {
                    var unit = transaction.Unit;
                    var rows = SelectionQuery.Of(unit.App, transition.Deadline!.Waiting.Index).Read(unit, [], after, limits.Chunk);
                    foreach (var row in rows) Deadlines.Begin(unit, process.Entity, process, transition, row);
                    if (rows.Count > 0) after = rows[^1].Id;
                    return rows.Count;
                }, cancellationToken);
                if (taken < limits.Chunk) break;
            }
        }
    }

    private Task<int> InTransactionAsync(AppLease lease, Func<SaveTransaction, int> run, CancellationToken cancellationToken) =>
        pipeline.InTransactionAsync(lease, Caller.System with { Locale = lease.App.Model.DefaultLocale }, pipeline.Limits.ForJobs(), run, cancellationToken);

    private static IEnumerable<(ProcessDefinition Process, ProcessTransition Transition)> All(BoundRuleSet rules) =>
        from entity in rules.ByEntity from process in entity.Processes from transition in process.Transitions where transition.Deadline is not null select (process, transition);

    private void LogRefused(LateRecord one, SaveResult result) => LogRefused(one.Record, one.Process, one.Transition, ScheduleRunner.Describe(result));

    [LoggerMessage(LogLevel.Warning, "What follows when record {Record} waits too long for {Process}.{Transition} was refused: {Why}")]
    private partial void LogRefused(Guid record, string process, string transition, string why);
}
