using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary>The caller's own JSON: saved views, column choice, drafts of forms.</summary>
public static class SettingsEndpoints
{
    /// <summary>Largest setting, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;
    private const int MaxName = 100;

    private static readonly Statement Select = new("SELECT \"value\" FROM \"$setting\" WHERE \"user_id\" = @p0 AND \"name\" = @p1", 2);
    private static readonly Statement Upsert = new(
        "INSERT INTO \"$setting\" (\"user_id\", \"name\", \"value\", \"updated_at\") VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (\"user_id\", \"name\") DO UPDATE SET \"value\" = @p2, \"updated_at\" = @p3", 4);

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapGet("/settings/{name}", GetAsync);
        app.MapPut("/settings/{name}", PutAsync);
    }

    private static async Task GetAsync(HttpContext context, string name)
    {
        var request = context.ApiRequest();
        // Nothing kept yet is as empty as anything else: null.
        var value = "null";
        await using (var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted))
        {
            using var reader = PreparedStatements.Prepare(connection, null, Select).Bind([request.Lease.Database.Codec.ToGuid(request.Caller.UserId), name]).ExecuteReader();
            if (reader.Read()) value = reader.GetString(0);
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(value, context.RequestAborted);
    }

    private static async Task PutAsync(HttpContext context, string name, AppCatalog catalog)
    {
        var request = context.ApiRequest();
        if (name.Length > MaxName) throw ApiProblem.Malformed($"The name of a setting may have {MaxName} characters.", $"設定の名前は {MaxName} 文字以内にしてください。");
        using var json = await JsonBody.ReadAsync(context, MaxBytes) ?? throw ApiProblem.Malformed("The request needs a JSON body.", "JSON の本文が必要です。");
        var body = json.RootElement.GetRawText();
        if (KeptNames.For(request, catalog) is { } changes) (name, body) = KeptNames.InSetting(changes, name, body);
        var codec = request.Lease.Database.Codec;
        var clock = (TimeProvider?)context.RequestServices.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        await request.Lease.Database.WriteAsync((session, _) =>
        {
            PreparedStatements.Prepare(session.Connection, session.Transaction, Upsert).Bind([codec.ToGuid(request.Caller.UserId), name, body, codec.ToDateTime(clock.GetUtcNow().UtcDateTime)]).ExecuteNonQuery();
            return ValueTask.FromResult(true);
        }, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
