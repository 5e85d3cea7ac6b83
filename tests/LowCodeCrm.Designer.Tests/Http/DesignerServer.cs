using System.Collections.Immutable;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;
using LowCodeCrm.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCodeCrm.Designer.Tests.Http;

/// <summary>A real server in this process on a free port, without apps. Each test makes its own.</summary>
public sealed class DesignerServer : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "crm-design-" + Guid.NewGuid().ToString("N"));
    private WebApplication? server;
    private AppCatalog? catalog;
    private int apps;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var folder = new DataFolder(data);
        catalog = await AppCatalog.OpenAsync(folder, AppHostOptions.For(folder), NullLogger<AppCatalog>.Instance, CancellationToken.None);
        builder.Services.AddCrm(new SystemStore(data), catalog, new SecurityOptions());
        builder.Services.AddDesigner(new DesignerOptions { SamplesFolder = Path.Combine(Repository.Root, "samples") });
        server = builder.Build();
        server.UseCrm(endpoints => endpoints.MapDesigner());
        server.Services.GetRequiredService<UserStore>().Add("admin", "Administrator", null, [Caller.AdministratorRole]);
        server.Services.GetRequiredService<UserStore>().Add("hanako", "Hanako", null, ["sales"]);
        await server.StartAsync();
    }

    public DesignClient As(string? user, string language = "en")
    {
        var address = server!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Add("Accept-Language", language);
        if (user is not null)
        {
            var account = server.Services.GetRequiredService<UserStore>().Find(user)!;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Services.GetRequiredService<CredentialStore>().NewKey(account, [], null));
        }
        return new DesignClient(http);
    }

    /// <summary>An administrator's client and the name of a new app of one entity, "deal".</summary>
    public async Task<(DesignClient Client, string App)> NewAppAsync(params (string Path, string Text)[] more)
    {
        var name = $"app{Interlocked.Increment(ref apps)}";
        var client = As("admin");
        var files = Deal.Files.Concat(more).ToArray();
        (await client.Send("POST", $"/design/api/apps?name={name}", new ByteArrayContent(Deal.Zip(files)) { Headers = { ContentType = new("application/zip") } })).Is(201);
        return (client, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        if (catalog is not null) await catalog.DisposeAsync();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }
}

/// <summary>A small app.</summary>
public static class Deal
{
    public const string Entity = """
        {
          "title": "Deal", "type": "object", "required": ["name"],
          "properties": {
            "name": {"type": "string", "maxLength": 200, "x-crm": {"id": "f_name"}},
            "amount": {"type": ["number", "null"], "x-crm": {"id": "f_amount", "type": "money", "scale": 2}},
            "stage": {"type": ["string", "null"], "enum": ["open", "won", null], "x-crm": {"id": "f_stage", "type": "choice", "options": [{"value": "open", "id": "o_open"}, {"value": "won", "id": "o_won"}]}}
          },
          "x-crm": {"id": "e_deal", "display": "name"}
        }
        """;

    public const string WithNote = """
        {
          "title": "Deal", "type": "object", "required": ["name"],
          "properties": {
            "name": {"type": "string", "maxLength": 200, "x-crm": {"id": "f_name"}},
            "amount": {"type": ["number", "null"], "x-crm": {"id": "f_amount", "type": "money", "scale": 2}},
            "stage": {"type": ["string", "null"], "enum": ["open", "won", null], "x-crm": {"id": "f_stage", "type": "choice", "options": [{"value": "open", "id": "o_open"}, {"value": "won", "id": "o_won"}]}},
            "note": {"type": ["string", "null"], "maxLength": 100}
          },
          "x-crm": {"id": "e_deal", "display": "name"}
        }
        """;

    public const string WithoutAmount = """
        {
          "title": "Deal", "type": "object", "required": ["name"],
          "properties": {"name": {"type": "string", "maxLength": 200}, "stage": {"type": ["string", "null"], "enum": ["open", "won", null], "x-crm": {"type": "choice"}}},
          "x-crm": {"display": "name"}
        }
        """;

    public const string Rules = "rules for deal {\n  validate positive {\n    require amount is empty or amount > 0\n    message en \"More than nothing\" ja \"0より大きく\"\n    at amount\n  }\n}\n";

    public static readonly ImmutableArray<(string Path, string Text)> Files =
    [
        ("app.json", """{"formatVersion": 1, "id": "a_1", "name": "deals", "title": {"en": "Deals", "ja": "案件"}, "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "USD"}"""),
        ("entities/deal.json", Entity),
    ];

    public static byte[] Zip(IEnumerable<(string Path, string Text)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return stream.ToArray();
    }
}
