using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Leases the version that a request under <c>/api/{app}</c> runs on, from its start to its end.</summary>
public sealed class LeaseMiddleware(RequestDelegate next, AppCatalog catalog, UserDirectory users)
{
    public const string VersionHeader = "App-Version";

    /// <summary>Goes with answers of a version that is no longer the live one, and names that: so that a page learns of a publish with whatever it asks.</summary>
    public const string LiveVersionHeader = "App-Live-Version";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is null || context.Request.RouteValues.GetValueOrDefault("app") is not string name || !context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        var host = catalog.Find(name) ?? throw ApiProblem.NotFound($"There is no app '{name}', or you may not open it.", $"アプリ「{name}」は存在しないか、開く権限がありません。");
        using var lease = await LeaseAsync(host, context.Request, context.RequestAborted);
        var caller = context.Caller();
        var model = lease.App.Model;
        // The app's default language stands behind the request's and the user's.
        if (context.Features.Get<Credential>() is { } credential)
            caller = caller with { Locale = RequestLanguage.Of(context.Request, credential.User.Locale, model.DefaultLocale) };
        await users.EnsureAsync(lease.Version, context.Features.Get<Credential>()!.User, context.RequestAborted);
        context.Features.Set(caller);
        context.Features.Set(new ApiRequest(lease, caller));
        context.Response.Headers[VersionHeader] = lease.Version.Number.ToString(CultureInfo.InvariantCulture);
        if (host.LiveVersion is { } live && live != lease.Version.Number) context.Response.Headers[LiveVersionHeader] = live.ToString(CultureInfo.InvariantCulture);
        await next(context);
    }

    private static async ValueTask<AppLease> LeaseAsync(AppHost host, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValue(VersionHeader, out var asked)) return host.Lease();
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw ApiProblem.Malformed("App-Version is a whole number, as the server sent it.", "App-Version にはサーバーが返した整数を指定してください。", VersionHeader);
        return await host.LeaseAsync(number, cancellationToken) ?? throw new ApiProblem(409, "app_changed", LocalizedText.Of(
            "The app has been published anew since you opened it. Reload; what you typed is kept.",
            "開いている間にアプリが新しく公開されました。再読み込みしてください。入力した内容は保持されます。"));
    }
}
