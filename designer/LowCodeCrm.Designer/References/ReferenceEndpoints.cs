using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.References;

/// <summary>Where things of the draft are used; giving them other names; taking them out.</summary>
internal static class ReferenceEndpoints
{
    private sealed record RenameAnswer(string Revision, IEnumerable<EditJson> Edits, FileMove[] Moves, string[] Files);

    private sealed record RemoveAnswer(string Revision, IEnumerable<EditJson> Edits, string[] Deleted, IEnumerable<UseJson> Breaks, IEnumerable<DiagnosticJson> Diagnostics);

    public static void MapReferences(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("GET", "draft/uses", UsesAsync);
        endpoints.MapDesign("POST", "draft/rename", RenameAsync);
        endpoints.MapDesign("POST", "draft/remove", RemoveAsync);
    }

    private static async Task UsesAsync(DesignRequest request)
    {
        var query = request.Context.Request.Query;
        string? Of(string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
        var index = DraftReferences.Of((await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken)).Package);
        var (entity, field, option) = (Of("entity"), Of("field"), Of("option"));
        if (entity is null && Of("kind") is null) throw ApiProblem.Malformed("Name an entity: ?entity=E[&field=F][&option=O].", "?entity=E[&field=F][&option=O] の形で指定してください。", "entity");
        var body = Of("kind") is { } kind ? new SymbolBody(kind, entity, field, Of("process"), Of("name"), null, null, null)
            : option is not null ? new SymbolBody("option", entity, field, null, option, null, null, null)
            : field is not null ? new SymbolBody("field", entity, null, null, field, null, null, null) : new SymbolBody("entity", null, null, null, entity, null, null, null);
        await request.Context.WriteAsync(new { value = UseJson.Of(index.Of(body.In(index)), index.Check.Model, request.Locale) });
    }

    private static async Task RenameAsync(DesignRequest request)
    {
        var (draft, index, body) = await ReadAsync(request);
        var to = body.To ?? throw ApiProblem.Malformed("Send the new name as \"to\".", "新しい名前を to に指定してください。", "to");
        var result = Expect(Rename.Of(index, body.In(index), to), request.Locale);
        var revision = body.DryRun == true ? draft.Token : await ApplyAsync(request, draft, result.After!);
        await request.Context.WriteAsync(new RenameAnswer(
            revision, EditJson.Of(index.Package, result.Edits, index.Check.Model, request.Locale), [.. result.Moves],
            [.. result.Edits.Select(e => e.File).Concat(result.Moves.Select(m => m.From)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }

    private static async Task RemoveAsync(DesignRequest request)
    {
        var (draft, index, body) = await ReadAsync(request);
        var symbol = body.In(index);
        if (symbol.Kind is SymbolKind.Role or SymbolKind.Page)
            throw ApiProblem.Malformed("Delete the file of a role or page.", "ロールとページはファイルを削除してください。", "kind");
        var result = Remove.Of(index, symbol);
        var revision = body.DryRun == true ? draft.Token : await ApplyAsync(request, draft, result.After);
        await request.Context.WriteAsync(new RemoveAnswer(
            revision, EditJson.Of(index.Package, result.Edits, index.Check.Model, request.Locale), [.. result.Deleted], UseJson.Of(result.Breaks, index.Check.Model, request.Locale),
            ProblemJson.Of(result.Diagnostics, index.Check.Model, request.Locale)));
    }

    private static async Task<(Draft Draft, ReferenceIndex Index, SymbolBody Body)> ReadAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<SymbolBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        if (body.Base is { } wanted && wanted != draft.Token) throw DraftConflicts.Stale(draft.Token);
        return (draft, DraftReferences.Of(draft.Package), body);
    }

    /// <exception cref="ApiProblem">422 with a name that would do, and what would be wrong.</exception>
    internal static RenameResult Expect(RenameResult result, string locale) => result.Refusal is not { } reason ? result
        : throw new ApiProblem(422, "name_refused", reason, [new ProblemDetail("name_refused", "to", reason)])
        {
            Extensions = new Dictionary<string, object?>
            {
                ["proposal"] = result.Proposal,
                ["diagnostics"] = DesignJson.ToNode(result.Diagnostics.Select(d => DiagnosticJson.Of(d, locale))),
            },
        };

    /// <summary>All of it or nothing: a draft that has moved meanwhile is a conflict.</summary>
    private static async Task<string> ApplyAsync(DesignRequest request, Draft draft, AppPackage after)
    {
        var difference = DraftDifference.Between(draft.Package, after);
        var changes = difference.Added.Concat(difference.Changed).Select(path => new FileChange(path, after.Files[path], null)).Concat(difference.Removed.Select(path => new FileChange(path, null, null))).ToList();
        return changes.Count == 0 ? draft.Token : (await request.Service<DraftStore>().ApplyAsync(request.Host, draft.Token, changes, request.Caller, request.Service<UserStore>(), request.CancellationToken)).After;
    }
}
