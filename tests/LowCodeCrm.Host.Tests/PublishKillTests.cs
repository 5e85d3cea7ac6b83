using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Host.Tests;

/// <summary>The server is killed while it publishes and users save: what it acknowledged is there after a restart, and a version runs whole.</summary>
public sealed partial class PublishKillTests : IDisposable
{
    private const int Rounds = 4;
    private readonly string folder = Directory.CreateTempSubdirectory("crm-kill-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Killed_while_publishing_it_serves_the_old_or_the_new_version_whole()
    {
        WritePackage();
        var acknowledged = new List<string>();
        var random = new Random(9);
        for (var round = 1; round <= Rounds; round++)
        {
            await using (var server = await Server.StartAsync(Data, Path.Combine(folder, "shop")))
            {
                await CheckAsync(server, acknowledged);
                for (var i = 0; i < 20; i++) acknowledged.Add(await server.CreateAsync($"r{round}-{i}"));
                using var killed = new CancellationTokenSource();
                var writing = Task.Run(async () =>
                {
                    for (var i = 20; !killed.IsCancellationRequested; i++)
                        if (await server.TryCreateAsync($"r{round}-{i}") is { } name) acknowledged.Add(name);
                        else break;
                }, CancellationToken.None);
                await server.PutAsync("entities/deal.json", Deal(round));
                await server.PutAsync("rules/deal.rules", Rules(round));
                var publishing = server.TryPublishAsync();
                // Somewhere in compiling, migrating, swapping or deriving, or just after.
                await Task.WhenAny(publishing, Task.Delay(random.Next(50, 900), TestContext.Current.CancellationToken));
                server.Kill();
                await killed.CancelAsync();
                await writing;
                await publishing;
            }
            await CheckCatalogueAsync();
        }
        await using var last = await Server.StartAsync(Data, Path.Combine(folder, "shop"));
        await CheckAsync(last, acknowledged);
    }

    /// <summary>Everything acknowledged is there, and every row is as the live version's rules make it.</summary>
    private static async Task CheckAsync(Server server, List<string> acknowledged)
    {
        var live = await server.GetAsync("/design/api/shop/versions");
        var number = live["value"]!.AsArray().Single(v => v!["live"]!.GetValue<bool>())!["version"]!.GetValue<int>();
        Assert.Equal(live["value"]!.AsArray().Max(v => v!["version"]!.GetValue<int>()), number);
        JsonArray rows;
        var deadline = Environment.TickCount64 + 30_000;
        do
        {
            rows = (await server.GetAsync("/api/shop/deal"))["value"]!.AsArray();
            Assert.True(Environment.TickCount64 < deadline, "The derived fields were not brought up to the live rules.");
        }
        while (rows.Any(row => row!["tag"]?.GetValue<string>() is not { } tag || !Wanted().IsMatch(tag)) || rows.Select(row => ((string)row!["tag"]!).Split('/')[0]).Distinct().Count() > 1);
        var names = rows.Select(row => (string)row!["name"]!).ToHashSet();
        Assert.DoesNotContain(acknowledged, name => !names.Contains(name));
        // Fields and rules of one version: a row's tag comes from the rule, the field from the entity.
        foreach (var row in rows)
        {
            var version = int.Parse(((string)row!["tag"]!).Split('/')[0][1..], System.Globalization.CultureInfo.InvariantCulture);
            for (var n = 1; n <= Rounds; n++) Assert.Equal(n == version, row.AsObject().ContainsKey($"extra_{n}"));
        }
    }

    private async Task CheckCatalogueAsync()
    {
        var data = new DataFolder(Data);
        await using var app = await AppHost.OpenAsync("shop", data, AppHostOptions.For(data), default);
        Assert.True(app.IsLive);
        await using var connection = await app.Database.OpenReadAsync(default);
        Assert.Empty(CatalogueCheck.Compare(AppVersionStore.CurrentSchema(connection)!, CatalogueReader.Read(connection)));
    }

    [GeneratedRegex(@"^v\d+/")]
    private static partial Regex Wanted();

    private static string Deal(int version) => $$"""
        {"title": "Deal", "type": "object", "properties": {
          "name": {"type": "string", "x-crm": {"id": "f_name"} },
          "extra_{{version}}": {"type": ["string", "null"], "x-crm": {"id": "f_extra_{{version}}"} }
        }, "x-crm": {"id": "e_deal", "display": "name", "search": ["name"]} }
        """;

    private static string Rules(int version) => $"rules for deal {{ computed tag : text = \"v{version}/\" & name }}\n";

    private void WritePackage()
    {
        foreach (var (path, text) in new[]
        {
            ("app.json", """{"formatVersion": 1, "id": "a_shop", "name": "shop", "title": "Shop", "locales": ["en"], "defaultLocale": "en"}"""),
            ("entities/deal.json", Deal(0)), ("rules/deal.rules", Rules(0)),
        })
        {
            var file = Path.Combine(folder, "shop", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary><c>crm serve</c> in a process of its own, signed in to.</summary>
    private sealed class Server(Process process, HttpClient http) : IAsyncDisposable
    {
        private const string Password = "correct horse battery";

        public static async Task<Server> StartAsync(string data, string package)
        {
            var process = Process.Start(Crm.StartInfo(["serve", "--data", data, "--urls", "http://127.0.0.1:0", "--app", package], ("LOWCODECRM_ADMIN_PASSWORD", Password)))!;
            _ = process.StandardError.ReadToEndAsync();
            string? line;
            do line = await process.StandardOutput.ReadLineAsync();
            while (line is not null && !line.StartsWith("LowCodeCrm listens on ", StringComparison.Ordinal));
            Assert.NotNull(line);
            _ = process.StandardOutput.ReadToEndAsync();
            var http = new HttpClient { BaseAddress = new Uri(line["LowCodeCrm listens on ".Length..].Trim()) };
            var login = await http.PostAsJsonAsync("/auth/login", new { user = "admin", password = Password });
            login.EnsureSuccessStatusCode();
            var session = JsonNode.Parse(await login.Content.ReadAsStringAsync())!;
            http.DefaultRequestHeaders.Add("Prefer", "odata.maxpagesize=5000");
            http.DefaultRequestHeaders.Add((string)session["antiForgeryHeader"]!, (string)session["antiForgeryToken"]!);
            return new Server(process, http);
        }

        public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await http.GetStringAsync(path))!;

        public async Task<string> CreateAsync(string name) => await TryCreateAsync(name) ?? throw new InvalidOperationException($"{name} was not saved.");

        /// <summary>The name once it is acknowledged; null where the server is gone.</summary>
        public async Task<string?> TryCreateAsync(string name)
        {
            try
            {
                using var response = await http.PostAsJsonAsync("/api/shop/deal", new { name });
                return response.IsSuccessStatusCode ? name : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }

        public async Task PutAsync(string path, string text)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            using var response = await http.PutAsync($"/design/api/shop/draft/files/{path}", content);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        public async Task TryPublishAsync()
        {
            try
            {
                using var response = await http.PostAsJsonAsync("/design/api/shop/publish", new { consent = Enumerable.Range(0, Rounds + 1).Select(n => $"deal.extra_{n}") });
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
                // Killed before it answered.
            }
        }

        public void Kill() => process.Kill();

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            http.Dispose();
        }
    }
}
