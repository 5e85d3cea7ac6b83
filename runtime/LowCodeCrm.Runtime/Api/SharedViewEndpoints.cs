using System.Buffers;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Views that people share: <c>/api/{app}/$views</c>. A role sees those that are for it; the owner and administrators say for whom a view is and who changes it.</summary>
internal static class SharedViewEndpoints
{
    /// <summary>Largest view, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;
    /// <summary>Shared views of one app: whoever opens a list is given all of them.</summary>
    public const int MaxViews = 500;
    private const int MaxTitle = 100;
    private const string Owner = "owner", All = "all";

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapSharedViews(this IEndpointRouteBuilder app)
    {
        app.MapGet("/$views", ListAsync);
        app.MapPut("/$views/{id:guid}", PutAsync);
        app.MapDelete("/$views/{id:guid}", DeleteAsync);
    }

    private static async Task ListAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        List<SharedView> views;
        await using (var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted)) views = SharedViewStore.All(connection, request.Lease.Database.Codec);
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var view in views.Where(view => view.IsSeenBy(request.Caller))) Write(writer, request, view);
            writer.WriteEndArray();
            writer.WriteEndObject();
        })).WriteAsync(context);
    }

    private static async Task PutAsync(HttpContext context, Guid id, TimeProvider clock, AppCatalog catalog)
    {
        var request = context.ApiRequest();
        using var json = await JsonBody.ReadAsync(context, MaxBytes) ?? throw ApiProblem.Malformed("The request needs a JSON body.", "JSON の本文が必要です。");
        var sent = Read(request, id, json.RootElement);
        if (KeptNames.For(request, catalog) is { } changes) sent = sent with { Definition = KeptNames.InDefinition(changes, request.Model.Entities.First(entity => entity.Id == sent.EntityId).Name, sent.Definition) };
        var codec = request.Lease.Database.Codec;
        var (view, isNew) = await request.Lease.Database.WriteAsync((session, _) =>
        {
            var stored = SharedViewStore.Find(session.Connection, session.Transaction, codec, id);
            var next = stored is null ? First(session.Connection, sent) : Changed(request, stored, sent);
            SharedViewStore.Write(session, codec, next, clock.GetUtcNow().UtcDateTime, request.Caller.UserId);
            return ValueTask.FromResult((next, stored is null));
        }, context.RequestAborted);
        await Answer.Json(isNew ? 201 : 200, Json(writer => Write(writer, request, view))).WriteAsync(context);

        SharedView First(System.Data.Common.DbConnection connection, SharedView view) => SharedViewStore.All(connection, codec).Count < MaxViews ? view with { Version = 1 }
            : throw new ApiProblem(422, "rejected", LocalizedText.Of($"An app has {MaxViews} shared views at most. Delete some that nobody uses.", $"共有ビューは 1 アプリにつき {MaxViews} 件までです。使われていないものを削除してください。"));
    }

    private static async Task DeleteAsync(HttpContext context, Guid id)
    {
        var request = context.ApiRequest();
        var codec = request.Lease.Database.Codec;
        await request.Lease.Database.WriteAsync((session, _) =>
        {
            var stored = Known(request, SharedViewStore.Find(session.Connection, session.Transaction, codec, id));
            if (!stored.IsRuledBy(request.Caller)) throw ApiProblem.Forbidden("Only who shared a view, or an administrator, deletes it.", "共有ビューを削除できるのは、共有した人と管理者だけです。");
            SharedViewStore.Delete(session, codec, id);
            return ValueTask.FromResult(true);
        }, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static SharedView Known(ApiRequest request, SharedView? view) => view is not null && view.IsSeenBy(request.Caller) ? view : throw ApiProblem.NotFound();

    private static SharedView Changed(ApiRequest request, SharedView? found, SharedView sent)
    {
        var stored = Known(request, found);
        if (stored.EntityId != sent.EntityId) throw ApiProblem.Malformed("A view stays with its entity.", "ビューの対象は変更できません。", "entity");
        if (!stored.IsChangedBy(request.Caller)) throw ApiProblem.Forbidden($"Only {stored.OwnerName}, who shared the view, or an administrator changes it. Save it as your own.", $"このビューを変更できるのは、共有した {stored.OwnerName} さんと管理者だけです。自分のビューとして保存してください。");
        if ((stored.Role != sent.Role || stored.ByAll != sent.ByAll) && !stored.IsRuledBy(request.Caller))
            throw ApiProblem.Forbidden("Only who shared a view, or an administrator, says for whom it is.", "共有の範囲を変更できるのは、共有した人と管理者だけです。");
        // Sent by who saw an older state, it would take back what somebody else changed since.
        if (sent.Version != 0 && sent.Version != stored.Version)
            throw new ApiProblem(412, "conflict", LocalizedText.Of("Somebody else has changed the view meanwhile. Open it again.", "ほかの人がこのビューを変更しました。開き直してください。"));
        return sent with { Owner = stored.Owner, OwnerName = stored.OwnerName, Version = stored.Version + 1 };
    }

    private static SharedView Read(ApiRequest request, Guid id, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) throw ApiProblem.Malformed("The body is an object.", "本文はオブジェクトです。");
        var entity = request.Entity(Text(body, "entity") ?? throw Missing("entity"));
        if (!RecordPolicy.MayRead(request.Caller, entity)) throw ApiProblem.NotFound();
        var title = Text(body, "title")?.Trim();
        if (string.IsNullOrEmpty(title)) throw Missing("title");
        if (title.Length > MaxTitle) throw ApiProblem.Malformed($"A title has {MaxTitle} characters at most.", $"タイトルは {MaxTitle} 文字以内にしてください。", "title");
        var role = Text(body, "role");
        if (role is not null && request.Model.Roles.All(known => known.Name != role)) throw ApiProblem.Malformed($"The app has no role '{role}'.", $"このアプリにロール「{role}」はありません。", "role");
        var editors = Text(body, "editors") ?? Owner;
        if (editors is not (Owner or All)) throw ApiProblem.Malformed($"\"editors\" is \"{Owner}\" or \"{All}\".", $"\"editors\" は \"{Owner}\" か \"{All}\" です。", "editors");
        if (!body.TryGetProperty("definition", out var definition) || definition.ValueKind != JsonValueKind.Object) throw Missing("definition");
        var version = body.TryGetProperty("version", out var seen) && seen.TryGetInt64(out var number) ? number : 0;
        return new SharedView(id, entity.Id, title, role, editors == All, request.Caller.UserId, request.Caller.UserName, definition.GetRawText(), Math.Max(0, version));
    }

    private static ApiProblem Missing(string name) => ApiProblem.Malformed($"The body must have \"{name}\".", $"本文に \"{name}\" が必要です。", name);

    private static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw ApiProblem.Malformed($"\"{name}\" is a text.", $"\"{name}\" は文字列です。", name);

    private static void Write(Utf8JsonWriter writer, ApiRequest request, SharedView view)
    {
        // What is no longer in the app, or not for the caller, has nothing to list.
        if (request.Model.Entities.FirstOrDefault(one => one.Id == view.EntityId) is not { } entity || !RecordPolicy.MayRead(request.Caller, entity)) return;
        writer.WriteStartObject();
        writer.WriteString("id", view.Id);
        writer.WriteString("entity", entity.Name);
        writer.WriteString("title", view.Title);
        writer.WriteString("role", view.Role);
        writer.WriteString("editors", view.ByAll ? All : Owner);
        writer.WriteStartObject("owner");
        writer.WriteString("id", view.Owner);
        writer.WriteString("name", view.OwnerName);
        writer.WriteEndObject();
        writer.WriteNumber("version", view.Version);
        writer.WriteBoolean("mayChange", view.IsChangedBy(request.Caller));
        writer.WriteBoolean("mayShare", view.IsRuledBy(request.Caller));
        writer.WritePropertyName("definition");
        writer.WriteRawValue(view.Definition);
        writer.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
