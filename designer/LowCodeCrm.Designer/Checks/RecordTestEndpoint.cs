using System.Text.Json;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Testing.Recording;

namespace LowCodeCrm.Designer.Checks;

/// <summary>
/// <c>POST …/test/record {"entity", "id", "transition"?, "values"?, "name"?, "mask"?}</c> → a test of the draft's rules made from a real record. Nothing is written:
/// whoever asked puts the text where it belongs.
/// </summary>
internal static class RecordTestEndpoint
{
    private sealed record Body(string? Entity, Guid Id, string? Transition, JsonElement? Values, string? Name, bool? Mask);

    public static async Task RecordAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<Body>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        if (body.Name is { Length: > 0 } name && !name.All(c => char.IsLetterOrDigit(c) || c == '_')) throw ApiProblem.Malformed("\"name\" is a name of letters, digits and _.", "\"name\" には文字、数字、_ を使ってください。", "name");
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var compiled = AppCompiler.Compile(draft.Package);
        if (compiled.App is null) throw DesignJson.Rejected(compiled.Diagnostics, request.Locale);
        using var app = compiled.App;
        using var lease = request.Host.Lease();
        var entity = body.Entity is { } asked && lease.App.Model.Find(asked) is { IsSystem: false } found ? found
            : throw ApiProblem.NotFound($"The app has no entity '{body.Entity}'.", $"このアプリにエンティティ「{body.Entity}」はありません。");
        var input = body.Values is { ValueKind: JsonValueKind.Object } values ? new JsonInputReader(InputContext.For(lease.App.Model, SaveLimits.Default)).Read(entity, values) : null;
        try
        {
            var test = await request.Service<TestRecorder>().RecordAsync(lease, app, new RecordingRequest(entity, body.Id, string.IsNullOrEmpty(body.Name) ? null : body.Name, body.Transition, input, body.Mask ?? true), request.CancellationToken);
            await request.Context.WriteAsync(new { name = test.Name, text = test.Text, rejected = test.IsRejected, masked = test.Masked, kept = test.Kept, leftOut = test.LeftOut });
        }
        catch (RecordingException failure)
        {
            throw new ApiProblem(422, "not_recorded", failure.Text);
        }
    }
}
