using System.Text;
using System.Text.Json;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>The draft as a whole: all its files in one answer, several changes in one step, and back to the live version.</summary>
internal static class DraftWholeEndpoints
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <param name="Text">Absent for a binary file.</param>
    /// <param name="State"><c>added</c> or <c>changed</c> since the live version; absent: as it is live.</param>
    private sealed record WholeFile(string Path, string Etag, string? Text, long? Size, bool? Binary, string? State, string? By = null, DateTime? At = null);

    private sealed record WholeAnswer(string Revision, int Live, int Changes, IEnumerable<string> Removed, IEnumerable<WholeFile> Files);

    private sealed record ChangeBody(string? Path, JsonElement Text, string? IfMatch, string? IfNoneMatch);

    private sealed record ChangesBody(string? Base, ChangeBody[]? Changes);

    private sealed record ChangedFile(string Path, string? Etag, bool? Deleted);

    private sealed record DiscardBody(string[]? Paths);

    public static void MapDraftWhole(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("GET", "draft/all", AllAsync);
        endpoints.MapDesign("POST", "draft/changes", ChangeAsync);
        endpoints.MapDesign("POST", "draft/discard", DiscardAsync);
    }

    private static async Task AllAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var difference = DraftDifference.Between(DraftStore.LiveOf(request.Host), draft.Package);
        var authors = await request.Service<DraftStore>().AuthorsAsync(request.Host, request.CancellationToken);
        var users = request.Service<UserStore>();
        var (added, changed) = (difference.Added.ToHashSet(StringComparer.Ordinal), difference.Changed.ToHashSet(StringComparer.Ordinal));
        await request.Context.WriteAsync(new WholeAnswer(draft.Token, draft.Live, PackageDiff.Count(DraftStore.LiveOf(request.Host), draft.Package), difference.Removed, draft.Package.Files.Values.Select(file =>
        {
            var text = TextOf(file);
            var state = added.Contains(file.Path) ? "added" : changed.Contains(file.Path) ? "changed" : null;
            var author = state is null ? null : Author(file.Path);
            return new WholeFile(file.Path, FileTag.Of(file), text, text is null ? file.Content.Length : null, text is null ? true : null, state, author?.By, author?.At);
        })));

        AuthorJson? Author(string path) => authors.GetValueOrDefault(path)?.Named(users);
    }

    private static async Task ChangeAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<ChangesBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var changes = (body.Changes ?? throw Malformed("changes")).Select(Change).ToList();
        if (changes.GroupBy(c => c.Path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw ApiProblem.Malformed($"'{twice.Key}' is changed twice: send each file once.", $"「{twice.Key}」が二度指定されています。ファイルごとに一度だけ送信してください。", "changes");
        await AnswerAsync(request, await request.Service<DraftStore>().ApplyAsync(request.Host, body.Base, changes, request.Caller, request.Service<UserStore>(), request.CancellationToken), changes);
    }

    private static async Task DiscardAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<DiscardBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var revision = await request.Service<DraftStore>().DiscardAsync(request.Host, body.Paths?.Select(DraftPaths.Of).ToArray(), request.Caller, request.CancellationToken);
        await AnswerAsync(request, new DraftStep(revision, revision), []);
    }

    /// <summary>What a change made of the draft.</summary>
    internal static async Task AnswerAsync(DesignRequest request, DraftStep step, IEnumerable<FileChange> changes)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var files = changes.Select(c => new ChangedFile(c.Path, c.Content is null ? null : FileTag.Of(c.Content), c.Content is null ? true : null));
        await request.Context.WriteAsync(new { revision = step.After, before = step.Before, changes = PackageDiff.Count(DraftStore.LiveOf(request.Host), draft.Package), files });
    }

    private static FileChange Change(ChangeBody change)
    {
        var path = DraftPaths.Of(change.Path ?? throw Malformed("changes.path"));
        var content = change.Text.ValueKind switch
        {
            JsonValueKind.String => PackageFile.FromText(path, change.Text.GetString()!),
            JsonValueKind.Null => null,
            _ => throw Malformed("changes.text"),
        };
        return new FileChange(path, content, change.IfNoneMatch == "*" ? "" : change.IfMatch);
    }

    /// <summary>Null for a file that is no text.</summary>
    internal static string? TextOf(PackageFile file)
    {
        var content = file.Content.AsSpan();
        if (content.Contains((byte)0)) return null;
        try
        {
            _ = StrictUtf8.GetCharCount(content);
            return file.Text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ApiProblem Malformed(string target) => ApiProblem.Malformed(
        "Send {\"base\"?, \"changes\": [{\"path\", \"text\", \"ifMatch\"?}]}; a text of null deletes the file.",
        "{\"base\"?, \"changes\": [{\"path\", \"text\", \"ifMatch\"?}]} を送信してください。text が null のファイルは削除されます。", target);
}
