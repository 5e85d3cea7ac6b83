using System.Text.Json;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Language;

/// <summary>What editors of rules ask at every keystroke: about the text as it is in the editor, in the context of the draft's other files.</summary>
internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("POST", "language/classify", request => Answer(request, (body, _) => new { spans = Classifier.Classify(body.Source).Select(s => SpanJson.Of(body.Source, s)) }));
        endpoints.MapDesign("POST", "language/outline", request => Answer(request, (body, _) => new { items = Outline.Of(RulesParser.Parse(body.Source, new DiagnosticBag())).Select(i => OutlineJson.Of(body.Source, i)) }));
        endpoints.MapDesign("POST", "language/format", request => Answer(request, (body, _) => new { text = RulesFormatter.Format(body.Source.Text) }));
        endpoints.MapDesign("POST", "language/structure", request => Answer(request, (body, package) => StructureJson.Of(body.Source, DraftCheck.Of(package).Model, request.Locale)));
        endpoints.MapDesign("POST", "language/keywords", request => Answer(request, (body, _) => new { text = RulesPrinter.Print(RulesParser.Parse(body.Source, new DiagnosticBag()), body.Keywords) }));
        // Every word of the language, as highlighting and inserted text need them.
        endpoints.MapDesign("GET", "language/words", request => request.Context.WriteAsync(new { value = Keywords.All.Select(word => new { word.Text, word.Alias, reserved = word.IsReserved }) }));
        endpoints.MapDesign("POST", "language/completion", request => Answer(request, (body, package) => new
        {
            items = Completion.At(body.Source, body.Position, DraftCheck.Of(package).Rules, request.Locale).Select(CompletionJson.Of),
        }));
        endpoints.MapDesign("POST", "language/hover", request => Answer(request, (body, package) => new { hover = HoverJson.Of(body.Source, Hover.At(body.Source, body.Position, DraftCheck.Of(package).Rules, request.Locale)) }));
        endpoints.MapDesign("POST", "language/signature", request => Answer(request, (body, package) => new { help = SignatureJson.Of(SignatureHelp.At(body.Source, body.Position, DraftCheck.Of(package).Rules, request.Locale)) }));
        endpoints.MapDesign("POST", "language/diagnostics", request => Answer(request, (body, package) => ToldJson.Of(DraftCheck.Of(With(package, body.Source)), body.Source, request.Locale)));
        endpoints.MapDesign("POST", "language/conditions", ConditionsAsync);
    }

    private static async Task ConditionsAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<JsonElement>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var check = DraftCheck.Of(draft.Package);
        var name = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("entity", out var entity) && entity.ValueKind == JsonValueKind.String ? entity.GetString()! : "";
        var known = check.Rules.Model.Find(name) is { IsSystem: false } found ? found : throw ApiProblem.Malformed($"The draft has no entity '{name}'.", $"下書きにエンティティ「{name}」はありません。", "entity");
        await request.Context.WriteAsync(ConditionAnswer.Of(check.Rules, check.Schema, known, body, request.Locale, QueryLimits.Default));
    }

    private static async Task Answer(DesignRequest request, Func<EditorText, AppPackage, object> answer)
    {
        var body = await DesignJson.ReadAsync<LanguageBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var text = EditorText.Of(body);
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        await request.Context.WriteAsync(answer(text, draft.Package));
    }

    /// <summary>The draft with the editor's text in place of the file; itself where they are the same, so that what is known of it stays known.</summary>
    private static AppPackage With(AppPackage package, SourceText source) =>
        package.Files.TryGetValue(source.Path, out var file) && file.Text == source.Text ? package : package.With(PackageFile.FromText(source.Path, source.Text));
}
