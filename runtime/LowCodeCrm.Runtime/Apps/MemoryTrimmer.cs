using System.Runtime.InteropServices;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>
/// After versions were unloaded: their code goes only with a full collection, which a quiet server does rarely, and the C library keeps what is freed for itself.
/// Both are asked for in the background, once for many versions.
/// </summary>
internal static partial class MemoryTrimmer
{
    private const int VersionsATime = 8;
    private static int unloaded;
    private static int failed;

    /// <summary>A version was unloaded.</summary>
    public static void Note()
    {
        if (Interlocked.Increment(ref unloaded) % VersionsATime != 0) return;
        ThreadPool.UnsafeQueueUserWorkItem(_ => Trim(), null);
    }

    private static void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        if (!OperatingSystem.IsLinux() || Volatile.Read(ref failed) != 0) return;
        try
        {
            _ = MallocTrim(0);
        }
        // Another C library than GNU's.
        catch (EntryPointNotFoundException)
        {
            Volatile.Write(ref failed, 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
