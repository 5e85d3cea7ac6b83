using LowCodeCrm.Engine.Diagnostics;
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
        services.AddSingleton<Import.UserSeeder>();
        services.AddSingleton<Approvals.IRoleMembers, Approvals.AccountRoles>();
        services.AddHostedService<Approvals.ApprovalSweeper>();
        services.AddSaving(catalog.Folder.Root);
        services.AddSingleton<Automation.AutomationService>();
        services.AddHostedService(provider => provider.GetRequiredService<Automation.AutomationService>());
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

        var feed = app.Services.GetRequiredService<ChangeFeed>();
        app.Services.GetRequiredService<AppCatalog>().VersionChanged += change => feed.Publish(change.Version.AppName, [new VersionEvent(change.Version.Number)]);

        app.MapAuth();
        app.MapApps();
        var api = app.MapGroup("/api/{app}");
        api.MapUsers();
        api.MapQueries();
        api.MapRecords();
        api.MapApprovals();
        api.MapImport();
        api.MapExport();
        api.MapDescription();
        api.MapFiles();
        api.MapSettings();
        api.MapSharedViews();
        api.MapChanges();
        api.MapAutomation();
        more?.Invoke(app);
        app.Use(NothingThere);
    }

    // What GET answers, HEAD answers without the body, which the server leaves out by itself.
    private static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    // Routing has found nothing, or only endpoints of other methods, of which it makes an endpoint that says which.
    private static async Task NothingThere(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint) throw ApiProblem.NotFound();
        await next(context);
        if (endpoint is RouteEndpoint || context.Response is not { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }) return;
        var methods = context.Response.Headers.Allow.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        if (methods.Contains(HttpMethods.Get)) methods.Add(HttpMethods.Head);
        methods.Add(HttpMethods.Options);
        var allowed = string.Join(", ", methods.Order(StringComparer.Ordinal));
        context.Response.Headers.Allow = allowed;
        if (HttpMethods.IsOptions(context.Request.Method)) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else throw new ApiProblem(405, "method_not_allowed", LocalizedText.Of($"This address does not answer {context.Request.Method}. Use one of {allowed}.", $"このアドレスでは {context.Request.Method} を使用できません。使用できるメソッド: {allowed}"));
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
