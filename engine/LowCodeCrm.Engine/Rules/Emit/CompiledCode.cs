using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Generated code, loaded. After disposal it is unloaded as soon as nothing refers to its records, modules or delegates.</summary>
public sealed class CompiledCode : IDisposable
{
    private readonly GeneratedLoadContext context;
    private bool isDisposed;

    internal CompiledCode(GeneratedLoadContext context, ImmutableArray<EntityModule> modules)
    {
        this.context = context;
        Modules = modules;
    }

    /// <summary>By <see cref="Model.Entity.Index"/>.</summary>
    public ImmutableArray<EntityModule> Modules { get; private set; }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        Modules = [];
        if (context.IsCollectible) context.Unload();
    }
}
