using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>What an app says of itself: <c>/meta</c> for the web app, <c>/openapi.json</c> for integrators.</summary>
public static class DescriptionEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapDescription(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/meta", Reading, MetaAsync);
        app.MapMethods("/openapi.json", Reading, OpenApiAsync);
    }

    private static async Task MetaAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var document = MetaDocument.Of(request.Lease.Version);
        var user = MetaAnswer.User(context, request.Caller);
        await MetaAnswer.WriteAsync(context, [document.Body, user], [document.Hash, user], "application/json; charset=utf-8");
    }

    private static async Task OpenApiAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var document = await OpenApiDocuments.OfAsync(request.Lease.Version, request.Locale, context.RequestAborted);
        await MetaAnswer.WriteAsync(context, [document], [document], "application/vnd.oai.openapi+json;version=3.1; charset=utf-8");
    }
}
