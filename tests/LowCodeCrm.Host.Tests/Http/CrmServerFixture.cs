using System.Collections.Immutable;
using System.Net.Http.Headers;
using LowCodeCrm.Runtime.Security;
using LowCodeCrm.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>A real server with the sample, in this process on a free port, started as <c>crm serve</c> starts it. One for all tests of a run.</summary>
public sealed class CrmServerFixture : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string App = "sales-crm";
    private readonly string data = Path.Combine(Path.GetTempPath(), "crm-http-" + Guid.NewGuid().ToString("N"));
    private CrmHost? host;

    public CrmHost Host => host ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>With an administrator's key, in English, below the sample's API.</summary>
    public ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        host = await CrmHost.StartAsync(new CrmHostOptions(data, "http://127.0.0.1:0")
        {
            AdminPassword = Password, Apps = [new DirectoryInfo(Path.Combine(Repository.Root, "samples", App))],
        }, CancellationToken.None);
        Api = As("admin");
    }

    /// <summary>A client with a fresh key of a user.</summary>
    public ApiClient As(string user, params ImmutableArray<string> roles)
    {
        var account = Host.Services.GetRequiredService<UserStore>().Find(user)!;
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Host.Services.GetRequiredService<CredentialStore>().NewKey(account, roles, null));
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        return new ApiClient(http);
    }

    /// <summary>The same below an app of another server.</summary>
    public static ApiClient ClientOf(CrmHost host, string app)
    {
        var http = new HttpClient { BaseAddress = new Uri($"{host.Address}/api/{app}/") };
        var key = host.Services.GetRequiredService<CredentialStore>().NewKey(host.Services.GetRequiredService<UserStore>().Find("admin")!, [], null);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        return new ApiClient(http);
    }

    /// <summary>Without credentials, cookies kept by the caller.</summary>
    public HttpClient Anonymous() =>
        new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"{Host.Address}/api/{App}/") };

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class CrmServerTests : ICollectionFixture<CrmServerFixture>
{
    public const string Name = "crm server";
}
