using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>Answers with a description: the part that is the caller's own, and a tag by which the client asks whether it is still the same.</summary>
public static class MetaAnswer
{
    /// <summary>The limits of this server and the caller's part, which end the document. The language of this one request is none of it.</summary>
    public static ReadOnlyMemory<byte> User(HttpContext context, Caller caller)
    {
        var credential = context.Features.Get<Credential>();
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            Limits(writer, context.RequestServices.GetRequiredService<FileLimits>());
            writer.WriteStartObject("user");
            writer.WriteString("id", caller.UserId);
            writer.WriteString("name", caller.UserName);
            writer.WriteString("displayName", credential?.User.DisplayName ?? caller.UserName);
            writer.WriteString("locale", credential?.User.Locale);
            writer.WriteString("timeZone", caller.TimeZone);
            writer.WriteNames("roles", caller.Roles);
            writer.WriteBoolean("administrator", caller.IsAdministrator);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        // {"limits": …, "user": …} goes on where the document stopped.
        var bytes = buffer.WrittenSpan.ToArray();
        bytes[0] = (byte)',';
        return bytes;
    }

    private static void Limits(Utf8JsonWriter writer, FileLimits files)
    {
        writer.WriteStartObject("limits");
        writer.WriteNumber("fileBytes", files.MaxBytes);
        writer.WriteNames("refusedFiles", files.RefusedExtensions.Order(StringComparer.Ordinal));
        writer.WriteNames("pictureTypes", files.PictureTypes);
        writer.WriteEndObject();
    }

    /// <param name="context">Of the request.</param>
    /// <param name="parts">The body, in pieces.</param>
    /// <param name="identity">What the tag is made from.</param>
    /// <param name="type">Content type.</param>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte>[] parts, ReadOnlyMemory<byte>[] identity, string type)
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
