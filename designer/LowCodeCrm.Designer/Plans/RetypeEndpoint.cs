using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What giving a field another type would mean: for the values that records hold, and for what names the field. Nothing is changed.</summary>
internal static class RetypeEndpoint
{
    /// <param name="Property">As it would stand in the entity's file.</param>
    private sealed record Body(string? Entity, string? Field, JsonElement Property);

    /// <param name="Converts"><c>all</c>, <c>some</c> or <c>none</c> of the values that such a field can hold; <c>same</c> where nothing has to be converted.</param>
    /// <param name="Held">Live records that hold a value, links of a many-to-many field, or rows of a child list; 0 while the field is not live.</param>
    /// <param name="Lost">Of them: whose value becomes empty.</param>
    /// <param name="Rounded">Of them: whose value is rounded.</param>
    /// <param name="LostValues">Some of the values that become empty, the most frequent first.</param>
    /// <param name="Values">Different values that there are, the most frequent first: options to offer.</param>
    /// <param name="Distinct">How many different ones there are.</param>
    /// <param name="Change">The plan's line; absent while the field is not live.</param>
    /// <param name="Diagnostics">Errors that there would be and are not now.</param>
    private sealed record Answer(
        string Converts, long Held, long Lost, long Rounded, IEnumerable<ValueCount> LostValues, IEnumerable<ValueCount> Values, int Distinct, ChangeJson? Change, IEnumerable<DiagnosticJson> Diagnostics);

    public static void MapRetype(this IEndpointRouteBuilder endpoints) => endpoints.MapDesign("POST", "draft/retype", TryAsync);

    private static async Task TryAsync(DesignRequest request)
    {
        var options = request.Service<DesignerOptions>();
        var body = await DesignJson.ReadAsync<Body>(request.Context, options.MaxJsonBytes);
        if (body is not { Entity: { } entity, Field: { } field, Property.ValueKind: JsonValueKind.Object })
            throw ApiProblem.Malformed("Send {\"entity\", \"field\", \"property\": {…}}.", "{\"entity\", \"field\", \"property\": {…}} を送信してください。", "property");
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var check = AppCompiler.Check(Publisher.WithIds(request.Host, With(draft.Package, entity, field, body.Property)));
        var known = DraftCheck.Of(draft.Package).Diagnostics.Select(d => (d.Id, d.Location.File, d.Message)).ToHashSet();
        var fresh = ProblemJson.Of(check.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && !known.Contains((d.Id, d.Location.File, d.Message))), check.Model, request.Locale);

        await using var connection = await request.Host.Database.OpenReadAsync(request.CancellationToken);
        using var lease = request.Host.Lease();
        var after = check.Model.Find(entity)?.Find(field);
        var liveEntity = lease.App.Model.Entities.FirstOrDefault(e => e.Id == check.Model.Find(entity)?.Id);
        var live = liveEntity?.Fields.FirstOrDefault(f => f.Id == after?.Id) is { } stored ? ModelDiff.Known(stored, lease.App.Model, check.Model) : null;
        if (after is null || liveEntity is null || live is null)
        {
            await request.Context.WriteAsync(new Answer("same", 0, 0, 0, [], [], 0, null, fresh));
            return;
        }
        var records = new LiveRecords(connection, lease, check, request.Caller, request.Service<TimeProvider>().GetUtcNow().UtcDateTime);
        var retyping = live switch
        {
            { Type: FieldType.ChildList } => new Retyping(records.CountRows(liveEntity.Fields[live.Index]), 0, 0, [], []),
            { Origin: FieldOrigin.Entered } and ({ IsStored: true } or { Type: FieldType.ManyToMany }) => Retyping.Of(records, liveEntity, live, after),
            _ => new Retyping(0, 0, 0, [], []),
        };
        var change = ModelDiff.Between(lease.App.Model, check.Model).Where(c => c.Kind == "changeType" && c.Target == $"{entity}.{field}");
        await request.Context.WriteAsync(new Answer(
            !Retyping.Concerns(live, after) || live.Type == FieldType.ChildList || ValueConversion.IsNone(live, after) ? "same" : ValueConversion.IsLossless(live, after) ? "all" : ValueConversion.Exists(live, after) ? "some" : "none",
            retyping.Held, retyping.Lost, retyping.Rounded, retyping.LostValues.Take(options.NamedValues), retyping.Values.Take(options.NamedValues), retyping.Values.Count,
            ChangeJson.Of(change, lease.App.Model, check.Model, request.Locale).FirstOrDefault(), fresh));
    }

    private static AppPackage With(AppPackage package, string entity, string field, JsonElement property)
    {
        var path = $"entities/{entity}.json";
        try
        {
            if (package.Files.TryGetValue(path, out var file) && JsonNode.Parse(file.Text) is JsonObject root && root["properties"] is JsonObject properties && properties.ContainsKey(field))
            {
                properties[field] = JsonNode.Parse(property.GetRawText());
                return package.With(PackageFile.FromText(path, root.ToJsonString()));
            }
        }
        catch (JsonException)
        {
            // Said below: what cannot be read has no such field.
        }
        throw new ApiProblem(404, "not_found", LocalizedText.Of($"The draft has no field {entity}.{field}.", $"下書きに項目 {entity}.{field} はありません。"));
    }
}
