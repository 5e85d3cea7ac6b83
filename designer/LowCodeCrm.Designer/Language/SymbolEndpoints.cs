using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Runtime.Api;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Language;

/// <summary>What editors ask about the name under the cursor: where it is declared, where it is used, what renaming it would edit. Nothing is changed here.</summary>
internal static class SymbolEndpoints
{
    /// <param name="File">The file's path; <c>path</c> is taken as well.</param>
    /// <param name="Text">As it is in the editor; null: as it is in the draft.</param>
    private sealed record CursorBody(string? File, string? Path, string? Text, int? Line, int? Column, string? To);

    public static void MapSymbols(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("POST", "language/definition", request => AnswerAsync(request, (index, found, _) => new { value = UseJson.Of(index.Of(found.Symbol).Where(r => r.IsDeclaration), index.Check.Model, request.Locale) }));
        endpoints.MapDesign("POST", "language/references", request => AnswerAsync(request, (index, found, _) => new { symbol = found.Symbol.ToString(), value = UseJson.Of(index.Of(found.Symbol), index.Check.Model, request.Locale) }));
        endpoints.MapDesign("POST", "language/rename", request => AnswerAsync(request, (index, found, body) =>
        {
            var ((line, column), (endLine, endColumn)) = (found.At.Start, found.At.End);
            var range = new RangeJson(line, column, endLine, endColumn);
            var kind = found.Symbol.Kind.ToString().ToLowerInvariant();
            // Without a new name: what would be renamed, for the editor to ask.
            if (body.To is null) return new { range, kind, name = found.Symbol.Name };
            var result = ReferenceEndpoints.Expect(Rename.Of(index, found.Symbol, body.To), request.Locale);
            return new { range, kind, name = found.Symbol.Name, edits = EditJson.Of(index.Package, result.Edits, index.Check.Model, request.Locale), moves = result.Moves };
        }));
    }

    private static async Task AnswerAsync(DesignRequest request, Func<ReferenceIndex, Reference, CursorBody, object> answer)
    {
        var body = await DesignJson.ReadAsync<CursorBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var path = DraftPaths.Of(body.File ?? body.Path);
        var package = (await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken)).Package;
        if (body.Text is not null && !(package.Files.TryGetValue(path, out var file) && file.Text == body.Text)) package = package.With(PackageFile.FromText(path, body.Text));
        if (!package.Files.TryGetValue(path, out var known)) throw DraftPaths.NotFound(path);
        var index = DraftReferences.Of(package);
        var found = index.At(path, new SourceText(path, known.Text).Offset(body.Line ?? 1, body.Column ?? 1));
        await request.Context.WriteAsync(found is null ? new { value = Array.Empty<object>() } : answer(index, found, body));
    }
}
