using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>The program as a process of its own, killed while others write.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Parents = 5;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "crm-crash-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, decimal> acknowledged = new();
    private string key = "";

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_process()
    {
        WriteApp();
        var cancellationToken = TestContext.Current.CancellationToken;
        var parents = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            using var server = Start();
            var api = await ClientOf(server, cancellationToken);
            if (round == 0)
                for (var i = 0; i < Parents; i++) parents.Add((await api.Post("box", $$"""{"name": "box {{i}}"}""")).Is(201).Id);
            await CheckAsync(api, parents);
            var until = acknowledged.Count + Random.Shared.Next(30, 150);
            var writers = Enumerable.Range(0, 4).Select(_ => WriteUntilItBreaks(api, parents)).ToArray();
            while (acknowledged.Count < until && !writers.All(w => w.IsCompleted)) await Task.Delay(1, cancellationToken);
            server.Kill();
            await server.WaitForExitAsync(cancellationToken);
            await Task.WhenAll(writers);
            Assert.True(acknowledged.Count >= until, "The writers ended before the process did.");
        }
        using var last = Start();
        var after = await ClientOf(last, cancellationToken);
        await CheckAsync(after, parents);
        (await after.Post("item", $$"""{"box_id": "{{parents[0]}}", "amount": 1}""")).Is(201);
        last.Kill();
        await last.WaitForExitAsync(cancellationToken);
    }

    private async Task WriteUntilItBreaks(ApiClient api, List<string> parents)
    {
        try
        {
            while (true)
            {
                var amount = Random.Shared.Next(1, 10_000) / 100m;
                var reply = await api.Post("item", $$"""{"box_id": "{{parents[Random.Shared.Next(Parents)]}}", "amount": {{amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}""");
                acknowledged[reply.Is(201).Id] = amount;
            }
        }
        catch (HttpRequestException)
        {
            // The process is gone; whether the last record got in is nobody's promise.
        }
    }

    private async Task CheckAsync(ApiClient api, List<string> parents)
    {
        var items = (await api.Get("item", ("Prefer", "odata.maxpagesize=5000"))).Is(200).Json["value"]!.AsArray();
        var stored = items.ToDictionary(i => (string)i!["id"]!, i => i!);
        Assert.Empty(acknowledged.Keys.Except(stored.Keys));
        Assert.All(acknowledged, a => Assert.Equal(a.Value, (decimal)stored[a.Key]["amount"]!));
        foreach (var parent in parents)
        {
            var box = (await api.Get($"box/{parent}")).Is(200).Json;
            var own = items.Where(i => (string)i!["box_id"]! == parent).ToArray();
            Assert.Equal((own.Sum(i => (decimal)i!["amount"]!), own.Length), ((decimal)box["total"]!, (int)box["count_of"]!));
        }
        foreach (var id in stored.Keys.Order().TakeLast(10))
            Assert.Equal(["create"], (await api.Get($"item/{id}/history")).Is(200).Json["value"]!.AsArray().Select(h => (string)h!["kind"]!));
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "crm.dll"), "serve", "--data", Data, "--urls", "http://127.0.0.1:0", "--app", Path.Combine(folder, "app")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LOWCODECRM_ADMIN_PASSWORD"] = "correct horse battery" },
        };
        return Process.Start(start)!;
    }

    private async Task<ApiClient> ClientOf(Process server, CancellationToken cancellationToken)
    {
        const string Listens = "LowCodeCrm listens on ";
        string line;
        do line = await server.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(cancellationToken));
        while (!line.StartsWith(Listens, StringComparison.Ordinal));
        if (key.Length == 0)
        {
            var (system, options) = (new SystemStore(Data), new SecurityOptions());
            var users = new UserStore(system, options, TimeProvider.System);
            key = new CredentialStore(system, users, options, TimeProvider.System).NewKey(users.Find("admin")!, [], null);
        }
        var http = new HttpClient { BaseAddress = new Uri($"{line[Listens.Length..]}/api/boxes/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ApiClient(http);
    }

    private void WriteApp()
    {
        Write("app.json", """{"formatVersion": 1, "name": "boxes", "title": "Boxes", "locales": ["en"], "defaultLocale": "en", "timeZone": "UTC", "currency": "EUR"}""");
        Write("entities/box.json", """{"title": "Box", "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}, "x-crm": {"display": "name", "history": true}}""");
        Write("entities/item.json", """
            {"title": "Item", "type": "object", "required": ["box", "amount"], "properties": {
              "box": {"type": "string", "format": "uuid", "x-crm": {"type": "lookup", "target": "box", "onDelete": "restrict"}},
              "amount": {"type": "number", "x-crm": {"type": "decimal", "scale": 2}}}, "x-crm": {"history": true}}
            """);
        Write("rules/box.rules", "rules for box {\n  rollup total : decimal = sum(item via box, amount)\n  rollup count_of : int = count(item via box)\n}\n");
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, "app", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
