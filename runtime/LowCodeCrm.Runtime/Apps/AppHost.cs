using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Derived;
using LowCodeCrm.Runtime.Views;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>One app: its database and its versions. Versions are immutable and live side by side; taking over is one reference.</summary>
public sealed class AppHost : IAsyncDisposable
{
    private readonly AppHostOptions options;
    private readonly SqliteAppDatabase database;
    private readonly Deriver deriver;
    private readonly SemaphoreSlim publishing = new(1, 1);
    private readonly SemaphoreSlim loading = new(1, 1);
    private readonly Lock retiring = new();
    private ImmutableArray<VersionSlot> retained = [];
    private volatile VersionSlot? live;

    private AppHost(string name, SqliteAppDatabase database, AppHostOptions options)
    {
        Name = name;
        this.database = database;
        this.options = options;
        deriver = new Deriver(() => IsLive ? Lease() : null, options.Derivation, options.Clock);
    }

    /// <summary>The app's place in URLs and the data folder.</summary>
    public string Name { get; }

    public AppDatabase Database => database;

    /// <summary>False until a first version is published.</summary>
    public bool IsLive => live is not null;

    /// <summary>The number of the live version; null until a first version is published.</summary>
    public int? LiveVersion => live?.Version.Number;

    /// <summary>A version took over; raised after the swap, on the publisher's thread.</summary>
    public event Action<VersionChange>? VersionChanged;

    /// <summary>A version is no longer used by anyone and was unloaded: what it wrote since the swap can be derived again.</summary>
    public event Action<AppVersion>? VersionDrained;

    /// <summary>Opens the database and compiles the live version, if one was published.</summary>
    /// <exception cref="AppLoadException">The live version no longer compiles.</exception>
    public static async Task<AppHost> OpenAsync(string name, DataFolder folder, AppHostOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.FilesFolder(name));
        var host = new AppHost(name, await SqliteAppDatabase.OpenAsync(folder.DatabaseFile(name), options.Sqlite, cancellationToken), options);
        try
        {
            await host.LoadAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The live version, for the whole of a request.</summary>
    /// <exception cref="InvalidOperationException">Nothing is published yet, or the host is disposed.</exception>
    public AppLease Lease()
    {
        // A slot that is being unloaded has been replaced already: look again.
        for (var slot = live; slot is not null; slot = live)
            if (slot.TryLease() is { } lease)
                return lease;
        throw new InvalidOperationException($"The app {Name} has no live version.");
    }

    /// <summary>A version by number, for a client that began on it; null for no number is the live one. Null where it is no longer retained.</summary>
    /// <remarks>One that was retained before a restart is loaded from the store when it is first asked for.</remarks>
    public async ValueTask<AppLease?> LeaseAsync(int? number, CancellationToken cancellationToken)
    {
        if (number is null) return Lease();
        if (LeaseInMemory(number.Value) is { } known) return known;
        await loading.WaitAsync(cancellationToken);
        try
        {
            return LeaseInMemory(number.Value) ?? (await LoadRetainedAsync(number.Value, cancellationToken) ? LeaseInMemory(number.Value) : null);
        }
        finally
        {
            loading.Release();
        }
    }

    private AppLease? LeaseInMemory(int number)
    {
        if (live is { } slot && slot.Version.Number == number && slot.TryLease() is { } current) return current;
        foreach (var older in retained)
            if (older.Version.Number == number && older.TryLease() is { } lease)
                return lease;
        return null;
    }

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<PublishedVersion>> VersionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return AppVersionStore.List(connection);
    }

    /// <summary>The files of a published version; null where there is none of that number.</summary>
    public async Task<AppPackage?> PackageAsync(int number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return AppVersionStore.Package(connection, number);
    }

    /// <summary>Compiles and compares, and changes nothing.</summary>
    public async Task<PublishPlan> PlanAsync(AppPackage package, CancellationToken cancellationToken)
    {
        var current = await CurrentSchemaAsync(cancellationToken);
        var (app, diagnostics) = options.Compile(package, current, isCollectible: true);
        using (app) return new PublishPlan(app is null ? [] : Changes(current, app), diagnostics);
    }

