using System.Diagnostics;

namespace LowCodeCrm.Web.Tests.Build;

/// <summary>The checks of the browser's code that have runners of their own.</summary>
public sealed class ToolTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("runtime/web", "vitest", "run")]
    [InlineData("designer/web", "vitest", "run", "--passWithNoTests")]
    [InlineData("runtime/web", "tsc", "-p", ".")]
    [InlineData("designer/web", "tsc", "-p", ".")]
    [InlineData(".", "biome", "ci")]
    public async Task It_passes(string folder, string tool, params string[] arguments)
    {
        var info = new ProcessStartInfo("node")
        {
            WorkingDirectory = Path.Combine(Repository.Root, folder), RedirectStandardOutput = true, RedirectStandardError = true,
            ArgumentList = { EntryOf(tool) },
        };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(info)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        output.WriteLine(string.Concat(said));
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    /// <summary>The script that node runs, so that it works where there is no shell to find it.</summary>
    private static string EntryOf(string tool)
    {
        var link = Path.Combine(Repository.Root, "node_modules", ".bin", tool);
        return File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;
    }
}
