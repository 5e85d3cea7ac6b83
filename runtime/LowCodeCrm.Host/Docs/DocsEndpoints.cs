using System.Collections.Concurrent;
using System.Text;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Docs;

/// <summary>
/// The reference under <c>/docs</c>, in the reader's language. It answers without signing in: it is the same for everybody, and the <c>type</c> of every error,
/// a missing sign-in too, points into it (docs/decisions, "The reference is public").
/// </summary>
internal static class DocsEndpoints
{
    private static readonly ConcurrentDictionary<(string Path, string Locale, string Query, bool MayRun), byte[]> rendered = new();

    public static void MapDocs(this IEndpointRouteBuilder app)
    {
        foreach (var page in DocsPages.All)
            app.MapGet(page.Path, (HttpContext context) => AnswerAsync(context, page)).WithMetadata(new AllowAnonymousAttribute());
        app.MapGet(DocsLayout.StylePath, StyleAsync).WithMetadata(new AllowAnonymousAttribute());
    }

    private static async Task AnswerAsync(HttpContext context, DocsPage page)
    {
        var (locale, query) = context.Request.Query["lang"].ToString() switch
        {
            "en" => ("en", "?lang=en"),
            "ja" => ("ja", "?lang=ja"),
            _ => (context.Features.Get<Caller>()?.Locale is "ja" ? "ja" : RequestLanguage.Of(context.Request, null, "en"), ""),
        };
        // An expression takes what its fuel allows; rules are compiled, which is for those who may change apps.
        var mayRun = page.Example is { } example && context.Features.Get<Caller>() is { } caller && (example.IsExpression || caller.IsAdministrator);
        var body = mayRun && context.Request.Query["try"] is [{ Length: > 0 } text]
            ? Encoding.UTF8.GetBytes(DocsLayout.Page(page, locale, query, true, (text, await ExampleRunner.RunAsync(page.Example!, text, locale, context.RequestAborted))))
            // The tables don't change while the process runs.
            : rendered.GetOrAdd((page.Path, locale, query, mayRun), key => Encoding.UTF8.GetBytes(DocsLayout.Page(page, key.Locale, key.Query, key.MayRun)));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.ContentLanguage = locale;
        headers.Vary = "Accept-Language, Authorization, Cookie";
        headers.CacheControl = "private, max-age=300";
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task StyleAsync(HttpContext context)
    {
        // Its address has a hash of what is in it.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.ContentLength = DocsLayout.Style.Length;
        await context.Response.Body.WriteAsync(DocsLayout.Style, context.RequestAborted);
    }
}
