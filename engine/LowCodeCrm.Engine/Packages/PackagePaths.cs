namespace LowCodeCrm.Engine.Packages;

/// <summary>Where things stand in a package.</summary>
public static class PackagePaths
{
    public const string App = "app.json";
    public const string Theme = "theme.json";

    /// <summary>The kind of a file and the names in its path; <c>Name</c> is "" where the path holds none.</summary>
    public static (PackageFileKind Kind, string Name, string? Entity) Classify(string path)
    {
        if (path == App) return (PackageFileKind.App, "", null);
        if (path == Theme) return (PackageFileKind.Theme, "", null);
        var slash = path.IndexOf('/');
        if (slash < 0) return (PackageFileKind.Other, "", null);
        var (folder, file) = (path[..slash], path[(slash + 1)..]);
        if (folder == "rules") return (file.EndsWith(".rules", StringComparison.Ordinal) ? PackageFileKind.Rules : PackageFileKind.Other, "", null);
        if (folder == "templates") return (PackageFileKind.Template, file, null);
        if (file.Contains('/')) return (PackageFileKind.Other, "", null);
        if (folder == "data") return file.EndsWith(".csv", StringComparison.Ordinal) ? (PackageFileKind.Data, file[..^4], file[..^4]) : (PackageFileKind.Other, "", null);
        if (!file.EndsWith(".json", StringComparison.Ordinal)) return (PackageFileKind.Other, "", null);
        var name = file[..^5];
        return folder switch
        {
            "entities" => (PackageFileKind.Entity, name, null),
            "forms" => OfEntity(PackageFileKind.Form, name),
            "views" => OfEntity(PackageFileKind.View, name),
            "pages" => (PackageFileKind.Page, name, null),
            "roles" => (PackageFileKind.Role, name, null),
            "channels" => (PackageFileKind.Channel, name, null),
            "locales" => (PackageFileKind.Locale, name, null),
            _ => (PackageFileKind.Other, "", null),
        };
    }

    /// <summary>The template that a file is a version of: <c>won_thanks</c> of <c>templates/won_thanks.ja.md</c>; null for other files.</summary>
    public static string? TemplateOf(string path) =>
        Classify(path) is (PackageFileKind.Template, { } file, _) && file[(file.LastIndexOf('/') + 1)..] is { } name && name.IndexOf('.') is > 0 and var dot ? name[..dot] : null;

    private static (PackageFileKind, string, string?) OfEntity(PackageFileKind kind, string stem)
    {
        var dot = stem.IndexOf('.');
        return dot < 0 ? (kind, "default", stem) : (kind, stem[(dot + 1)..], stem[..dot]);
    }
}
