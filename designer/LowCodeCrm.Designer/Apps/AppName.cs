using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Designer.Apps;

/// <summary>The name in a package's app.json, which is the app's place in URLs: an app keeps its own, whatever package is put into it.</summary>
internal static class AppName
{
    /// <summary>Null where there is none that can be read.</summary>
    public static string? Of(AppPackage package) => Written(package)?.Text;

    /// <summary>The package with another name, the rest of the file as it stands.</summary>
    public static AppPackage Set(AppPackage package, string name) =>
        Written(package) is { } written && written.Text != name
            ? IdAssigner.Apply(package, [new TextEdit(PackagePaths.App, written.Span, JsonSerializer.Serialize(name))])
            : package;

    private static SourceJson? Written(AppPackage package) =>
        package.Files.TryGetValue(PackagePaths.App, out var file) && SourceJsonParser.Parse(new SourceText(file.Path, file.Text), new DiagnosticBag()) is { Kind: JsonKind.Object } root
            ? root.TextAt("name") : null;
}
