using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A GET inside a batch: runs the endpoint that the same GET by itself would, for the same caller and on the same leased version.</summary>
internal static class SubRequest
{
    /// <param name="outer">The batch.</param>
    /// <param name="path">Below the app, with its query.</param>
    public static async Task<Answer> GetAsync(HttpContext outer, string path)
    {
        var request = outer.ApiRequest();
        var question = path.IndexOf('?');
        var inner = new DefaultHttpContext { RequestServices = outer.RequestServices, RequestAborted = outer.RequestAborted, User = outer.User };
        inner.Request.Method = "GET";
        inner.Request.Scheme = outer.Request.Scheme;
        inner.Request.Host = outer.Request.Host;
        inner.Request.PathBase = outer.Request.PathBase;
        inner.Request.Path = $"/api/{request.Lease.Version.AppName}/{Uri.UnescapeDataString(question < 0 ? path : path[..question])}";
        inner.Features.Get<IHttpRequestFeature>()!.RawTarget = $"/api/{Uri.EscapeDataString(request.Lease.Version.AppName)}/{path}";
        inner.Request.QueryString = question < 0 ? QueryString.Empty : new QueryString(path[question..]);
        inner.Features.Set(request);
        inner.Features.Set(request.Caller);
        using var body = new MemoryStream();
        inner.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        try
        {
            var (endpoint, values) = Find(outer.RequestServices, inner.Request.Path) ?? throw ApiProblem.NotFound();
            inner.Request.RouteValues = values;
            inner.SetEndpoint(endpoint);
            await endpoint.RequestDelegate!(inner);
            await inner.Response.CompleteAsync();
            var headers = inner.Response.Headers.Where(h => h.Key is "ETag" or "Content-Type" or "OData-Version").ToDictionary(h => h.Key, h => h.Value.ToString());
            return new Answer(inner.Response.StatusCode, body.ToArray(), headers);
        }
        catch (ApiProblem problem)
        {
            return Answer.Problem(problem, request.Locale);
        }
    }

    private static (Endpoint Endpoint, RouteValueDictionary Values)? Find(IServiceProvider services, PathString path)
    {
        (RouteEndpoint Endpoint, RouteValueDictionary Values)? best = null;
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.RequestDelegate is null || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods || !methods.HttpMethods.Contains("GET")) continue;
            var values = new RouteValueDictionary();
            if (!new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, values)) continue;
            if (best is null || endpoint.RoutePattern.InboundPrecedence < best.Value.Endpoint.RoutePattern.InboundPrecedence) best = (endpoint, values);
        }
        return best is { } found ? (found.Endpoint, found.Values) : null;
    }
}
