using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using LowCodeCrm.Runtime.Security;
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
        var user = User(context, request);
        await AnswerAsync(context, [document.Body, user], [document.Hash, user], "application/json; charset=utf-8");
    }

    private static async Task OpenApiAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var document = await OpenApiDocuments.OfAsync(request.Lease.Version, request.Locale, context.RequestAborted);
        await AnswerAsync(context, [document], [document], "application/vnd.oai.openapi+json;version=3.1; charset=utf-8");
    }

    // The caller's part, which ends the document. The language of this one request is none of it.
    private static ReadOnlyMemory<byte> User(HttpContext context, ApiRequest request)
    {
        var credential = context.Features.Get<Credential>();
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("user");
            writer.WriteString("id", request.Caller.UserId);
            writer.WriteString("name", request.Caller.UserName);
            writer.WriteString("displayName", credential?.User.DisplayName ?? request.Caller.UserName);
            writer.WriteString("locale", credential?.User.Locale);
            writer.WriteString("timeZone", request.Caller.TimeZone);
            writer.WriteNames("roles", request.Caller.Roles);
            writer.WriteBoolean("administrator", request.Caller.IsAdministrator);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        // {"user": …} goes on where the document stopped.
        var bytes = buffer.WrittenSpan.ToArray();
        bytes[0] = (byte)',';
        return bytes;
    }

    private static async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte>[] parts, ReadOnlyMemory<byte>[] identity, string type)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in identity) hash.AppendData(part.Span);
        var etag = $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}\"";
        var response = context.Response;
        response.Headers.ETag = etag;
        // Kept by the client alone, and asked about each time: a publish must be seen at once.
        response.Headers.CacheControl = "private, no-cache";
        if (IsKnown(context.Request.Headers.IfNoneMatch.ToString(), etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = type;
        response.ContentLength = parts.Sum(part => part.Length);
        foreach (var part in parts) await response.Body.WriteAsync(part, context.RequestAborted);
    }

    private static bool IsKnown(string given, string etag) =>
        given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(one => one == "*" || one.AsSpan(one.StartsWith("W/", StringComparison.Ordinal) ? 2 : 0).SequenceEqual(etag));
}
