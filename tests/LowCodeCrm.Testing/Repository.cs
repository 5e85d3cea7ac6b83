namespace LowCodeCrm.Testing;

/// <summary>The checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>The folder that holds LowCodeCrm.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LowCodeCrm.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside a checkout.");
    }
}
