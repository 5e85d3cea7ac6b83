using LowCodeCrm.Engine;
using LowCodeCrm.Runtime.Api.Description;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>The running server, put together: services, the order of middleware, and every endpoint.</summary>
public static class CrmServer
{
    public static IServiceCollection AddCrm(this IServiceCollection services, SystemStore system, AppCatalog catalog, SecurityOptions security)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(security);
        services.AddSingleton(system);
        services.AddSingleton<UserStore>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton(catalog);
        services.AddSingleton<UserDirectory>();
        services.AddSaving(catalog.Folder.Root);
        // What cannot be bound becomes a problem like any other, not an empty answer.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Errors around all that may fail, then who is calling, then which version; only then does an endpoint run.</summary>
    public static void UseCrm(this WebApplication app, Action<IEndpointRouteBuilder>? more = null)
    {
        app.Use(SecurityHeaders);
        app.UseMiddleware<ErrorMiddleware>();
        app.Use(HeadAsGet);
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseMiddleware<LeaseMiddleware>();

        app.MapAuth();
        app.MapApps();
        var api = app.MapGroup("/api/{app}");
        api.MapQueries();
        api.MapRecords();
        api.MapImport();
        api.MapExport();
        api.MapDescription();
        api.MapFiles();
        api.MapSettings();
        api.MapChanges();
        more?.Invoke(app);
        app.MapFallback((HttpContext _) => throw ApiProblem.NotFound());
    }

    // What GET answers, HEAD answers without the body, which the server leaves out by itself.
    private static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
