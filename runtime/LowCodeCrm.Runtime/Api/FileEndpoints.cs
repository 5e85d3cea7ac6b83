using System.Net.Mime;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Uploading and downloading files of file and image fields.</summary>
public static class FileEndpoints
{
    private const int MaxName = 255;
    // Room for the headers and fields beside the file.
    private const int PartsAround = 64 * 1024;

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapPost("/files", UploadAsync);
        app.MapGet("/files/{id}", DownloadAsync);
    }

    private static async Task UploadAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        var files = context.RequestServices.GetRequiredService<FileStore>();
        // Twice the limit, so that who sends somewhat too much reads our answer instead of a broken connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = files.Limits.MaxBytes * 2;
        if (context.Request.ContentLength > files.Limits.MaxBytes + PartsAround) throw ApiProblem.TooLarge(files.Limits.MaxBytes);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw ApiProblem.Malformed("Send the file as multipart/form-data.", "ファイルは multipart/form-data で送信してください。");
        var reader = new MultipartReader(boundary, context.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                var name = Path.GetFileName((disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value!.Replace('\\', '/'));
                name = new string([.. name.Where(c => !char.IsControl(c))]);
                if (name.Length is 0 or > MaxName) throw ApiProblem.Malformed($"The file needs a name of up to {MaxName} characters.", $"ファイル名は 1～{MaxName} 文字にしてください。");
                if (files.Limits.RefusedExtensions.Contains(Path.GetExtension(name)))
                    throw new ApiProblem(422, "file_type", LocalizedText.Of($"Files of the kind {Path.GetExtension(name)} are not taken.", $"{Path.GetExtension(name)} 形式のファイルは受け付けません。"));
                var media = MediaTypeHeaderValue.TryParse(section.ContentType, out var given) ? given.MediaType.Value! : MediaTypeNames.Application.Octet;
                var value = await files.AddAsync(request.Lease, request.Caller, name, media, section.Body, context.RequestAborted) ?? throw ApiProblem.TooLarge(files.Limits.MaxBytes);
                context.Response.StatusCode = StatusCodes.Status201Created;
                context.Response.Headers.Location = $"{RecordEndpoints.BaseUrl(context, request)}/files/{value.Id:D}";
                await context.Response.WriteAsJsonAsync(new { id = value.Id, name = value.Name, type = value.Type, size = value.Size }, context.RequestAborted);
                return;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            throw ApiProblem.Malformed("The multipart body cannot be read.", "multipart の本文を読み取れません。");
        }
        throw ApiProblem.Malformed("The request has no file.", "リクエストにファイルがありません。");
    }

    private static async Task DownloadAsync(HttpContext context, string id)
    {
        var request = context.ApiRequest();
        if (!Guid.TryParseExact(id, "D", out var guid)) throw ApiProblem.NotFound();
        var files = context.RequestServices.GetRequiredService<FileStore>();
        var file = await files.FindAsync(request.Lease, request.Caller, guid, context.RequestAborted) ?? throw ApiProblem.NotFound();
        var disposition = new ContentDispositionHeaderValue(files.Limits.PictureTypes.Contains(file.Value.Type) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Value.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        // What somebody uploaded must never run in our origin.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        await Results.File(file.Path, file.Value.Type, enableRangeProcessing: true).ExecuteAsync(context);
    }
}
