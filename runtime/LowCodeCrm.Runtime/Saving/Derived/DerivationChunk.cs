using System.Collections.Immutable;
using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>One transaction of deriving: queued records first, then the next rows of a walk. What it did is noted in the same transaction.</summary>
internal sealed class DerivationChunk(SaveUnit unit, DerivationPlan plan, DerivationOptions options)
{
    private readonly long deadline = Environment.TickCount64 + (long)options.ChunkTime.TotalMilliseconds;
    private DbConnection Connection => unit.Session.Connection;
    private bool IsOver => Environment.TickCount64 >= deadline;

    /// <returns>Rows looked at.</returns>
    public int Run()
    {
        var rows = Queued();
        if (rows == 0) rows = Walk();
        while (unit.IsAnyDue) Guarded(() => unit.FlushRollups(passOver: true));
        return rows;
    }

    private int Queued()
    {
        var due = new List<(string EntityId, Guid Id)>();
        using (var select = Connection.Prepare("SELECT \"entity_id\", \"record_id\" FROM \"$derive\" LIMIT @p0").Bind([(long)options.ChunkRows]))
        using (var reader = select.ExecuteReader())
            while (reader.Read()) due.Add((reader.GetString(0), unit.Codec.ReadGuid(reader, 1)!.Value));
        var rows = 0;
        foreach (var (entityId, id) in due)
        {
            if (rows > 0 && IsOver) break;
            rows++;
            using (var delete = Connection.Prepare("DELETE FROM \"$derive\" WHERE \"entity_id\" = @p0 AND \"record_id\" = @p1"))
                delete.Bind([entityId, unit.Codec.ToGuid(id)]).Execute();
            if (unit.App.Model.Entities.FirstOrDefault(e => e.Id == entityId) is not { IsSystem: false } entity) continue;
            var access = unit.Access.Of(entity);
            Derive(access, id);
            // Whoever queued it knew other rules: all that read the record look again.
            if (unit.Records.Load(entity.Index, id) is { } record) Guarded(() => Readers.Mark(unit, access, record, record, null));
        }
        return rows;
    }

    private int Walk()
    {
        var states = DerivationState.All(Connection);
        foreach (var gone in states.Keys.Where(id => !plan.Entities.Any(e => e.Entity.Id == id)))
            using (var delete = Connection.Prepare("DELETE FROM \"$derivation\" WHERE \"entity_id\" = @p0"))
                delete.Bind([gone]).Execute();
        var rows = 0;
        foreach (var (entity, prints) in plan.Entities)
        {
            var state = states.GetValueOrDefault(entity.Id) ?? new DerivationState(ImmutableSortedDictionary<string, string>.Empty, null, null);
            if (DerivationPlan.Same(state.Done, prints)) continue;
            // Fields that are no longer derived say nothing: when they come back, their rows are walked.
            if (prints.All(p => state.Done.GetValueOrDefault(p.Key) == p.Value))
            {
                new DerivationState(prints, null, null).Write(Connection, entity.Id);
                continue;
            }
            var last = state.Target is { } target && DerivationPlan.Same(target, prints) ? state.LastId : null;
            var (walked, reached, isEnd) = Walk(entity, last, options.ChunkRows - rows);
            (isEnd ? new DerivationState(prints, null, null) : new DerivationState(state.Done, prints, reached)).Write(Connection, entity.Id);
            rows += walked;
            if (!isEnd || rows >= options.ChunkRows || IsOver) break;
        }
        return rows;
    }

    private (int Rows, Guid? Last, bool IsEnd) Walk(Entity entity, Guid? last, int limit)
    {
        var access = unit.Access.Of(entity);
        var ids = new List<Guid>();
        using (var reader = unit.Prepare(access.SelectIdsAfter).Bind([unit.Codec.ToGuid(last ?? Guid.Empty), (long)limit]).ExecuteReader())
            while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        var rows = 0;
        foreach (var id in ids)
        {
            if (rows > 0 && IsOver) return (rows, last, false);
            Derive(access, id);
            last = id;
            rows++;
        }
        return (rows, last, ids.Count < limit);
    }

    private void Derive(EntityAccess access, Guid id)
    {
        if (!access.HasDerived) return;
        unit.StartBudget();
        Guarded(() => Rollups.Recalculate(unit, access, id));
    }

    /// <summary>A record on which a rule fails keeps the value that it has, as it would when it is saved next; the others go on.</summary>
    private static void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is RuleEvaluationException or RuleBudgetException or DerivedValueException)
        {
            System.Diagnostics.Trace.TraceWarning($"A derived field could not be worked out: {failure.Message}");
        }
    }
}
