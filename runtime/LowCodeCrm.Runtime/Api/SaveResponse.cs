using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What became of a save, in HTTP. Nothing else maps it.</summary>
internal static class SaveResponse
{
    public static ApiProblem? ProblemOf(CompiledApp app, SaveResult result) => result switch
    {
        Saved or Unchanged or Deleted => null,
        Rejected rejected => ProblemOf(rejected),
        Malformed malformed => Of(400, "malformed", "The request is malformed.", "リクエストの内容が正しくありません。", malformed.Violations),
        NotFound => ApiProblem.NotFound(),
        Forbidden forbidden => ApiProblem.Forbidden(forbidden.Message, forbidden.Message),
        KeyTaken taken => new ApiProblem(409, "key_taken", LocalizedText.Plain(taken.Message), [.. taken.Fields.Select(f => new ProblemDetail("key_taken", f, LocalizedText.Plain(taken.Message)))]),
        Restricted restricted => new ApiProblem(409, "restricted", LocalizedText.Plain(restricted.Message)),
        Conflict conflict => new ApiProblem(412, "conflict", LocalizedText.Of(
            "Somebody else changed the record in the meantime. Look at the differing fields and save again.", "ほかの人がこのレコードを先に更新しました。異なる項目を確認して、もう一度保存してください。"),
            [.. conflict.Differing.Select(f => new ProblemDetail("conflict", JsonInputReader.PropertyOf(f), LocalizedText.Of("The field was changed by somebody else.", "この項目はほかの人が変更しました。")))])
        {
            Extensions = new Dictionary<string, object?> { ["etag"] = RecordJson.ETag(conflict.Stored), ["conflicts"] = Versions(app, conflict) },
        },
        _ => throw new UnreachableException(),
    };

    public static ApiProblem ProblemOf(Rejected rejected) => Of(422, "rejected", "Rules or types said no.", "ルールまたは型の検査により保存できません。", rejected.Violations);

    public static Answer Of(CompiledApp app, Entity entity, SaveResult result, SaveTransaction transaction, RecordReply reply, string locale)
    {
        if (ProblemOf(app, result) is { } problem) return Answer.Problem(problem, locale);
        var record = result switch { Saved saved => saved.Record, Unchanged unchanged => unchanged.Record, _ => null };
        if (record is null) return new Answer(204, [], Answer.NoHeaders);
        var created = result is Saved { Created: true };
        var headers = new Dictionary<string, string> { ["ETag"] = RecordJson.ETag(record), [QueryEndpoints.ODataVersion] = "4.01" };
        var location = $"{reply.BaseUrl}/{Uri.EscapeDataString(entity.Name)}/{record.Id:D}";
        if (created) headers["Location"] = location;
        if (reply.Return is { } preference) headers["Preference-Applied"] = $"return={preference}";
        if (reply.Return != "minimal")
        {
            headers["Content-Type"] = reply.ContentType;
            return new Answer(created ? 201 : 200, RecordJson.Write(app, entity, record, field => transaction.LinksOf(field, record.Id), reply), headers);
        }
        headers["OData-EntityId"] = location;
        return new Answer(204, [], headers);
    }

    private static ApiProblem Of(int status, string code, string en, string ja, ImmutableArray<Violation> violations)
    {
        // One sentence alone says more than "see details".
        var text = violations is [var only] ? LocalizedText.Plain(only.Message) : LocalizedText.Of(en, ja);
        return new ApiProblem(status, code, text,
            [.. violations.SelectMany(v => (v.Fields.IsEmpty ? [null] : v.Fields.Select(f => (string?)f)).Select(f => new ProblemDetail(v.Code, f, LocalizedText.Plain(v.Message), v.Rule)))]);
    }

    private static JsonArray Versions(CompiledApp app, Conflict conflict)
    {
        var module = app.Modules[conflict.Stored.EntityIndex];
        return [.. conflict.Differing.Select(f => (JsonNode)new JsonObject
        {
            ["field"] = JsonInputReader.PropertyOf(f), ["stored"] = Value(module, f, conflict.Stored), ["sent"] = Value(module, f, conflict.Sent),
        })];
    }

    private static JsonNode? Value(EntityModule module, Field field, EntityRecord record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions)) module.WriteField(field.Index, record, writer);
        return JsonNode.Parse(buffer.ToArray());
    }
}

/// <param name="BaseUrl">Of the app: <c>https://host/api/sales-crm</c>.</param>
/// <param name="Return"><c>minimal</c>, <c>representation</c> or null, as <c>Prefer</c> says.</param>
/// <param name="NumbersAsText">Decimals and 64-bit integers as strings, as <c>Accept</c> asks.</param>
internal sealed record RecordReply(string BaseUrl, string? Return, bool NumbersAsText = false)
{
    public string ContentType => NumbersAsText ? "application/json;IEEE754Compatible=true;charset=utf-8" : "application/json; charset=utf-8";
}
