using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;
using LowCodeCrm.Runtime.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>An app installed from package files, as the server runs it but for HTTP: the engine's compiler, a real database, the save pipeline, lists.</summary>
internal sealed class LiveApp : IAsyncDisposable
{
    public static readonly Caller Hanako = new(Guid.Empty, "hanako", [Caller.AdministratorRole], "en", null);
    private readonly TemporaryFolder folder = new();
    private readonly Func<AppHostOptions, AppHostOptions> configure;
    private AppCatalog catalog = null!;
    private string name = "";

    private LiveApp(Func<AppHostOptions, AppHostOptions>? configure, SaveLimits? limits, TimeProvider? clock)
    {
        this.configure = configure ?? (options => options);
        Pipeline = new SavePipeline(clock ?? TimeProvider.System, new ChangeFeed(), limits ?? SaveLimits.Default);
    }

    public SavePipeline Pipeline { get; }
    public AppHost Host => catalog.Find(name)!;

    public static async Task<LiveApp> InstallAsync(AppPackage package, Func<AppHostOptions, AppHostOptions>? configure = null, SaveLimits? limits = null, string name = "test", TimeProvider? clock = null)
    {
        var app = new LiveApp(configure, limits, clock) { name = name };
        await app.OpenAsync();
        AssertPublished(await app.catalog.InstallAsync(name, package, null, null, default));
        return app;
    }

    /// <summary>Entity files by name, members of "properties" as the text; and one file of rules.</summary>
    public static AppPackage Package(string rules, params ReadOnlySpan<(string Entity, string Properties, string Extension)> entities)
    {
        var files = new List<PackageFile>
        {
            PackageFile.FromText("app.json", """{"formatVersion": 1, "id": "a_1", "name": "test", "title": "Test", "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo"}"""),
            PackageFile.FromText("rules/all.rules", rules),
        };
        foreach (var (entity, properties, extension) in entities)
            files.Add(PackageFile.FromText($"entities/{entity}.json", $$"""{"title": "{{entity}}", "type": "object", "properties": { {{properties}} }, "x-crm": {"id": "e_{{entity}}"{{extension}}} }"""));
        var count = 0;
        return IdAssigner.Fill(new AppPackage([.. files]), null, () => $"id{count++}");
    }

    public async Task PublishAsync(AppPackage package) => AssertPublished(await Host.PublishAsync(package, null, null, null, default));

    /// <summary>Closes everything and starts anew on the same files.</summary>
    public async Task RestartAsync()
    {
        await catalog.DisposeAsync();
        await OpenAsync();
    }

    public async Task<Guid> CreateAsync(string entity, string json, int? version = null)
    {
        var result = await SaveAsync(SaveKind.Create, entity, Guid.Empty, json, version);
        return Assert.IsType<Saved>(result is Rejected rejected ? throw new InvalidOperationException(string.Join("; ", rejected.Violations.Select(v => v.Message))) : result).Record.Id;
    }

    public async Task UpdateAsync(string entity, Guid id, string json, int? version = null) => Assert.IsType<Saved>(await SaveAsync(SaveKind.Update, entity, id, json, version));

    public async Task<SaveResult> SaveAsync(SaveKind kind, string entity, Guid id, string json = "{}", int? version = null)
    {
        using var lease = await Host.LeaseAsync(version, default) ?? throw new InvalidOperationException($"Version {version} is not retained.");
        var target = lease.App.Model.Entity(entity);
        using var document = JsonDocument.Parse(json);
        var input = new JsonInputReader(InputContext.For(lease.App.Model, Pipeline.Limits)).Read(target, document.RootElement);
        return await Pipeline.SaveAsync(lease, Hanako, new SaveRequest(kind, target, id) { Input = input }, default);
    }

    public async Task<ImportReport> ImportAsync(string entity, string csv, params string[] key)
    {
        using var lease = Host.Lease();
        return await new Importer(Pipeline, TimeProvider.System).ImportCsvAsync(lease, Hanako, lease.App.Model.Entity(entity), Encoding.UTF8.GetBytes(csv), new ImportOptions(ImportMode.Upsert, [.. key], false), default);
    }

    public async Task<JsonArray> ListAsync(string entity, string query = "")
    {
        using var lease = Host.Lease();
        var output = new ArrayBufferWriter<byte>();
        await new QueryRunner(lease.Version, Hanako, DateTime.UtcNow).ListAsync(lease.App.Model.Entity(entity), query, 5_000, "http://crm.test/api/test", output, default);
        return JsonNode.Parse(output.WrittenSpan)!["value"]!.AsArray();
    }

    /// <summary>One field of all rows, by default in the order of creation (to the millisecond), as JSON; numbers without trailing zeros.</summary>
    public async Task<string[]> ValuesAsync(string entity, string field, string orderBy = "id") =>
        [.. (await ListAsync(entity, $"$orderby={orderBy}")).Select(row => row![field] is not { } value ? "null"
            : value.GetValueKind() == JsonValueKind.Number ? value.GetValue<decimal>().ToString("0.############", CultureInfo.InvariantCulture) : value.ToJsonString())];

    /// <summary>Waits for what happens in the background.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var deadline = Environment.TickCount64 + 60_000; !await condition(); await Task.Delay(10))
            Assert.True(Environment.TickCount64 < deadline, "It did not happen within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        await catalog.DisposeAsync();
        folder.Dispose();
    }

    private async Task OpenAsync()
    {
        var data = new DataFolder(folder.Path);
        catalog = await AppCatalog.OpenAsync(data, configure(AppHostOptions.For(data)), NullLogger<AppCatalog>.Instance, default);
    }

    private static void AssertPublished(PublishResult result) =>
        Assert.True(result is Published, result is PublishRejected rejected ? string.Join("\n", rejected.Diagnostics) : result.ToString());
}
