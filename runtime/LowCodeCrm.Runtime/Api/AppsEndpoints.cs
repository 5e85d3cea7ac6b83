using LowCodeCrm.Runtime.Apps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary><c>/api/</c>: the apps that the caller may open; <c>/health/…</c>: for load balancers.</summary>
public static class AppsEndpoints
{
    public sealed record AppAnswer(string Name, string Title, int Version);

    public static void MapApps(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api", (HttpContext context, AppCatalog catalog) => Results.Ok(new { value = catalog.Apps.Where(host => host.IsLive).Select(host => Describe(host, context)) }));
        endpoints.MapGet("/health/live", () => Results.Text("live")).WithMetadata(new AllowAnonymousAttribute());
        endpoints.MapGet("/health/ready", () => Results.Text("ready")).WithMetadata(new AllowAnonymousAttribute());
    }

    private static AppAnswer Describe(AppHost host, HttpContext context)
    {
        using var lease = host.Lease();
        return new AppAnswer(host.Name, lease.App.Model.Title.For(context.Caller().Locale, lease.App.Model.DefaultLocale), lease.Version.Number);
    }
}
