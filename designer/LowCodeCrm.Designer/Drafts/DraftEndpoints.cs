using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>The draft, file by file and as a whole.</summary>
internal static class DraftEndpoints
{
    private sealed record FileAnswer(string Path, string Etag);

    public static void MapDrafts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("GET", "draft/files", ListAsync);
        endpoints.MapDesign("GET", "draft/files/{**path}", GetAsync);
        endpoints.MapDesign("PUT", "draft/files/{**path}", PutAsync);
        endpoints.MapDesign("DELETE", "draft/files/{**path}", DeleteAsync);
        endpoints.MapDesign("GET", "package", GetPackageAsync);
        endpoints.MapDesign("PUT", "package", PutPackageAsync);
    }

    private static async Task ListAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        await request.Context.WriteAsync(new { value = draft.Package.Files.Values.Select(file => new FileAnswer(file.Path, FileTag.Of(file))) });
    }

    private static async Task GetAsync(DesignRequest request)
    {
        var path = PathOf(request);
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        if (!draft.Package.Files.TryGetValue(path, out var file)) throw DraftPaths.NotFound(path);
        await WriteAsync(request, file);
    }

    /// <summary>A file as it is, unless the client has it already.</summary>
    internal static async Task WriteAsync(DesignRequest request, PackageFile file)
    {
        var (response, tag) = (request.Context.Response, FileTag.Of(file));
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (FileTag.IsFresh(request.Context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = DraftPaths.ContentType(file.Path);
        response.ContentLength = file.Content.Length;
        await response.Body.WriteAsync(file.Content.AsMemory(), request.CancellationToken);
    }

    private static async Task PutAsync(DesignRequest request)
    {
        var path = PathOf(request);
        var content = await DesignJson.ReadBytesAsync(request.Context, request.Service<DesignerOptions>().Limits.MaxFileBytes);
        var file = new PackageFile(path, [.. content]);
        var isNew = await request.Service<DraftStore>().PutAsync(request.Host, file, tag => FileTag.Check(request.Context.Request, tag), request.Caller, request.CancellationToken);
        request.Context.Response.Headers.ETag = FileTag.Of(file);
        request.Context.Response.StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
    }

    private static async Task DeleteAsync(DesignRequest request)
    {
        await request.Service<DraftStore>().DeleteAsync(request.Host, PathOf(request), tag => FileTag.Check(request.Context.Request, tag), request.Caller, request.CancellationToken);
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task GetPackageAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        using var archive = new MemoryStream();
        PackageFiles.WriteArchive(draft.Package, archive);
        var response = request.Context.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"app.crmapp\"; filename*=UTF-8''{Uri.EscapeDataString(request.Host.Name)}.crmapp";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = archive.Length;
        await response.Body.WriteAsync(archive.GetBuffer().AsMemory(0, (int)archive.Length), request.CancellationToken);
    }

    private static async Task PutPackageAsync(DesignRequest request)
    {
        var package = await PackageBody.ReadAsync(request.Context, request.Service<DesignerOptions>());
        await request.Service<DraftStore>().ReplaceAsync(request.Host, package, request.Caller, request.CancellationToken);
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string PathOf(DesignRequest request) => DraftPaths.Of(request.Context.Request.RouteValues["path"] as string);
}
