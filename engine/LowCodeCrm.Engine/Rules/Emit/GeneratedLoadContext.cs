using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Holds the generated assemblies of one app version; all of them go together.</summary>
/// <param name="isCollectible">
/// False for a version that the process keeps: its code is then tiered by the runtime and starts faster, but can never be unloaded.
/// </param>
internal sealed class GeneratedLoadContext(bool isCollectible) : AssemblyLoadContext("LowCodeCrm.Generated", isCollectible)
{
    private readonly Dictionary<string, Assembly> loaded = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The image names something that generated code must not.</exception>
    public Assembly Load(CompiledImage image)
    {
        MetadataCheck.Verify(ImmutableCollectionsMarshal.AsImmutableArray(image.Pe));
        using var pe = new MemoryStream(image.Pe, writable: false);
        using var pdb = new MemoryStream(image.Pdb, writable: false);
        var assembly = LoadFromStream(pe, pdb);
        loaded[assembly.GetName().Name!] = assembly;
        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => loaded.GetValueOrDefault(assemblyName.Name ?? "");
}
