using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>Stored derived fields (computed, rollup) of <paramref name="Reader"/> that read records of another entity, and the way there.</summary>
/// <param name="Path">From the reader on; never empty.</param>
/// <param name="Reads">By field index of the entity at the end of the way: whether one of them reads it.</param>
internal sealed record DerivedDependency(Entity Reader, ImmutableArray<ReadStep> Path, ImmutableArray<bool> Reads)
{
    public bool Touches(bool[] changed)
    {
        for (var i = 0; i < changed.Length; i++)
            if (changed[i] && Reads[i]) return true;
        return false;
    }

    /// <summary>By entity index: who reads its records.</summary>
    public static ImmutableArray<ImmutableArray<DerivedDependency>> Of(CompiledApp app)
    {
        var reads = app.Rules.ByEntity
            .SelectMany(rules => rules.Computed.Where(c => c.Field.IsStored).Select(c => c.Value).Concat(rules.Rollups.Select(r => (BoundExpression)r.Aggregate))
                .SelectMany(ReadPaths.Of).Where(read => !read.Path.IsEmpty).Select(read => (Reader: rules.Entity, Read: read)))
            .ToLookup(r => r.Read.Entity.Index);
        return
        [
            .. app.Model.Entities.Select(entity => reads[entity.Index]
                .GroupBy(r => (r.Reader.Index, Way: string.Join('/', r.Read.Path.Select(Key))))
                .Select(group =>
                {
                    var marks = new bool[entity.Fields.Length];
                    foreach (var (_, read) in group) marks[read.Field.Index] = true;
                    return new DerivedDependency(group.First().Reader, group.First().Read.Path, [.. marks]);
                })
                .ToImmutableArray()),
        ];
    }

    private static string Key(ReadStep step) => step switch
    {
        ToOneStep one => $"{one.From.Index}.{one.Lookup.Index}",
        ToManyStep many => $"<{many.Source.Index}.{many.Via.Index}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
