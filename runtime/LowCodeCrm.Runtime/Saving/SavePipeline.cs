using System.Collections.Immutable;
using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving.Steps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>
/// How anything is saved, whoever asks: the web app, the API, an import, a rule. <see cref="Save"/> is the order of a save, top to bottom;
/// each step stands in a file of its own under <c>Steps/</c>.
/// </summary>
public sealed class SavePipeline(TimeProvider clock, ChangeFeed feed, SaveLimits limits, Approvals.IRoleMembers? roles = null)
{
    public SaveLimits Limits { get; } = limits;

    /// <summary>Saves one record with all that its rules cause, in one transaction.</summary>
    public Task<SaveResult> SaveAsync(AppLease lease, Caller caller, SaveRequest request, CancellationToken cancellationToken) =>
        InTransactionAsync(lease, caller, Limits, transaction =>
        {
            var result = transaction.Save(request);
            if (!result.IsSuccess) transaction.Reject();
            return transaction.Latest(result);
        }, cancellationToken);

    /// <summary>Several saves that stand or fall together, or each by itself with <see cref="SaveTransaction.TrySave"/>.</summary>
    public async Task<T> InTransactionAsync<T>(AppLease lease, Caller caller, SaveLimits limits, Func<SaveTransaction, T> work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        // A job may hold the writer longer than a save, which has what the database allows.
        return limits.Time > Limits.Time
            ? await lease.Database.WriteAsync(Run, limits.Time, cancellationToken)
            : await lease.Database.WriteAsync(Run, cancellationToken);

        ValueTask<T> Run(WriteSession session, CancellationToken _)
        {
            var unit = new SaveUnit(lease, caller, session, lease.Database.Codec, limits, now, IdGenerator.For(clock).NewId, Rollups.Recalculate) { Roles = roles };
            var result = work(new SaveTransaction(this, unit));
            if (!session.IsRejected)
            {
                Settle(unit);
                SearchRows.Flush(unit);
                if (unit.HasQueued) session.OnCommitted(() => lease.Version.DerivationDue?.Invoke());
                if (unit.Events.Count > 0) session.OnCommitted(() => feed.Publish(lease.Version.AppName, unit.Events));
            }
            return ValueTask.FromResult(result);
        }
    }

    // Whoever answers for single saves has settled them by now; here nobody is left to tell which of them it was.
    private static void Settle(SaveUnit unit)
    {
        try
        {
            unit.FlushRollups();
        }
        catch (Exception exception) when (Failures.Describe(unit, exception) is { } rejected)
        {
            throw new SaveRejectedException(rejected);
        }
    }

    /// <summary>The order of a save.</summary>
    internal SaveResult Save(SaveUnit unit, SaveRequest request)
    {
        unit.Enter();
        try
        {
            if (request.Input.Malformed.Count > 0) return SaveMessages.Malformed(request.Input, unit.Caller.Locale);
            if (Policies.Forbids(unit, request) is { } forbidden) return forbidden;
            if (request.Kind is SaveKind.Delete) return ApprovalLock.ForbidsDelete(unit, request) ?? RecycleBin.Delete(this, unit, request);
            if (request.Kind is SaveKind.Restore) return RecycleBin.Restore(unit, request);

            var save = new RecordSave(unit.Access.Of(request.Entity), request);
            var violations = new List<Violation>();

            if (!Loading.Load(unit, save)) return new NotFound();                     // the record and the rows of its child lists
            if (Loading.ConflictOf(save) is { } conflict) return conflict;            // If-Match
            ReadOnlyFields.Check(unit, save, violations);                            // against the stored record; binds callers, not rules
            InputValues.Apply(unit, save, violations);
            Transitions.Choose(unit, save, violations);
            if (Transitions.Forbids(unit, save) is { } notTheirs) return notTheirs;
            using (Pending.Show(unit, save))
            {
                Derivation.Defaults(unit, save);
                if (!request.IsGiven) Derivation.BeforeSave(unit, save);
                Derivation.Computed(unit, save);
                if (!request.IsGiven)
                {
                    ApprovalLock.Check(unit, save, violations);                      // what is being decided stays as it was submitted
                    Checks.Run(unit, save, violations);                              // required, types and limits, validations
                    Transitions.Check(unit, save, violations);                       // asks and guards
                }
            }
            if (violations.Count > 0) return new Rejected([.. violations]);
            if (!Changes.Find(unit, save)) return new Unchanged(save.Stored!);

            if (Writing.Write(unit, save) is { } taken) return taken;                 // with the optimistic version
            Deadlines.Follow(unit, save);                                            // time limits of transitions begin and end
            Rollups.MarkParents(unit, save);                                         // derived again before anybody reads them
            History.Record(unit, save);                                              // history and outbox rows, in the same transaction
            return (request.IsGiven ? null : Effects.AfterSave(this, unit, save)) ?? new Saved(save.Record, save.IsCreate, []);
        }
        catch (Exception exception) when (Failures.Describe(unit, exception) is { } rejected)
        {
            return rejected;
        }
        finally
        {
            unit.Leave();
        }
    }

    /// <summary>Everything up to the write, for a form that asks while the user types; nothing is saved.</summary>
    internal Evaluation Evaluate(SaveUnit unit, SaveRequest request, IReadOnlySet<int>? changed = null)
    {
        var save = new RecordSave(unit.Access.Of(request.Entity), request);
        var violations = new List<Violation>();
        if (!Loading.Load(unit, save)) return Evaluation.Of(null, []);
        try
        {
            if (changed is not null) InputValues.TakeAsStored(save, changed);
            ReadOnlyFields.Check(unit, save, violations);
            InputValues.Apply(unit, save, violations);
            Transitions.Choose(unit, save, violations);
            var forbidden = Transitions.Forbids(unit, save);
            using (Pending.Show(unit, save))
            {
                Derivation.Defaults(unit, save);
                Derivation.BeforeSave(unit, save);
                Derivation.Computed(unit, save);
                ApprovalLock.Check(unit, save, violations);
                Checks.Run(unit, save, violations);
                Transitions.Check(unit, save, violations);
                var (show, required, readOnly) = Checks.FieldStates(unit, save);
                return new Evaluation(save.Record, show, required, readOnly, Checks.Warnings(unit, save), [.. violations]) { Forbidden = forbidden?.Message };
            }
        }
        // What would reject the save is told as the save would tell it.
        catch (Exception exception) when (Failures.Describe(unit, exception) is { } rejected)
        {
            return Evaluation.Of(save.Record, [.. violations, .. rejected.Violations]);
        }
    }
}

/// <summary>What a form shows of a record that is being edited.</summary>
/// <param name="Record">With defaults and computed values; null where there is no such record.</param>
/// <param name="Show">By field name, only fields that have such a rule.</param>
public sealed record Evaluation(
    EntityRecord? Record, ImmutableDictionary<string, bool> Show, ImmutableDictionary<string, bool> Required, ImmutableDictionary<string, bool> ReadOnly,
    ImmutableArray<Violation> Warnings, ImmutableArray<Violation> Violations)
{
    /// <summary>Why the caller may not make the transition asked for; null: they may.</summary>
    public string? Forbidden { get; init; }

    internal static Evaluation Of(EntityRecord? record, ImmutableArray<Violation> violations) =>
        new(record, ImmutableDictionary<string, bool>.Empty, ImmutableDictionary<string, bool>.Empty, ImmutableDictionary<string, bool>.Empty, [], violations);
}
