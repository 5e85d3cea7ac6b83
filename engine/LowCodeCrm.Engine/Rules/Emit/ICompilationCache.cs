using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>A compiled assembly and its symbols.</summary>
public sealed record CompiledImage(byte[] Pe, byte[] Pdb);

/// <summary>Keeps compiled assemblies by the hash of what they were compiled from. Implementations are thread-safe; losing an entry costs only time.</summary>
public interface ICompilationCache
{
    bool TryGet(string key, [NotNullWhen(true)] out CompiledImage? image);
    void Put(string key, CompiledImage image);
}

/// <summary>A cache for the life of the process.</summary>
/// <param name="most">Once so many are kept, no more are.</param>
public sealed class MemoryCompilationCache(int most = int.MaxValue) : ICompilationCache
{
    private readonly ConcurrentDictionary<string, CompiledImage> images = new(StringComparer.Ordinal);

    public int Count => images.Count;
    public bool TryGet(string key, [NotNullWhen(true)] out CompiledImage? image) => images.TryGetValue(key, out image);

    public void Put(string key, CompiledImage image)
    {
        if (images.Count < most) images[key] = image;
    }
}
