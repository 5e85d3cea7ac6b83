namespace LowCodeCrm.Web.Testing;

/// <summary>The system's Chromium, or Chrome.</summary>
public static class Chromium
{
    public const string Missing = "There is no Chromium: install it (apt-get install chromium fonts-noto-cjk), or name one in LOWCODECRM_CHROMIUM.";

    public static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static string? Path { get; } = Find();

    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("LOWCODECRM_CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
