using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;

namespace LowCodeCrm.Host.Web;

/// <summary>The built scripts, styles and images. Their names carry a hash of what they hold, so a browser keeps them for ever.</summary>
internal sealed class WebAssets
{
    private static readonly (string Encoding, string Suffix)[] Encodings = [("br", ".br"), ("gzip", ".gz")];
    private readonly FrozenDictionary<string, Asset> assets;

    private WebAssets(IEnumerable<KeyValuePair<string, Asset>> assets) => this.assets = assets.ToFrozenDictionary(StringComparer.Ordinal);

    private sealed record Asset(string File, string Type, string[] Encoded);

    /// <summary>Read once: what is not in the folders at the start is not served, whatever path is asked.</summary>
    public static WebAssets Read(params string[] folders)
    {
        var types = new FileExtensionContentTypeProvider();
        var found = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                if (Encodings.Any(e => file.EndsWith(e.Suffix, StringComparison.Ordinal))) continue;
                var type = types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
                if (type.StartsWith("text/", StringComparison.Ordinal)) type += "; charset=utf-8";
                found[Path.GetRelativePath(folder, file).Replace('\\', '/')] = new Asset(file, type, [.. Encodings.Where(e => File.Exists(file + e.Suffix)).Select(e => e.Encoding)]);
            }
        }
        return new WebAssets(found);
    }

    public bool TryWrite(HttpContext context, string path, out Task written)
    {
        written = Task.CompletedTask;
        if (!assets.TryGetValue(path, out var asset)) return false;
        var response = context.Response;
        response.ContentType = asset.Type;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        var file = asset.File;
        if (Choose(context.Request.Headers.AcceptEncoding.ToString(), asset) is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
            file += Encodings.First(e => e.Encoding == encoding).Suffix;
        }
        var info = new FileInfo(file);
        response.ContentLength = info.Length;
        written = response.SendFileAsync(file, context.RequestAborted);
        return true;
    }

    private static string? Choose(string accepted, Asset asset) => asset.Encoded.FirstOrDefault(encoding =>
        accepted.Split(',', StringSplitOptions.TrimEntries).Any(one => one.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var rest] && name == encoding && !rest.Contains("q=0")));
}
