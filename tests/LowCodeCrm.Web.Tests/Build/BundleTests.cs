using System.Text.Json;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Web.Tests.Build;

/// <summary>What the bundler made.</summary>
public sealed partial class BundleTests(ITestOutputHelper output)
{
    private const int LargestEntry = 300 * 1024;

    [Theory]
    [InlineData("runtime/web")]
    [InlineData("designer/web")]
    public void What_the_first_screen_loads_stays_small(string app)
    {
        var dist = Path.Combine(Repository.Root, app, "dist");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(dist, ".vite", "manifest.json")));
        var closure = new HashSet<string>();
        Add(manifest.RootElement, "index.html", closure);
        var sizes = closure.Select(file => (File: file, Size: Compressed(Path.Combine(dist, file)))).OrderByDescending(one => one.Size).ToList();
        foreach (var (file, size) in sizes) output.WriteLine($"{size / 1024.0,8:0.0} KB  {file}");
        var total = sizes.Sum(one => one.Size);
        output.WriteLine($"{total / 1024.0,8:0.0} KB  of {LargestEntry / 1024} KB");
        Assert.InRange(total, 1, LargestEntry);
    }

    [Theory]
    [InlineData("runtime/web")]
    [InlineData("designer/web")]
    public void No_script_style_or_font_comes_from_elsewhere(string app)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, app, "dist"), "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".js" or ".css" or ".html").ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Foreign(), File.ReadAllText(file)));
    }

    private static void Add(JsonElement manifest, string name, HashSet<string> files)
    {
        var chunk = manifest.GetProperty(name);
        if (!files.Add(chunk.GetProperty("file").GetString()!)) return;
        if (chunk.TryGetProperty("css", out var css)) files.UnionWith(css.EnumerateArray().Select(e => e.GetString()!));
        if (chunk.TryGetProperty("imports", out var imports))
            foreach (var import in imports.EnumerateArray()) Add(manifest, import.GetString()!, files);
    }

    private static long Compressed(string file) => new FileInfo(File.Exists(file + ".gz") ? file + ".gz" : file).Length;

    [GeneratedRegex("""(?:src|href)=["']?https?://|@import\s*(?:url\()?["']?https?://|url\(["']?https?://|https?://[^\s"'`]+\.(?:woff2?|ttf|otf|js|mjs|css)\b|import\(["'`]https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();
}
