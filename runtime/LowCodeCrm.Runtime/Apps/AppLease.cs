using LowCodeCrm.Engine;
using LowCodeCrm.Runtime.Data;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>A published version, compiled and in use. Requests run start to end on the version they leased.</summary>
/// <param name="Number">The published whole number, from 1; the <c>App-Version</c> of HTTP.</param>
public sealed record AppVersion(string AppName, int Number, CompiledApp App, AppDatabase Database)
{
    /// <summary>Told after a commit that left records whose derived fields are due.</summary>
    internal Action? DerivationDue { get; init; }
}

/// <summary>Keeps a version from being unloaded until disposed.</summary>
public sealed class AppLease(AppVersion version, Action release) : IDisposable
{
    private Action? release = release;
    // Forgotten with the lease: a request that goes on for days (a stream of changes) refers to it all the while, and what is referred to is not unloaded.
    private volatile AppVersion? version = version;

    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public AppVersion Version => version ?? throw new ObjectDisposedException(nameof(AppLease));

    public CompiledApp App => Version.App;
    public AppDatabase Database => Version.Database;

    public void Dispose()
    {
        version = null;
        Interlocked.Exchange(ref release, null)?.Invoke();
    }
}
