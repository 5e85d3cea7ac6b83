using System.Data.Common;
using System.Runtime.CompilerServices;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>
/// The draft of each app. There always is one: until it is changed it is the live version. Each change is one transaction of the app's
/// database, so that a draft is never half changed, whatever happens to the process.
/// </summary>
public sealed class DraftStore(DesignerOptions options, TimeProvider clock)
{
    private readonly ConditionalWeakTable<AppHost, Draft> cache = [];

    public async Task<Draft> ReadAsync(AppHost host, CancellationToken cancellationToken)
    {
        await using var connection = await host.Database.OpenReadAsync(cancellationToken);
        return Read(host, connection);
    }

    /// <summary>Who last changed each file that was changed, by path; those that are gone too.</summary>
    internal async Task<IReadOnlyDictionary<string, DraftAuthor>> AuthorsAsync(AppHost host, CancellationToken cancellationToken)
    {
        await using var connection = await host.Database.OpenReadAsync(cancellationToken);
        return DraftAuthors.Read(connection, host.Database.Codec);
    }

    /// <summary>The <see cref="Draft.Token"/>, the live version, and the last change there was: what clients ask again and again.</summary>
    internal async Task<(string Token, int Live, DraftAuthor? Last)> StateAsync(AppHost host, CancellationToken cancellationToken)
    {
        await using var connection = await host.Database.OpenReadAsync(cancellationToken);
        var (revision, live) = (DraftRows.Revision(connection), NumberOf(host));
        return (Draft.TokenOf(revision, live), live, revision is null ? null : DraftAuthors.Read(connection, host.Database.Codec).Values.MaxBy(author => author.At));
    }

    /// <summary>Writes a file.</summary>
    /// <param name="host">The app.</param>
    /// <param name="file">Any content, valid or not.</param>
    /// <param name="check">Is given the tag of the file as it is (null: there is none), inside the transaction.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="cancellationToken">Ends waiting for the writer.</param>
    /// <returns>Whether the file is new.</returns>
    /// <exception cref="ApiProblem">413: the draft would grow past the limits.</exception>
    public Task<bool> PutAsync(AppHost host, PackageFile file, Action<string?> check, Caller caller, CancellationToken cancellationToken) => ChangeAsync(host, caller, connection =>
    {
        var tag = DraftRows.Tag(connection, file.Path);
        check(tag);
        Put(host, connection, file, caller);
        return tag is null;
    }, cancellationToken);

    private void Put(AppHost host, DbConnection connection, PackageFile file, Caller caller)
    {
        var (files, bytes) = DraftRows.SizeWithout(connection, file.Path);
        if (files + 1 > options.Limits.MaxFiles)
            throw new ApiProblem(413, "too_many_files", LocalizedText.Of($"A package has at most {options.Limits.MaxFiles:N0} files.", $"パッケージのファイルは {options.Limits.MaxFiles:N0} 個までです。"));
        if (bytes + file.Content.Length > options.Limits.MaxTotalBytes) throw ApiProblem.TooLarge(options.Limits.MaxTotalBytes);
        DraftRows.Put(connection, file, host.Database.Codec, clock.GetUtcNow().UtcDateTime, caller.UserId);
    }

    /// <exception cref="ApiProblem">404: there is no such file.</exception>
    public Task<bool> DeleteAsync(AppHost host, string path, Action<string?> check, Caller caller, CancellationToken cancellationToken) => ChangeAsync(host, caller, connection =>
    {
        check(DraftRows.Tag(connection, path));
        return DraftRows.Delete(connection, path, Author(caller)) ? true : throw DraftPaths.NotFound(path);
    }, cancellationToken);

    /// <summary>Replaces the whole draft.</summary>
    public Task<bool> ReplaceAsync(AppHost host, AppPackage package, Caller caller, CancellationToken cancellationToken) => ChangeAsync(host, caller, connection =>
    {
        DraftRows.DeleteAll(connection);
        PutAll(host, connection, package.Files.Values, caller.UserId);
        return true;
    }, cancellationToken);

    /// <summary>Makes several changes or none of them.</summary>
    /// <param name="host">The app.</param>
    /// <param name="baseToken">The <see cref="Draft.Token"/> of the draft that they were made on; null: any. With another one now, only files with a tag of their own may change.</param>
    /// <param name="changes">No path twice.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="users">To name who did what stands against it.</param>
    /// <param name="cancellationToken">Ends waiting for the writer.</param>
    /// <exception cref="ApiProblem">412 naming the paths that moved; 404: a file to be deleted is not there; 413: the draft would grow past the limits.</exception>
    internal Task<DraftStep> ApplyAsync(AppHost host, string? baseToken, IReadOnlyList<FileChange> changes, Caller caller, UserStore users, CancellationToken cancellationToken) => ChangeAsync(host, caller, (connection, before) =>
    {
        var moved = new List<(string, string?)>();
        foreach (var change in changes)
        {
            var tag = DraftRows.Tag(connection, change.Path);
            if (change.IfMatch is { } wanted ? wanted != (tag ?? "") : baseToken is not null && baseToken != before) moved.Add((change.Path, tag));
            else if (change.Content is null && tag is null) throw DraftPaths.NotFound(change.Path);
        }
        if (moved.Count > 0) throw DraftConflicts.Moved(moved, before, DraftAuthors.Read(connection, host.Database.Codec), users);
        foreach (var change in changes)
            if (change.Content is { } file) Put(host, connection, file, caller);
            else DraftRows.Delete(connection, change.Path, Author(caller));
    }, cancellationToken);

