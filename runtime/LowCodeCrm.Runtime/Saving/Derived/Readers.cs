using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>Goes back the ways on which derived fields read a record that has changed, and marks the records that read it.</summary>
/// <remarks>
/// What a rollup reads leads to one parent. What reads through a lookup may be any number: up to <see cref="SaveLimits.DerivedReaders"/> are derived in the same
/// transaction, the others right after it, from the queue.
/// </remarks>
internal static class Readers
{
    /// <param name="changed">Null: everything (created, deleted, restored).</param>
    public static void Mark(SaveUnit unit, EntityAccess access, EntityRecord? before, EntityRecord? after, bool[]? changed)
    {
        if (unit.IsSuperseded) DerivationQueue.AddWritten(unit, access, before, after);
        foreach (var dependency in unit.Access.Readers[access.Entity.Index])
            if (changed is null || dependency.Touches(changed)) Back(unit, dependency, before, after);
    }

    private static void Back(SaveUnit unit, DerivedDependency dependency, EntityRecord? before, EntityRecord? after)
    {
        List<Guid> ids = [];
        // A new record is named by nobody yet.
        if (dependency.Path[^1] is ToManyStep { Via: var via }) ids = Parents(via, before, after);
        else if (before is { } record) ids = [record.Id];
        for (var i = dependency.Path.Length - 1; i >= 0; i--)
        {
            if (ids.Count == 0) return;
            switch (dependency.Path[i])
            {
                case ToManyStep when i == dependency.Path.Length - 1:
                    break;
                case ToManyStep many:
                    ids = [.. ids.Select(id => unit.Records.Load(many.Source.Index, id)?.GetValue(many.Via.Index)).OfType<Guid>().Distinct()];
                    break;
                case ToOneStep one:
                    if (unit.Referrers(one, ids, isLast: i == 0) is not { } found)
                    {
                        // Very many at the far end of a longer way: all readers are walked anew.
                        if (i > 0) DerivationQueue.StartOver(unit, dependency.Reader);
                        return;
                    }
                    ids = found;
                    break;
                default: throw new UnreachableException();
            }
        }
        foreach (var id in ids) unit.MarkDue(dependency.Reader, id);
    }

    private static List<Guid> Parents(Field via, EntityRecord? before, EntityRecord? after)
    {
        var old = before?.GetValue(via.Index) as Guid?;
        var now = after?.GetValue(via.Index) as Guid?;
        List<Guid> ids = [];
        if (old is { } left) ids.Add(left);
        if (now is { } joined && now != old) ids.Add(joined);
        return ids;
    }

    /// <returns>Records whose lookup names one of these; null: too many for this transaction, and on the last step they stand in the queue.</returns>
    private static List<Guid>? Referrers(this SaveUnit unit, ToOneStep step, List<Guid> ids, bool isLast)
    {
        var access = unit.Access.Of(step.From);
        var found = new List<Guid>();
        var left = unit.ReadersLeft;
        foreach (var id in ids)
        {
            unit.CountRead(0);
            using var reader = unit.Prepare(access.SelectIdsBy([step.Lookup])).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
            while (left >= 0 && reader.Read())
            {
                found.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
                left--;
            }
            if (left < 0) break;
        }
        if (left >= 0)
        {
            unit.ReadersLeft = left;
            return found;
        }
        if (isLast)
            foreach (var id in ids) DerivationQueue.AddReferrers(unit, access, step.Lookup, id);
        return null;
    }
}
