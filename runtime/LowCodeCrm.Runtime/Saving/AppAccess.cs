using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Derived;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>What saves know of one app version, built once and dropped with it.</summary>
internal sealed class AppAccess
{
    private static readonly ConditionalWeakTable<CompiledApp, AppAccess> ByApp = [];
    private readonly EntityAccess?[] entities;
    private readonly CompiledApp app;

    private AppAccess(CompiledApp app)
    {
        this.app = app;
        entities = new EntityAccess?[app.Model.Entities.Length];
        Readers = DerivedDependency.Of(app);
        References = [.. app.Model.Entities.Select(e => app.Model.Entities.Where(o => !o.IsSystem).SelectMany(o => o.Fields.Where(f => f.Type == FieldType.Lookup && f.Target == e.Name && f.IsStored).Select(f => new Reference(o, f))).ToImmutableArray())];
    }

    public static AppAccess For(CompiledApp app) => ByApp.GetValue(app, key => new AppAccess(key));

    public EntityAccess Of(Entity entity) => Of(entity.Index);

    public EntityAccess Of(int entityIndex) => entities[entityIndex] ??= new EntityAccess(app, app.Model.Entities[entityIndex]);

    /// <summary>By entity: the derived fields elsewhere that read its records.</summary>
    public ImmutableArray<ImmutableArray<DerivedDependency>> Readers { get; }

    /// <summary>By entity: the lookups that name it.</summary>
    public ImmutableArray<ImmutableArray<Reference>> References { get; }
}

internal sealed record Reference(Entity Entity, Field Lookup);
