using System.Net.Http.Headers;
using LowCodeCrm.Host;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Forms;

/// <summary>A server with an app that has a field of every type.</summary>
public sealed class EveryTypeApp : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "crm-every-" + Guid.NewGuid().ToString("N"));
    private CrmHost? host;

    public string Address => host!.Address;

    public async ValueTask InitializeAsync() => host = await CrmHost.StartAsync(new CrmHostOptions(data, "http://127.0.0.1:0")
    {
        AdminPassword = WebApp.Password, Apps = [new DirectoryInfo(Path.Combine(Repository.Root, "tests", "LowCodeCrm.Web.Tests", "Forms", "every-type"))],
    }, CancellationToken.None);

    /// <summary>A client with a key of the administrator.</summary>
    public HttpClient Api()
    {
        var http = new HttpClient { BaseAddress = new Uri(Address + "/api/every-type/") };
        var key = host!.Services.GetRequiredService<CredentialStore>().NewKey(host.Services.GetRequiredService<UserStore>().Find("admin")!, [], null);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>Opens a path in a window of the shared browser, signed in here.</summary>
    public async Task<Window> OpenAsync(WebApp web, string path, Look look)
    {
        var window = await web.OpenAsync(Address + "/sign-in", look, signedIn: false);
        var answer = await window.Context.APIRequest.PostAsync(Address + "/auth/login", new APIRequestContextOptions { DataObject = new { user = "admin", password = WebApp.Password } });
        Assert.True(answer.Ok, await answer.TextAsync());
        await window.Page.GotoAsync(Address + path);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }
}
