using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>A write transaction in which several saves are made. See <see cref="SavePipeline.InTransactionAsync"/>.</summary>
public sealed class SaveTransaction
{
    private static readonly Statement Savepoint = new("SAVEPOINT row_save", 0);
    private static readonly Statement Release = new("RELEASE SAVEPOINT row_save", 0);
    private static readonly Statement RollBack = new("ROLLBACK TO SAVEPOINT row_save", 0);
    private readonly SavePipeline pipeline;

    internal SaveTransaction(SavePipeline pipeline, SaveUnit unit)
    {
        this.pipeline = pipeline;
        Unit = unit;
    }

    internal SaveUnit Unit { get; }

    /// <summary>Saves as part of the whole: when it is refused, the caller must <see cref="Reject"/> or go on knowing that rules may have written half.</summary>
    public SaveResult Save(SaveRequest request)
    {
        Unit.StartBudget();
        return pipeline.Save(Unit, request);
    }

    /// <summary>
    /// Saves by itself without the cost of a savepoint. Most refused saves have written nothing, and then the others stay; one that was refused after it had
    /// written spoils the transaction.
    /// </summary>
    /// <returns>Null: the caller must <see cref="Reject"/> and do it all again with <see cref="TrySave"/>.</returns>
    public SaveResult? SaveUnlessWritten(SaveRequest request)
    {
        var before = SqliteNative.TotalChanges(Unit.Session.Connection);
        var due = Unit.DueCount;
        var result = Save(request);
        return result.IsSuccess || SqliteNative.TotalChanges(Unit.Session.Connection) == before && Unit.DueCount == due ? result : null;
    }

    /// <summary>Saves by itself: a refused save leaves nothing, the others stay.</summary>
    /// <param name="settled">Also what follows from it in other records is derived before the next save, so that a rule that fails there refuses this one.</param>
    public SaveResult TrySave(SaveRequest request, bool settled = false) => Try(() => Save(request), settled);

    /// <summary>Does something by itself, as <see cref="TrySave"/> saves.</summary>
    internal SaveResult Try(Func<SaveResult> work, bool settled) => Apart(() =>
    {
        var result = work();
        return settled && result.IsSuccess && Settle() is { } rejected ? rejected : result;
    }, result => !result.IsSuccess);

    /// <summary>Carries out commands that no save of a record asks for, by themselves: what is refused leaves nothing.</summary>
    /// <param name="work">Null: all went well.</param>
    internal SaveResult? TryEffects(Func<SavePipeline, SaveResult?> work)
    {
        Unit.StartBudget();
        return Apart<SaveResult?>(() =>
        {
            try
            {
                return work(pipeline) ?? Settle();
            }
            catch (Exception exception) when (Failures.Describe(Unit, exception) is { } rejected)
            {
                return rejected;
            }
        }, refused => refused is not null);
    }

    // Within a savepoint: what is refused is taken back, and with it all that would have been told of it.
    private T Apart<T>(Func<T> work, Func<T, bool> isRefused)
    {
        Unit.Execute(Savepoint, []);
        var (events, searched, outside) = (Unit.Events.Count, Unit.SearchRows.Count, Unit.Outside.Count);
        var result = work();
        if (isRefused(result))
        {
            Unit.Execute(RollBack, []);
            Unit.Records.Clear();
            Unit.Events.RemoveRange(events, Unit.Events.Count - events);
            Unit.Outside.RemoveRange(outside, Unit.Outside.Count - outside);
            Unit.SearchRows.RemoveRange(searched, Unit.SearchRows.Count - searched);
        }
        Unit.Execute(Release, []);
        return result;
    }

    /// <summary>Hands steps on whose due time has passed.</summary>
    /// <returns>How many.</returns>
    internal int EscalateApprovals()
    {
        var late = Approvals.ApprovalStore.PastDue(Unit);
        var flow = new Approvals.ApprovalFlow(pipeline, Unit);
        foreach (var one in late)
        {
            Unit.StartBudget();
            flow.Escalate(one);
        }
        return late.Length;
    }

    /// <summary>Does something about a record's approval; as with <see cref="Save"/>, what is refused may have been half done.</summary>
    public SaveResult Approve(Entity entity, Guid id, Approvals.ApprovalRequest request)
    {
        Unit.StartBudget();
        return new Approvals.ApprovalFlow(pipeline, Unit).Run(entity, id, request);
    }

    /// <param name="changed">Indices of the fields that the user has entered or cleared; null: all that are in the request.</param>
    public Evaluation Evaluate(SaveRequest request, IReadOnlySet<int>? changed = null)
    {
        Unit.StartBudget();
        return pipeline.Evaluate(Unit, request, changed);
    }