    /// <summary>Compiles, migrates, records the version and lets it take over. Whatever fails leaves the running version as it was.</summary>
    /// <param name="package">With ids.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="byName">The same, as people read it.</param>
    /// <param name="consent">Targets of changes that lose something; null consents to all.</param>
    /// <param name="cancellationToken">Ends compiling and migrating.</param>
    /// <param name="progress">Told each phase as it begins.</param>
    public Task<PublishResult> PublishAsync(AppPackage package, Guid? by, string? byName, IReadOnlyCollection<string>? consent, CancellationToken cancellationToken, Action<PublishPhase>? progress = null) =>
        PublishAsync(package, by, byName, consent, null, progress, cancellationToken);

    /// <param name="also">Written with the version, or not at all.</param>
    internal async Task<PublishResult> PublishAsync(
        AppPackage package, Guid? by, string? byName, IReadOnlyCollection<string>? consent, Action<WriteSession>? also, Action<PublishPhase>? progress, CancellationToken cancellationToken)
    {
        if (!await publishing.WaitAsync(0, cancellationToken)) return new PublishBusy();
        try
        {
            var versions = await VersionsAsync(cancellationToken);
            var version = new PublishedVersion(versions.IsEmpty ? 1 : versions[0].Number + 1, options.Clock.GetUtcNow().UtcDateTime, by, byName, true);
            return await TakeOverAsync(package, version.Number, consent, (session, schema) =>
            {
                AppVersionStore.Add(session, version, package, schema);
                also?.Invoke(session);
            }, progress, cancellationToken);
        }
        finally
        {
            publishing.Release();
        }
    }

    /// <summary>Makes an earlier version live again. The data stay, and so do columns that later versions added.</summary>
    public async Task<PublishResult> RollBackAsync(int to, CancellationToken cancellationToken, Action<PublishPhase>? progress = null)
    {
        if (!await publishing.WaitAsync(0, cancellationToken)) return new PublishBusy();
        try
        {
            return await PackageAsync(to, cancellationToken) is { } package
                ? await TakeOverAsync(package, to, consent: null, (session, schema) => AppVersionStore.SetLive(session, to, schema), progress, cancellationToken)
                : new VersionNotFound(to);
        }
        finally
        {
            publishing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (retiring)
        {
            live?.Release();
            live = null;
            foreach (var slot in retained) slot.Release();
            retained = [];
        }
        await deriver.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await SystemTablesMigration.RunAsync(database, options.MigrationBudget, cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        if (AppVersionStore.List(connection).FirstOrDefault(v => v.IsLive) is not { } version) return;
        var (app, diagnostics) = options.Compile(AppVersionStore.Package(connection, version.Number)!, AppVersionStore.CurrentSchema(connection), isCollectible: false);
        if (app is null) throw new AppLoadException(Name, version.Number, diagnostics);
        Swap(Version(version.Number, app));
        deriver.Wake();
    }

    /// <summary>Takes up an earlier version that a restart forgot, if it is among those to be retained.</summary>
    private async Task<bool> LoadRetainedAsync(int number, CancellationToken cancellationToken)
    {
        var before = live;
        await using var connection = await database.OpenReadAsync(cancellationToken);
        if (!AppVersionStore.List(connection).Where(v => !v.IsLive).Take(options.RetainedVersions).Any(v => v.Number == number)) return false;
        var (app, _) = options.Compile(AppVersionStore.Package(connection, number)!, AppVersionStore.CurrentSchema(connection), isCollectible: true);
        if (app is null) return false;
        lock (retiring)
        {
            // A publish in between has changed the tables and what is retained.
            if (live is null || live != before)
            {
                app.Dispose();
                return false;
            }
            var keep = retained.Add(Slot(Version(number, app))).Sort((a, b) => b.Version.Number.CompareTo(a.Version.Number));
            foreach (var slot in keep.Skip(options.RetainedVersions)) slot.Release();
            retained = [.. keep.Take(options.RetainedVersions)];
        }
        return true;
    }

    private AppVersion Version(int number, CompiledApp app) => new(Name, number, app, database) { DerivationDue = deriver.Wake };

    private VersionSlot Slot(AppVersion version) => new(version, gone =>
    {
        VersionDrained?.Invoke(gone);
        MemoryTrimmer.Note();
    });

    private async Task<PublishResult> TakeOverAsync(
        AppPackage package, int number, IReadOnlyCollection<string>? consent, Action<WriteSession, DatabaseSchema> record,
        Action<PublishPhase>? progress, CancellationToken cancellationToken)
    {
        progress?.Invoke(PublishPhase.Compiling);
        var current = await CurrentSchemaAsync(cancellationToken);
        var (app, diagnostics) = await CompilerThread.RunAsync(() => options.Compile(package, current, isCollectible: true));
        if (app is null) return new PublishRejected(diagnostics);
        var tookOver = false;
        try
        {
            var changes = Changes(current, app);
            ImmutableArray<SchemaChange> unasked = [.. changes.Where(c => c.Risk == ChangeRisk.DataLoss && consent is not null && !consent.Contains(c.Target))];
            if (unasked.Length > 0) return new PublishNeedsConsent(unasked);
            progress?.Invoke(PublishPhase.WarmingUp);
            VersionWarmer.Warm(app, options.WarmUp, options.Clock);
            progress?.Invoke(PublishPhase.Migrating);
            await database.WriteAloneAsync(
                (session, token) =>
                {
                    MigrationRunner.Apply(session.Connection, changes, token);
                    record(session, app.Schema);
                    FollowNames(session, app);
                    return ValueTask.FromResult(true);
                },
                options.MigrationBudget, cancellationToken);
            tookOver = true;
            Swap(Version(number, app));
            progress?.Invoke(PublishPhase.Deriving);
            await DeriveAsync(cancellationToken);
            return new Published(number, changes, diagnostics);
        }
        catch (MigrationRefusedException refused)
        {
            var bag = new DiagnosticBag();
            bag.RefusedByRecords(Location(app, refused), refused.Text);
            return new PublishRejected([.. bag, .. diagnostics]);
        }
        finally
        {
            if (!tookOver) app.Dispose();
        }
    }

    /// <summary>The version is live whatever happens here: what is left is done in the background.</summary>
    private async Task DeriveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await deriver.CatchUpAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            System.Diagnostics.Trace.TraceError(failure.ToString());
            deriver.Wake();
        }
    }

