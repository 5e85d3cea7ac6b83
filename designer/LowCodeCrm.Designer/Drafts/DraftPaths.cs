using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>Paths of a draft's files, as they come in addresses.</summary>
internal static class DraftPaths
{
    /// <exception cref="ApiProblem">400: the path leads out of the package, or no package holds such a file.</exception>
    public static string Of(string? written)
    {
        // Routing leaves an escaped slash as it is; editors escape a path as a whole.
        var path = (written ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!PackageIO.IsInside(path) || path.Split('/').Any(part => part.StartsWith('.')))
            throw ApiProblem.Malformed(
                $"'{path}' is no path of a file in a package: write it relative, with forward slashes, no part starting with a dot.",
                $"「{path}」はパッケージ内のファイルのパスではありません。「.」で始まらない名前を「/」で区切った相対パスにしてください。", "path");
        return path;
    }

    public static ApiProblem NotFound(string path) => ApiProblem.NotFound($"The draft has no file '{path}'.", $"下書きにファイル「{path}」はありません。");

    /// <summary>What a browser may take a file for; anything that could run is a download.</summary>
    public static string ContentType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => "application/json; charset=utf-8",
        ".rules" or ".md" or ".txt" => "text/plain; charset=utf-8",
        ".csv" => "text/csv; charset=utf-8",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        _ => "application/octet-stream",
    };
}
