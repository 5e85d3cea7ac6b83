using System.Runtime.Loader;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Tests.Data;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>Publishing with the engine's own compiler.</summary>
public sealed class CompiledPublishTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_hundred_publishes_of_a_changing_rule_level_off()
    {
        var data = new DataFolder(folder.Path);
        await using var host = await AppHost.OpenAsync("test", data, AppHostOptions.For(data), default);
        for (var n = 1; n <= 20; n++) await Publish(host, n);
        var (contexts, memory) = Settled();
        for (var n = 21; n <= 200; n++) await Publish(host, n);
        var (contextsAfter, memoryAfter) = Settled();
        Assert.True(contextsAfter <= contexts + 2, $"{contexts} load contexts after 20 publishes, {contextsAfter} after 200.");
        Assert.True(memoryAfter - memory < 40 << 20, $"{memory >> 20} MiB after 20 publishes, {memoryAfter >> 20} MiB after 200.");
    }

    [Fact]
    public async Task A_restart_takes_compiled_code_from_the_cache()
    {
        var data = new DataFolder(folder.Path);
        await using (var host = await AppHost.OpenAsync("test", data, AppHostOptions.For(data), default)) await Publish(host, 1);
        var kept = Directory.GetFiles(data.Cache).Select(f => (f, File.ReadAllBytes(f).Length)).ToArray();
        Assert.NotEmpty(kept);
        await using (var host = await AppHost.OpenAsync("test", data, AppHostOptions.For(data), default))
        using (var lease = host.Lease())
            Assert.NotNull(lease.App.ModuleOf(lease.App.Model.Entity("deal")).NewRecord());
        foreach (var (file, _) in kept) await File.WriteAllBytesAsync(file, [1, 2, 3]);
        await using (var host = await AppHost.OpenAsync("test", data, AppHostOptions.For(data), default))
        using (var lease = host.Lease())
            Assert.NotNull(lease.App.ModuleOf(lease.App.Model.Entity("deal")).NewRecord());
    }

    private static async Task Publish(AppHost host, int limit)
    {
        var package = TestApp.Package(TestApp.Name, TestApp.Amount)
            .With(PackageFile.FromText("rules/deal.rules", $$"""rules for deal { validate limit { require amount < {{limit}} message en "Too much" } }"""));
        var result = await host.PublishAsync(package, null, null, null, default);
        Assert.True(result is Published, (result as PublishRejected)?.Diagnostics.FirstOrDefault()?.ToString() ?? result.ToString());
    }

    /// <summary>Collectible load contexts and memory once nothing more can be collected.</summary>
    private static (int Contexts, long Memory) Settled()
    {
        var least = int.MaxValue;
        for (var quiet = 0; quiet < 5; quiet++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var contexts = AssemblyLoadContext.All.Count(c => c.IsCollectible);
            if (contexts < least) (least, quiet) = (contexts, 0);
        }
        return (least, GC.GetTotalMemory(forceFullCollection: true));
    }
}
