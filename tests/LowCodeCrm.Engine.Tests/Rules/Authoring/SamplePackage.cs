using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>The sales sample, with the first rows of its data.</summary>
internal static class SamplePackage
{
    private static readonly string Root = Path.Combine(Repository.Root, "samples", "sales-crm");

    public static AppPackage Read() => new(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(path =>
    {
        var name = Path.GetRelativePath(Root, path).Replace('\\', '/');
        return name.EndsWith(".csv", StringComparison.Ordinal) ? PackageFile.FromText(name, string.Concat(File.ReadLines(path).Take(30).Select(line => line + "\n"))) : new PackageFile(name, [.. File.ReadAllBytes(path)]);
    }));

    public static string Text(this AppPackage package, string path) => package.Files[path].Text;

    public static void IsSameAs(this AppPackage actual, AppPackage expected)
    {
        Assert.Equal(expected.Files.Keys, actual.Files.Keys);
        foreach (var file in expected.Files.Values) Assert.Equal(file.Text, actual.Text(file.Path));
    }
}
