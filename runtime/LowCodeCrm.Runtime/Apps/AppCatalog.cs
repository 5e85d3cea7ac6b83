using System.Collections.Concurrent;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Import;
using Microsoft.Extensions.Logging;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>All apps of a data folder.</summary>
public sealed partial class AppCatalog : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, AppHost> hosts = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim installing = new(1, 1);
    private readonly AppHostOptions options;
    private readonly ILogger<AppCatalog> logger;

    private AppCatalog(DataFolder folder, AppHostOptions options, ILogger<AppCatalog> logger)
    {
        Folder = folder;
        this.options = options;
        this.logger = logger;
    }

    public DataFolder Folder { get; }

    /// <summary>By name.</summary>
    public ImmutableArray<AppHost> Apps => [.. hosts.Values.OrderBy(h => h.Name, StringComparer.Ordinal)];

    /// <summary>A version of any app took over.</summary>
    public event Action<VersionChange>? VersionChanged;

    /// <summary>A version of any app was unloaded.</summary>
    public event Action<AppVersion>? VersionDrained;

    /// <summary>Loads every app. One that fails is logged and left out, so that the others serve.</summary>
    public static async Task<AppCatalog> OpenAsync(DataFolder folder, AppHostOptions options, ILogger<AppCatalog> logger, CancellationToken cancellationToken)
    {
        var catalog = new AppCatalog(folder, options, logger);
        foreach (var name in folder.AppNames())
            try
            {
                catalog.Add(await AppHost.OpenAsync(name, folder, options, cancellationToken));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                catalog.LogFailed(failure, name);
            }
        return catalog;
    }

    public AppHost? Find(string name) => hosts.TryGetValue(name, out var host) && host.IsLive ? host : null;

    /// <summary>A new app from a package with ids: its folder, its database, its version 1.</summary>
    /// <param name="withData">What the package brings under <c>data/</c> is to be loaded: it is noted with the version, so that no crash forgets it.</param>
    /// <exception cref="AppExistsException">There is an app of that name, or its folder is in the way.</exception>
    /// <exception cref="ArgumentException">The name is none that an app can have.</exception>
    public async Task<PublishResult> InstallAsync(string name, AppPackage package, Guid? by, string? byName, CancellationToken cancellationToken, bool withData = false)
    {
        await installing.WaitAsync(cancellationToken);
        try
        {
            var path = Folder.AppFolder(name);
            // File systems that fold case would let two apps share a folder.
            if (hosts.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) || Directory.Exists(path)) throw new AppExistsException(name);
            AppHost? host = null;
            try
            {
                host = await AppHost.OpenAsync(name, Folder, options, cancellationToken);
                var result = await host.PublishAsync(package, by, byName, consent: null, withData ? SeedProgress.Start.Write : null, progress: null, cancellationToken);
                if (result is not Published) return result;
                var installed = host;
                host = null;
                Add(installed);
                return result;
            }
            finally
            {
                if (host is not null) await host.DisposeAsync();
                if (!hosts.ContainsKey(name) && Directory.Exists(path)) Directory.Delete(path, recursive: true);
            }
        }
        finally
        {
            installing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in hosts.Keys)
            if (hosts.TryRemove(name, out var host))
                await host.DisposeAsync();
    }

    private void Add(AppHost host)
    {
        host.VersionChanged += change => VersionChanged?.Invoke(change);
        host.VersionDrained += version => VersionDrained?.Invoke(version);
        hosts[host.Name] = host;
    }

    [LoggerMessage(LogLevel.Error, "The app {Name} could not be loaded and is not served.")]
    private partial void LogFailed(Exception failure, string name);
}

/// <summary>An app of that name is there already.</summary>
public sealed class AppExistsException(string name) : Exception($"There is an app named {name} already.")
{
    public string Name { get; } = name;
}
