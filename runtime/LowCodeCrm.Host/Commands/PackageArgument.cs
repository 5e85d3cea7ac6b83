using System.CommandLine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Commands;

/// <summary>The folder of a package, or a <c>.crmapp</c>.</summary>
public sealed class PackageArgument : Argument<string>
{
    public PackageArgument() : base("dir") => Description = "The package's folder, or a .crmapp file.";

    /// <exception cref="CommandException">There is no such folder or file.</exception>
    /// <exception cref="PackageRefusedException">It is no package.</exception>
    public AppPackage Read(ParseResult result)
    {
        var path = Path.GetFullPath(result.GetValue(this)!);
        if (Directory.Exists(path)) return PackageFiles.ReadFolder(path);
        if (!File.Exists(path)) throw new CommandException($"There is no folder {path}.");
        using var archive = File.OpenRead(path);
        return PackageFiles.ReadArchive(archive);
    }

    /// <exception cref="CommandException">Its app.json gives none.</exception>
    public static string NameOf(AppPackage package) => Hosting.NameOf(package) ?? throw new CommandException("The package has no app.json with a \"name\". Run 'crm check' on it.");
}
