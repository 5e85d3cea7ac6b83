using System.Globalization;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Api;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>What published versions hold, and how two of them differ.</summary>
internal static class VersionEndpoints
{
    /// <param name="Before">Absent where the file is new or no text.</param>
    /// <param name="After">Absent where the file is gone or no text.</param>
    private sealed record FileDifference(string Path, string Kind, string? Before, string? After);

    private const string Draft = "draft";

    public static void MapVersions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("GET", "versions/{version}/files", ListAsync);
        endpoints.MapDesign("GET", "versions/{version}/files/{**path}", FileAsync);
        endpoints.MapDesign("GET", "versions/{version}/diff/{other}", DiffAsync);
    }

    private static async Task ListAsync(DesignRequest request)
    {
        var package = await PackageAsync(request, "version");
        await request.Context.WriteAsync(new { value = package.Files.Values.Select(file => new { path = file.Path, etag = FileTag.Of(file) }) });
    }

    private static async Task FileAsync(DesignRequest request)
    {
        var package = await PackageAsync(request, "version");
        var path = DraftPaths.Of(request.Context.Request.RouteValues["path"] as string);
        if (!package.Files.TryGetValue(path, out var file)) throw ApiProblem.NotFound($"The version has no file '{path}'.", $"このバージョンにファイル「{path}」はありません。");
        await DraftEndpoints.WriteAsync(request, file);
    }

    private static async Task DiffAsync(DesignRequest request)
    {
        var (before, after) = (await PackageAsync(request, "version"), await PackageAsync(request, "other"));
        var difference = DraftDifference.Between(before, after);
        var files = difference.Added.Select(path => Of(path, "added")).Concat(difference.Changed.Select(path => Of(path, "changed"))).Concat(difference.Removed.Select(path => Of(path, "removed")));
        var (old, now) = (Meant(request, before, "version"), Meant(request, after, "other"));
        var changes = PackageDiff.Between((before, old.Model), (after, now.Model), ModelDiff.Between(old.Model, now.Model), RuleDiff.Between(old.Rules, now.Rules), request.Locale);
        await request.Context.WriteAsync(new { files = files.OrderBy(f => f.Path, StringComparer.Ordinal), changes });

        FileDifference Of(string path, string kind) => new(path, kind, Text(before, path), Text(after, path));
        static string? Text(AppPackage package, string path) => package.Files.TryGetValue(path, out var file) ? DraftWholeEndpoints.TextOf(file) : null;
    }

    /// <summary>The draft counts with the ids that it would get: what bears the name that it has live is the same thing.</summary>
    private static AppCheck Meant(DesignRequest request, AppPackage package, string parameter) =>
        DraftCheck.Of((string)request.Context.Request.RouteValues[parameter]! == Draft ? Publisher.WithIds(request.Host, package) : package);

    /// <summary>A version by its number, or the draft.</summary>
    private static async Task<AppPackage> PackageAsync(DesignRequest request, string parameter)
    {
        var name = (string)request.Context.Request.RouteValues[parameter]!;
        if (name == Draft) return (await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken)).Package;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await request.Host.PackageAsync(number, request.CancellationToken) is { } package
            ? package : throw ApiProblem.NotFound($"There is no version {name}.", $"バージョン {name} はありません。");
    }
}
