using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>One rule of the sample changed and published, the process being warm; then two hundred times over.</summary>
internal sealed class PublishBenchmark : IBenchmark
{
    private const int Warm = 5;
    private const int Rounds = 15;

    public string Name => "publish";

    public async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder["data"]);
        await using var catalog = await AppCatalog.OpenAsync(data, AppHostOptions.For(data), NullLogger<AppCatalog>.Instance, CancellationToken.None);
        var next = 0;
        var package = IdAssigner.Fill(PackageFiles.ReadFolder(Path.Combine(AppContext.BaseDirectory, "samples", "sales-crm")), null, () => "b" + (next++).ToString(CultureInfo.InvariantCulture));
        await Publish(() => catalog.InstallAsync("sales-crm", package, null, null, CancellationToken.None));
        var host = catalog.Find("sales-crm")!;
        var times = new List<double>();
        for (var i = 0; i < Warm + Rounds; i++)
        {
            var changed = package.With(PackageFile.FromText("rules/zz_changed.rules",
                $$"""rules for account { validate changed { require length(name) < {{1000 + i}} message en "Shorter" ja "短く" at name } }"""));
            var began = Stopwatch.GetTimestamp();
            await Publish(() => host.PublishAsync(changed, null, null, null, CancellationToken.None));
            if (i >= Warm) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        report.Limit("publish one changed rule, warm", (times.Min(), Paired.Median(times)), 300, $"sample app, from package to live version, best of {Rounds} after {Warm}");
    }

    private static async Task Publish(Func<Task<PublishResult>> publish)
    {
        if (await publish() is PublishRejected rejected) throw new InvalidOperationException(string.Join('\n', rejected.Diagnostics.Take(5)));
    }
}
