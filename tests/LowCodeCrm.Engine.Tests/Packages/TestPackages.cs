using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Tests.Packages;

/// <summary>Packages for tests: from texts, or the repository's samples.</summary>
internal static class TestPackages
{
    public const string App = """{"formatVersion": 1, "id": "a_1", "name": "test", "title": "Test", "locales": ["en", "ja"], "defaultLocale": "ja", "timeZone": "Asia/Tokyo", "currency": "JPY", "calendar": "jp"}""";

    /// <summary>A package with the app.json above and the given files.</summary>
    public static AppPackage With(params (string Path, string Text)[] files) =>
        new([.. files.Where(file => file.Path == "app.json").Select(file => file.Path).DefaultIfEmpty("").First() == "" ? [PackageFile.FromText("app.json", App)] : Array.Empty<PackageFile>(), .. files.Select(file => PackageFile.FromText(file.Path, file.Text))]);

    public static AppPackage Sample(string name = "sales-crm", [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples", name));
        return new AppPackage(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new PackageFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), [.. File.ReadAllBytes(path)])));
    }

    public static (CrmModel Model, DiagnosticBag Diagnostics) Bind(AppPackage package)
    {
        var diagnostics = new DiagnosticBag();
        return (ModelBinder.Bind(PackageReader.Read(package, diagnostics), diagnostics), diagnostics);
    }

    /// <summary>An entity file of one property, after which the caller's own.</summary>
    public static string EntityWith(string properties, string crm = "\"id\": \"e_1\"", string required = "") =>
        $$"""{"type": "object", "required": [{{required}}], "properties": { {{properties}} }, "x-crm": { {{crm}} } }""";
}
