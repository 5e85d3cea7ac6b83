using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Engine.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>ETags of a draft's files: made from the content, so that the same content always has the same.</summary>
internal static class FileTag
{
    private static readonly ConditionalWeakTable<PackageFile, string> Known = [];

    public static string Of(PackageFile file) => Known.GetValue(file, static f => Of(f.Content.AsSpan()));

    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return $"\"{Base64Url.EncodeToString(hash[..15])}\"";
    }

    /// <summary>Whether a conditional GET has the content already.</summary>
    public static bool IsFresh(HttpRequest request, string tag) => Names(request.Headers.IfNoneMatch, tag);

    /// <summary>Holds a change against <c>If-Match</c> and <c>If-None-Match</c>.</summary>
    /// <param name="request">With the headers.</param>
    /// <param name="current">The file's tag; null where there is no such file.</param>
    /// <exception cref="ApiProblem">412.</exception>
    public static void Check(HttpRequest request, string? current)
    {
        if (request.Headers.IfMatch.Count > 0 && (current is null || !Names(request.Headers.IfMatch, current)))
            throw new ApiProblem(412, "file_changed", LocalizedText.Of(
                "Somebody else has changed the file since you read it. Read it again and merge your change.",
                "読み込んだ後にほかの人がファイルを変更しました。読み直して変更を反映してください。"))
            { Extensions = new Dictionary<string, object?> { ["etag"] = current } };
        if (request.Headers.IfNoneMatch.Count > 0 && current is not null && Names(request.Headers.IfNoneMatch, current))
            throw new ApiProblem(412, "file_exists", LocalizedText.Of("There is a file of that name already.", "同じ名前のファイルがすでにあります。"));
    }

    private static bool Names(IEnumerable<string?> header, string tag) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) && tags.Any(t => t.Tag == "*" || t.Tag == tag);
}