    /// <summary>Makes the draft the live version again, or some of its files what they are there.</summary>
    /// <param name="host">The app.</param>
    /// <param name="paths">Null: all.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="cancellationToken">Ends waiting for the writer.</param>
    /// <returns>The token of the draft afterwards.</returns>
    internal async Task<string> DiscardAsync(AppHost host, IReadOnlyCollection<string>? paths, Caller caller, CancellationToken cancellationToken)
    {
        if (paths is not null)
            return (await ChangeAsync(host, caller, (connection, _) =>
            {
                var live = LiveOf(host);
                foreach (var path in paths)
                    if (live.Files.TryGetValue(path, out var file)) Put(host, connection, file, caller);
                    else if (!DraftRows.Delete(connection, path, Author(caller))) throw DraftPaths.NotFound(path);
            }, cancellationToken)).After;
        await host.Database.WriteAsync((session, _) =>
        {
            DraftRows.Clear(session.Connection);
            return ValueTask.FromResult(true);
        }, options.DraftBudget, cancellationToken);
        return Draft.TokenOf(null, NumberOf(host));
    }

    /// <summary>After a publish: the draft equals the live version, unless it was changed meanwhile; then it keeps the changes and gets the ids.</summary>
    /// <param name="host">The app.</param>
    /// <param name="published">The draft that was published.</param>
    /// <param name="filled">The same with ids, as it is live now.</param>
    /// <param name="caller">Who published.</param>
    internal Task SettleAsync(AppHost host, Draft published, AppPackage filled, Caller caller) =>
        host.Database.WriteAsync((session, _) =>
        {
            var connection = session.Connection;
            if (DraftRows.Revision(connection) is not { } revision) return ValueTask.FromResult(true);
            if (revision == published.Revision)
            {
                DraftRows.Clear(connection);
                return ValueTask.FromResult(true);
            }
            var current = DraftRows.Read(connection);
            var merged = IdAssigner.Fill(current, filled, FreshId.New);
            PutAll(host, connection, merged.Files.Values.Where(f => !ReferenceEquals(f, current.Files[f.Path])), caller.UserId);
            DraftRows.SetRevision(connection, NewRevision());
            return ValueTask.FromResult(true);
            // The version is live: nobody may stop this half of it any more.
        }, options.DraftBudget, CancellationToken.None);

    private Task<T> ChangeAsync<T>(AppHost host, Caller caller, Func<DbConnection, T> change, CancellationToken cancellationToken) =>
        host.Database.WriteAsync((session, _) =>
        {
            if (DraftRows.Revision(session.Connection) is null) PutAll(host, session.Connection, LiveOf(host).Files.Values, null);
            var result = change(session.Connection);
            DraftRows.SetRevision(session.Connection, NewRevision());
            return ValueTask.FromResult(result);
        }, options.DraftBudget, cancellationToken);

    private Task<DraftStep> ChangeAsync(AppHost host, Caller caller, Action<DbConnection, string> change, CancellationToken cancellationToken) =>
        host.Database.WriteAsync((session, _) =>
        {
            var before = DraftRows.Revision(session.Connection);
            if (before is null) PutAll(host, session.Connection, LiveOf(host).Files.Values, null);
            var token = Draft.TokenOf(before, NumberOf(host));
            change(session.Connection, token);
            var revision = NewRevision();
            DraftRows.SetRevision(session.Connection, revision);
            return ValueTask.FromResult(new DraftStep(token, revision));
        }, options.DraftBudget, cancellationToken);

    private Draft Read(AppHost host, DbConnection connection)
    {
        var (live, number) = LiveVersionOf(host);
        var revision = DraftRows.Revision(connection);
        if (cache.TryGetValue(host, out var known) && known.Revision == revision && known.Live == number && (revision is not null || ReferenceEquals(known.Package, live))) return known;
        // Revision and files are two statements: a change between them shows in the revision.
        var draft = new Draft(revision is null ? live : DraftRows.Read(connection), revision, number);
        if (DraftRows.Revision(connection) != revision) return Read(host, connection);
        cache.AddOrUpdate(host, draft);
        return draft;
    }

    private DraftAuthor Author(Caller caller) => new(clock.GetUtcNow().UtcDateTime, caller.UserId);

    private void PutAll(AppHost host, DbConnection connection, IEnumerable<PackageFile> files, Guid? by)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var file in files) DraftRows.Put(connection, file, host.Database.Codec, now, by);
    }

    internal static AppPackage LiveOf(AppHost host) => LiveVersionOf(host).Package;

    private static (AppPackage Package, int Number) LiveVersionOf(AppHost host)
    {
        using var lease = host.Lease();
        return (lease.App.Package, lease.Version.Number);
    }

    private static int NumberOf(AppHost host) => LiveVersionOf(host).Number;

    private static string NewRevision() => Guid.NewGuid().ToString("n");
}
