using System.Collections.Immutable;
using System.Text;

namespace LowCodeCrm.Engine.Packages;

/// <summary>One file of a package. Paths are relative, with forward slashes.</summary>
public sealed record PackageFile(string Path, ImmutableArray<byte> Content)
{
    /// <summary>The content as UTF-8 text, byte order mark removed.</summary>
    public string Text
    {
        get
        {
            var span = Content.AsSpan();
            return Encoding.UTF8.GetString(span is [0xEF, 0xBB, 0xBF, ..] ? span[3..] : span);
        }
    }

    public static PackageFile FromText(string path, string text) => new(path, [.. Encoding.UTF8.GetBytes(text)]);
}

/// <summary>The package as written: its files, valid or not, by path in ordinal order. Immutable.</summary>
public sealed class AppPackage(IEnumerable<PackageFile> files)
{
    public ImmutableSortedDictionary<string, PackageFile> Files { get; } =
        files.ToImmutableSortedDictionary(file => file.Path, file => file, StringComparer.Ordinal);

    public AppPackage With(PackageFile file) => new(Files.SetItem(file.Path, file).Values);
    public AppPackage Without(string path) => new(Files.Remove(path).Values);
}
