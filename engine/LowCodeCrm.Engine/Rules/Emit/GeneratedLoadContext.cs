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
    /// <exception cref="InvalidOperationException">The image names something that generated code must not.</exception>
    public Assembly Load(CompiledImage image)
    {
        MetadataCheck.Verify(ImmutableCollectionsMarshal.AsImmutableArray(image.Pe));
        using var pe = new MemoryStream(image.Pe, writable: false);
        using var pdb = new MemoryStream(image.Pdb, writable: false);
        return LoadFromStream(pe, image.Pdb.Length == 0 ? null : pdb);
    }

    // No field may hold an assembly: the runtime keeps the context until its assemblies are collected, and the field would keep them.
    protected override Assembly? Load(AssemblyName assemblyName) => Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name);
}
