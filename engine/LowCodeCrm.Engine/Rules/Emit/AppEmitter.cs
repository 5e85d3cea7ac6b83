using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>
/// Bound rules to loaded code: one assembly with all record classes, and one for the rules of each entity that has some, so that a changed rule
/// compiles only its own entity. Thread-safe.
/// </summary>
public static class AppEmitter
{
    /// <param name="rules">Without errors.</param>
    /// <param name="schema">Where fields live; gives the precision of their columns. Null: the fields' own.</param>
    /// <param name="cache">Compiled images of earlier versions; where all are found, Roslyn is not even loaded.</param>
    /// <param name="isCollectible">False for code that the process keeps for good.</param>
    public static CompiledCode Emit(BoundRuleSet rules, DatabaseSchema? schema, ICompilationCache? cache = null, bool isCollectible = true)
    {
        var units = Units(rules, schema);
        var images = Images(units, cache);
        var context = new GeneratedLoadContext(isCollectible);
        try
        {
            var assemblies = images.Select(context.Load).ToDictionary(assembly => assembly.GetName().Name!, StringComparer.Ordinal);
            var modules = rules.ByEntity.Select(entity =>
            {
                var assembly = assemblies[RuleEmitter.HasRules(entity) ? RuleEmitter.AssemblyName(entity.Entity) : RecordEmitter.AssemblyName];
                return (EntityModule)Activator.CreateInstance(assembly.GetType(string.Create(CultureInfo.InvariantCulture, $"M{entity.Entity.Index}"), throwOnError: true)!)!;
            });
            var jobs = rules.Jobs.IsEmpty ? null : (JobModule)Activator.CreateInstance(assemblies[JobEmitter.AssemblyName].GetType(JobEmitter.TypeName, throwOnError: true)!)!;
            return new CompiledCode(context, [.. modules], jobs);
        }
        catch
        {
            if (isCollectible) context.Unload();
            throw;
        }
    }

    /// <summary>The sources, records first.</summary>
    internal static ImmutableArray<GeneratedUnit> Units(BoundRuleSet rules, DatabaseSchema? schema) =>
        [RecordEmitter.Emit(rules, schema), .. rules.ByEntity.Where(RuleEmitter.HasRules).Select(entity => RuleEmitter.Emit(entity, rules)), .. rules.Jobs.IsEmpty ? [] : new[] { JobEmitter.Emit(rules) }];

    private static ImmutableArray<CompiledImage> Images(ImmutableArray<GeneratedUnit> units, ICompilationCache? cache)
    {
        var images = new CompiledImage[units.Length];
        var missing = new List<int>();
        for (var i = 0; i < units.Length; i++)
        {
            if (cache is not null && cache.TryGet(units[i].Key, out var image)) images[i] = image;
            else missing.Add(i);
        }
        if (missing.Count > 0) Compile(units, images, missing, cache);
        return [.. images];
    }

    private static void Compile(ImmutableArray<GeneratedUnit> units, CompiledImage[] images, List<int> missing, ICompilationCache? cache)
    {
        // The rules are compiled against the records.
        if (missing[0] == 0) images[0] = RoslynCompiler.Compile(units[0]);
        Parallel.ForEach(missing.Where(i => i != 0), i => images[i] = RoslynCompiler.Compile(units[i], images[0]));
        foreach (var i in missing) cache?.Put(units[i].Key, images[i]);
    }
}
