using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>One file of a change.</summary>
/// <param name="Content">Null: the file is deleted.</param>
/// <param name="IfMatch">The tag that the file must have; "" where there must be none; null: whatever it has, as long as the draft is the one that the change was made on.</param>
internal sealed record FileChange(string Path, PackageFile? Content, string? IfMatch);

/// <summary>How a draft differs from the live version.</summary>
internal sealed record DraftDifference(ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed)
{
    public int Count => Added.Length + Changed.Length + Removed.Length;

    public static DraftDifference Between(AppPackage before, AppPackage after)
    {
        if (ReferenceEquals(before, after)) return new([], [], []);
        return new(
            [.. after.Files.Keys.Where(path => !before.Files.ContainsKey(path))],
            [.. after.Files.Values.Where(file => before.Files.TryGetValue(file.Path, out var old) && !old.Content.AsSpan().SequenceEqual(file.Content.AsSpan())).Select(file => file.Path)],
            [.. before.Files.Keys.Where(path => !after.Files.ContainsKey(path))]);
    }
}

/// <summary>What stands against a change.</summary>
internal static class DraftConflicts
{
    /// <summary>The draft as a whole is another one now.</summary>
    public static ApiProblem Stale(string revision) => new(412, "draft_changed", LocalizedText.Of(
        "Somebody has changed the draft since you read it. Read it again and repeat your change.", "読み込んだ後に下書きが変更されました。読み直してからもう一度お試しください。"))
    { Extensions = new Dictionary<string, object?> { ["revision"] = revision } };

    /// <summary>412, naming the paths that moved, and who moved them.</summary>
    public static ApiProblem Moved(IReadOnlyCollection<(string Path, string? Etag)> moved, string revision, Dictionary<string, DraftAuthor> authors, UserStore users)
    {
        var names = moved.Select(m => m.Path).ToArray();
        return new ApiProblem(412, "draft_changed", LocalizedText.Of(
            $"Somebody has changed the draft since you read it: {string.Join(", ", names)}. Read these files again and merge your change.",
            $"読み込んだ後に下書きが変更されました（{string.Join("、", names)}）。これらのファイルを読み直して変更を反映してください。"),
            [.. names.Select(name => new ProblemDetail("draft_changed", name, LocalizedText.Of("The file has changed.", "ファイルが変更されています。")))])
        {
            Extensions = new Dictionary<string, object?>
            {
                ["revision"] = revision,
                ["paths"] = names,
                ["files"] = Http.DesignJson.ToNode(moved.Select(m =>
                {
                    var author = authors.GetValueOrDefault(m.Path)?.Named(users);
                    return new { path = m.Path, etag = m.Etag, author?.By, author?.At };
                })),
            },
        };
    }
}
