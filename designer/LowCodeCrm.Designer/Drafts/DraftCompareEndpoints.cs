using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>What designers who work on one draft ask: whether it has changed, and what two states of some of its files mean in words.</summary>
internal static class DraftCompareEndpoints
{
    private sealed record FileBody(string? Path, string? Text);

    private sealed record CompareBody(FileBody[]? Before, FileBody[]? After);

    public static void MapDraftCompare(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("GET", "draft/revision", RevisionAsync);
        endpoints.MapDesign("POST", "draft/compare", CompareAsync);
    }

    private static async Task RevisionAsync(DesignRequest request)
    {
        var (token, live, last) = await request.Service<DraftStore>().StateAsync(request.Host, request.CancellationToken);
        var author = last?.Named(request.Service<UserStore>());
        await request.Context.WriteAsync(new { revision = token, live, author?.By, author?.At });
    }

    /// <summary>The draft with some files as they are in the one state, and as they are in the other; a text of null: there is no such file.</summary>
    private static async Task CompareAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<CompareBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var first = Publisher.WithIds(request.Host, With(draft.Package, body.Before));
        // What bears the same name in both is the same thing.
        var (before, after) = (DraftCheck.Of(first), DraftCheck.Of(IdAssigner.Fill(With(draft.Package, body.After), first, FreshId.New)));
        var changes = ChangeJson.Of(ModelDiff.Between(before.Model, after.Model), before.Model, after.Model, request.Locale)
            .Concat(RuleDiff.Between(before.Rules, after.Rules).In(before.Model, after.Model, request.Locale));
        await request.Context.WriteAsync(new { changes });
    }

    private static AppPackage With(AppPackage package, FileBody[]? files)
    {
        if (files is null) throw Malformed();
        var changed = files.ToDictionary(file => DraftPaths.Of(file.Path), file => file.Text, StringComparer.Ordinal);
        return new AppPackage(package.Files.Values.Where(file => !changed.ContainsKey(file.Path)).Concat(changed.Where(file => file.Value is not null).Select(file => PackageFile.FromText(file.Key, file.Value!))));
    }

    private static ApiProblem Malformed() => ApiProblem.Malformed(
        "Send {\"before\": [{\"path\", \"text\"}], \"after\": [{\"path\", \"text\"}]}.", "{\"before\": [{\"path\", \"text\"}], \"after\": [{\"path\", \"text\"}]} を送信してください。", "before");
}
