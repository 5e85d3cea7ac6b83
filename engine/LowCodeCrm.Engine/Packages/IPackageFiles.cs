using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Packages;

/// <summary>Where a package's files come from: a folder, an archive, memory. The engine itself does no I/O.</summary>
public interface IPackageFiles
{
    /// <summary>Relative paths with forward slashes.</summary>
    IEnumerable<string> Paths { get; }

    /// <param name="path">One of <see cref="Paths"/>.</param>
    byte[] Read(string path);
}

/// <summary>How large a package may be.</summary>
/// <param name="MaxFiles">Files in all.</param>
/// <param name="MaxFileBytes">Of one file, unpacked.</param>
/// <param name="MaxTotalBytes">Of all files, unpacked.</param>
public sealed record PackageLimits(int MaxFiles = 10_000, long MaxFileBytes = 64L << 20, long MaxTotalBytes = 256L << 20)
{
    public static readonly PackageLimits Default = new();
}

/// <summary>A package that is too large, or whose paths lead outside it.</summary>
public sealed class PackageRefusedException(Diagnostics.LocalizedText reason) : Exception(reason.For("en"))
{
    public Diagnostics.LocalizedText Reason { get; } = reason;
}

/// <summary>Takes files in as a package, within limits.</summary>
public static class PackageIO
{
    /// <exception cref="PackageRefusedException">A path leads outside the package, or a limit is exceeded.</exception>
    public static AppPackage Read(IPackageFiles source, PackageLimits? limits = null)
    {
        limits ??= PackageLimits.Default;
        var files = ImmutableArray.CreateBuilder<PackageFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var path in source.Paths)
        {
            if (!IsInside(path)) throw Refused($"The path {path} leads outside the package.", $"パス {path} はパッケージの外を指しています。");
            if (!seen.Add(path)) throw Refused($"The package holds {path} twice.", $"パッケージに {path} が二つあります。");
            if (files.Count == limits.MaxFiles) throw Refused($"The package has more than {limits.MaxFiles} files.", $"パッケージのファイルが {limits.MaxFiles} 個を超えています。");
            var content = source.Read(path);
            if (content.LongLength > limits.MaxFileBytes) throw Refused($"{path} is larger than {limits.MaxFileBytes} bytes.", $"{path} が {limits.MaxFileBytes} バイトを超えています。");
            total += content.LongLength;
            if (total > limits.MaxTotalBytes) throw Refused($"The package is larger than {limits.MaxTotalBytes} bytes.", $"パッケージが {limits.MaxTotalBytes} バイトを超えています。");
            files.Add(new PackageFile(path, [.. content]));
        }
        return new AppPackage(files);
    }

    /// <summary>Whether a path stays inside the package on every system: relative, no "..", no drive, no backslash, no control characters.</summary>
    public static bool IsInside(string path) =>
        path.Length is > 0 and <= 1_000 && !path.Contains('\\') && !path.Contains(':') && !path.Any(char.IsControl)
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static PackageRefusedException Refused(string en, string ja) => new(Diagnostics.LocalizedText.Of(en, ja));
}
