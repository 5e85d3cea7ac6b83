using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Generated code, loaded. After disposal it is unloaded as soon as nothing refers to its records, modules or delegates.</summary>
public sealed class CompiledCode : IDisposable
{
    private readonly GeneratedLoadContext context;
    private bool isDisposed;

    internal CompiledCode(GeneratedLoadContext context, ImmutableArray<EntityModule> modules, JobModule? jobs = null)
    {
        Jobs = jobs?.Jobs ?? [];
        this.context = context;
        Modules = modules;
    }

    /// <summary>By <see cref="Model.Entity.Index"/>.</summary>
    public ImmutableArray<EntityModule> Modules { get; private set; }

    /// <summary>By <see cref="Binding.BoundJob.Index"/>.</summary>
    public ImmutableArray<RuleCommands> Jobs { get; private set; }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        Modules = [];
        Jobs = [];
        if (context.IsCollectible) context.Unload();
    }
}
