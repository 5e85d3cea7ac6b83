using LowCodeCrm.Designer.Http;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>Publishing, rolling back, and the versions that there are.</summary>
internal static class PublishEndpoints
{
    private sealed record PublishBody(string[]? Consent);
    private sealed record RollbackBody(int? To);
    private sealed record VersionAnswer(int Version, DateTime At, string? By, bool Live);

    public static void MapPublishing(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("POST", "publish", PublishAsync);
        endpoints.MapDesign("POST", "rollback", RollBackAsync);
        endpoints.MapDesign("GET", "versions", VersionsAsync);
    }

    private static async Task PublishAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<PublishBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        await request.Context.WriteAsync(await request.Service<Publisher>().PublishAsync(request.Host, body.Consent ?? [], request.Caller, request.CancellationToken));
    }

    private static async Task RollBackAsync(DesignRequest request)
    {
        var body = await DesignJson.ReadAsync<RollbackBody>(request.Context, request.Service<DesignerOptions>().MaxJsonBytes);
        var to = body.To ?? throw ApiProblem.Malformed("Send {\"to\": version}.", "{\"to\": バージョン} を送信してください。", "to");
        await request.Context.WriteAsync(await request.Service<Publisher>().RollBackAsync(request.Host, to, request.Caller, request.CancellationToken));
    }

    private static async Task VersionsAsync(DesignRequest request)
    {
        var versions = await request.Host.VersionsAsync(request.CancellationToken);
        var users = request.Service<UserStore>();
        // Who is no more is still known by the name that they signed in with.
        await request.Context.WriteAsync(new { value = versions.Select(v => new VersionAnswer(v.Number, DateTime.SpecifyKind(v.At, DateTimeKind.Utc), (v.By is { } by ? users.Find(by)?.DisplayName : null) ?? v.ByName, v.IsLive)) });
    }
}