    /// <summary>Where a record stands in each process of its entity and which ways lead on, tried out one by one; nothing is saved. Null: there is no such record.</summary>
    public ImmutableArray<ProcessPosition>? Positions(Entity entity, Guid id)
    {
        if (Load(entity, id) is not { } record) return null;
        var due = Unit.Access.Of(entity).HasDeadlines ? Automation.DeadlineLog.Of(Unit, id) : [];
        return
        [
            .. Unit.Access.Of(entity).Rules.Processes.Select(process =>
            {
                var state = record.GetValue(process.Field.Index) as string;
                return new ProcessPosition(process, state, [.. process.Transitions.Where(t => t.From.Any(o => o.Value == state)).Select(t => new OpenTransition(t, Blockers(entity, record, t), due.GetValueOrDefault((process.Name, t.Name))))]);
            }),
        ];
    }

    private ImmutableArray<Violation> Blockers(Entity entity, EntityRecord record, ProcessTransition transition)
    {
        var tried = Evaluate(SaveRequest.Update(entity, record.Id, new RecordInput(entity)) with { Transition = transition.Name });
        var asked = transition.Asks.Select(a => JsonInputReader.PropertyOf(a.Field)).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Violation> blockers = [.. tried.Violations.Where(v => !IsAnswered(v))];
        return tried.Forbidden is { } message ? [new Violation("forbidden", message, []), .. blockers] : blockers;

        // What is missing will be asked for before the save: that blocks nobody.
        bool IsAnswered(Violation violation)
        {
            var missing = violation.Fields.Where(name => JsonInputReader.FieldOf(entity, name) is { IsStored: true } field && record.GetValue(field.Index) is null).ToList();
            return missing.Count > 0 && missing.TrueForAll(asked.Contains);
        }
    }

    /// <summary>Nothing of this transaction stays.</summary>
    public void Reject() => Unit.Session.Reject();

    /// <summary>Derives what follows from the saves so far.</summary>
    /// <returns>Null, or why a rule refuses them: the caller must <see cref="Reject"/>.</returns>
    public Rejected? Settle()
    {
        try
        {
            Unit.FlushRollups();
            return null;
        }
        catch (Exception exception) when (Failures.Describe(Unit, exception) is { } rejected)
        {
            return rejected;
        }
    }

    /// <summary>The result with the record as it stands now: with its rollups, and with what later rules did to it. A rule that fails then rejects all.</summary>
    public SaveResult Latest(SaveResult result)
    {
        if (!result.IsSuccess) return result;
        try
        {
            Unit.FlushRollups();
            return result switch
            {
                Saved saved => saved with { Record = AsRead(saved.Record) },
                Unchanged same => same with { Record = AsRead(same.Record) },
                _ => result,
            };
        }
        catch (Exception exception) when (Failures.Describe(Unit, exception) is { } rejected)
        {
            Reject();
            return rejected;
        }
    }

    // What is worked out on reading is worked out for the answer too.
    private EntityRecord AsRead(EntityRecord record)
    {
        var now = (Unit.Records.Load(record.EntityIndex, record.Id) ?? record).Clone();
        var access = Unit.Access.Of(record.EntityIndex);
        for (var i = 0; i < access.Rules.Computed.Length; i++)
        {
            if (access.Rules.Computed[i].Field.IsStored) continue;
            Unit.Running(access.Rules.Computed[i]);
            access.Program.Computed[i](now, now, Unit.Context);
        }
        foreach (var field in access.Decimals)
            if (now.GetValue(field.Index) is { } value) now.SetValue(field.Index, AsStored(field, value));
        return now;
    }

    // 12.5 in a column of two digits comes back as 12.50.
    private static object AsStored(Field field, object value) => value switch
    {
        decimal wide when field.Precision > ScaledDecimal.MaxDigits => OrderedDecimal.Decode(OrderedDecimal.Encode(wide)),
        decimal number => ScaledDecimal.Read(ScaledDecimal.Write(number, field.Precision, field.Scale), field.Scale),
        GeoPoint point => new GeoPoint(GeoPart(point.Lat), GeoPart(point.Lon)),
        _ => value,
    };

    private static decimal GeoPart(decimal part) => Math.Round(part, 7) + 0.0000000m;

    /// <summary>The id of the live record that has these values, or null.</summary>
    public Guid? Find(Entity entity, ImmutableArray<FieldInput> key)
    {
        var access = Unit.Access.Of(entity);
        var example = access.Module.NewRecord();
        foreach (var (field, value) in key) example.SetValue(field.Index, value);
        return KeyLookup.Find(Unit, access, [.. key.Select(k => k.Field)], example);
    }

    /// <summary>The ids that a many-to-many field of a record holds, as a query gives them.</summary>
    public IReadOnlyList<Guid> LinksOf(Field field, Guid id) => Links.Read(Unit, field, id);

    /// <summary>Whether a record was deleted and can still be restored.</summary>
    public bool IsInBin(Entity entity, Guid id) => Unit.Records.Select(entity.Index, id, out var deleted) is not null && deleted;

    /// <summary>A live record, or null.</summary>
    public EntityRecord? Load(Entity entity, Guid id) => Unit.Records.Load(entity.Index, id);
}
