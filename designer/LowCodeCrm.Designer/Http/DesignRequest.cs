using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Designer.Http;

/// <summary>A request of an administrator about one app.</summary>
internal sealed record DesignRequest(HttpContext Context, Caller Caller, AppHost Host)
{
    public CancellationToken CancellationToken => Context.RequestAborted;
    public string Locale => Caller.Locale;
    public T Service<T>() where T : notnull => Context.RequestServices.GetRequiredService<T>();
}

/// <summary>Maps endpoints that look at who is calling before they look at anything else.</summary>
internal static class DesignRoutes
{
    private const string Base = "/design/api";

    /// <param name="endpoints">Of the server.</param>
    /// <param name="method">GET, POST …</param>
    /// <param name="pattern">Behind <c>/design/api/{app}</c>.</param>
    /// <param name="handler">Runs for an administrator, on an app that exists.</param>
    public static void MapDesign(this IEndpointRouteBuilder endpoints, string method, [StringSyntax("Route")] string pattern, Func<DesignRequest, Task> handler) =>
        endpoints.MapMethods($"{Base}/{{app}}/{pattern}", [method], context =>
        {
            var caller = Administrator(context);
            var name = (string)context.Request.RouteValues["app"]!;
            var host = context.RequestServices.GetRequiredService<AppCatalog>().Find(name) ?? throw ApiProblem.NotFound($"There is no app '{name}'.", $"アプリ「{name}」はありません。");
            return handler(new DesignRequest(context, caller, host));
        });

    /// <summary>Outside any app: <paramref name="pattern"/> stands behind <c>/design/api</c>.</summary>
    public static void MapDesigner(this IEndpointRouteBuilder endpoints, string method, [StringSyntax("Route")] string pattern, Func<HttpContext, Caller, Task> handler) =>
        endpoints.MapMethods($"{Base}/{pattern}", [method], context => handler(context, Administrator(context)));

    private static Caller Administrator(HttpContext context)
    {
        var caller = context.Caller();
        return caller.IsAdministrator ? caller : throw ApiProblem.Forbidden("Only administrators may change apps.", "アプリの変更は管理者だけが行えます。");
    }
}
