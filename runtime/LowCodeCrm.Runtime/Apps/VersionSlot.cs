namespace LowCodeCrm.Runtime.Apps;

/// <summary>A version in memory and how many use it. The host itself is one user; when the last has gone, its code is unloaded.</summary>
internal sealed class VersionSlot(AppVersion version, Action<AppVersion> drained)
{
    private int users = 1;

    public AppVersion Version { get; } = version;

    /// <summary>Null where the version is being unloaded.</summary>
    public AppLease? TryLease()
    {
        for (var seen = Volatile.Read(ref users); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen) return new AppLease(Version, Release);
            seen = before;
        }
        return null;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref users) > 0) return;
        Version.App.Dispose();
        drained(Version);
    }
}
