using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Host.Web;

/// <summary>
/// The web apps: <c>/</c>, <c>/sign-in</c> and <c>/app/…</c> for those who work with an app, <c>/design/…</c> for those who shape it. The pages are open, since
/// they hold no data: what they show they ask of the API.
/// </summary>
internal static class WebEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapWeb(this IEndpointRouteBuilder endpoints)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "web");
        var assets = WebAssets.Read(Path.Combine(root, "app", "assets"), Path.Combine(root, "design", "assets"));
        Open(endpoints, "/assets/{**path}", context => assets.TryWrite(context, (string?)context.GetRouteValue("path") ?? "", out var written) ? written : throw ApiProblem.NotFound());
        if (WebPage.Read(Path.Combine(root, "app", "index.html"), styleAttributes: false) is { } app)
            foreach (var path in (string[])["/", "/sign-in", "/app/{**path}"]) Open(endpoints, path, app.WriteAsync);
        if (WebPage.Read(Path.Combine(root, "design", "index.html"), styleAttributes: true) is not { } design) return;
        Open(endpoints, "/design/{**path}", design.WriteAsync);
        // The designer's API shares its first segment with the pages, and an unknown address of it is no page.
        endpoints.Map("/design/api/{**path}", (HttpContext _) => throw ApiProblem.NotFound());
    }

    private static void Open(IEndpointRouteBuilder endpoints, string path, RequestDelegate answer) =>
        endpoints.MapMethods(path, Reading, answer).WithMetadata(new AllowAnonymousAttribute());
}
