namespace LowCodeCrm.Runtime.Apps;

/// <summary>Where a server keeps what is its own: an SQLite file and the uploads of each app, and a cache that may be thrown away.</summary>
public sealed class DataFolder
{
    public DataFolder(string root)
    {
        Root = Path.GetFullPath(root);
        Directory.CreateDirectory(Apps);
    }

    public string Root { get; }
    public string Apps => Path.Combine(Root, "apps");
    /// <summary>Compiled assemblies by what they were compiled from.</summary>
    public string Cache => Path.Combine(Root, "cache");

    public string AppFolder(string app) => Path.Combine(Apps, Checked(app));
    public string DatabaseFile(string app) => Path.Combine(AppFolder(app), "app.db");
    /// <summary>The uploads of one app, by id.</summary>
    public string FilesFolder(string app) => Path.Combine(AppFolder(app), "files");

    /// <summary>Names of the apps that have a database.</summary>
    public IEnumerable<string> AppNames() =>
        Directory.EnumerateDirectories(Apps).Select(path => Path.GetFileName(path)).Where(name => File.Exists(Path.Combine(Apps, name, "app.db"))).Order(StringComparer.Ordinal);

    /// <summary>Whether an app may be called so: letters, digits, "-" and "_", at most 60; it is part of paths and URLs.</summary>
    public static bool IsAppName(string name) => name.Length is > 0 and <= 60 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');

    private static string Checked(string app) => IsAppName(app) ? app : throw new ArgumentException($"No app can be called '{app}'.", nameof(app));
}
