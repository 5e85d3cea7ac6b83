using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LowCodeCrm.Runtime.Api;

/// <summary>The path of a request as it was sent, so that an escaped slash inside a key is none of the path's.</summary>
internal static class RequestPath
{
    /// <summary>What stands behind <c>/api/{app}/</c>, escapes kept, without the query.</summary>
    public static string BelowApp(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : context.Request.PathBase + context.Request.Path.ToUriComponent();
        // An absolute form has scheme and host before the path.
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) target = target.IndexOf('/', scheme + 3) is >= 0 and var slash ? target[slash..] : "/";
        var query = target.IndexOf('?');
        var path = query < 0 ? target : target[..query];
        if (context.Request.PathBase.HasValue) path = path[Math.Min(path.Length, context.Request.PathBase.ToUriComponent().Length)..];
        var second = path.IndexOf('/', 1);
        var third = second < 0 ? -1 : path.IndexOf('/', second + 1);
        return third < 0 ? "" : path[(third + 1)..];
    }
}