    private ImmutableArray<SchemaChange> Changes(DatabaseSchema? current, CompiledApp app)
    {
        if (!IsLive) return SchemaDiff.Between(current, null, app.Schema, app.Model);
        using var lease = Lease();
        return SchemaDiff.Between(current, lease.App.Model, app.Schema, app.Model);
    }

    /// <summary>What people keep in the names of the live version is kept in those of the next.</summary>
    private void FollowNames(WriteSession session, CompiledApp next)
    {
        if (!IsLive) return;
        using var lease = Lease();
        if (NameChanges.Between(lease.App.Rules, next.Model) is { } changes) KeptNames.Follow(session, database.Codec, changes, lease.App.Model, options.Clock.GetUtcNow().UtcDateTime);
    }

    private void Swap(AppVersion version)
    {
        int? previous;
        lock (retiring)
        {
            var old = live;
            previous = old?.Version.Number;
            live = Slot(version);
            // The one of the same number is superseded: after a roll back it runs on newer tables.
            var keep = retained.Where(s => s.Version.Number != version.Number).ToList();
            foreach (var slot in retained.Where(s => s.Version.Number == version.Number)) slot.Release();
            if (old is not null) keep.Insert(0, old);
            foreach (var slot in keep.Skip(options.RetainedVersions)) slot.Release();
            retained = [.. keep.Take(options.RetainedVersions)];
        }
        VersionChanged?.Invoke(new VersionChange(version, previous));
    }

    private async Task<DatabaseSchema?> CurrentSchemaAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return AppVersionStore.CurrentSchema(connection);
    }

    private static SourceLocation Location(CompiledApp app, MigrationRefusedException refused) =>
        app.Model.Entities.FirstOrDefault(e => app.Schema.Of(e).Table.Name == refused.Table.Name)?.Location
        ?? new SourceLocation(new SourceText(PackagePaths.App, ""), new TextSpan(0, 0));
}
