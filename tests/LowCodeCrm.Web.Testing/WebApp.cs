using System.Net.Http.Headers;
using LowCodeCrm.Host;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Testing;

/// <summary>
/// A real server with the sample and a real Chromium, one of each for all tests. Where there is no Chromium, tests that need it are skipped and say so; in CI they fail.
/// </summary>
public sealed class WebApp : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string App = "sales-crm";
    private readonly string data = Path.Combine(Path.GetTempPath(), "crm-web-" + Guid.NewGuid().ToString("N"));
    private readonly SemaphoreSlim starting = new(1);
    private CrmHost? host;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string? session;

    public CrmHost Host => host ?? throw new InvalidOperationException("The server is not running.");
    public string Address => Host.Address;

    public async ValueTask InitializeAsync() => host = await CrmHost.StartAsync(new CrmHostOptions(data, "http://127.0.0.1:0")
    {
        AdminPassword = Password, Apps = [new DirectoryInfo(Path.Combine(Repository.Root, "samples", App))],
    }, CancellationToken.None);

    /// <summary>Opens an address of the server, or of another at <paramref name="address"/>, in a window of its own.</summary>
    public async Task<Window> OpenAsync(string path, Look? look = null, bool signedIn = true, string? address = null)
    {
        look ??= new Look();
        var context = await (await BrowserAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address ?? Address,
            Locale = look.Language == "ja" ? "ja-JP" : "en-GB",
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.IsPhone ? 780 : 900 },
            HasTouch = look.IsPhone,
            IsMobile = look.IsPhone,
            TimezoneId = "Asia/Tokyo",
            // What moves is over at once: no test is about the way there.
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = signedIn ? await SessionAsync() : null,
        });
        var window = await Window.CreateAsync(context, address ?? Address);
        await window.Page.GotoAsync(path);
        return window;
    }

    /// <summary>A client with a fresh key of the administrator, for what tests lay down beforehand.</summary>
    public HttpClient Api()
    {
        var http = new HttpClient { BaseAddress = new Uri($"{Address}/api/{App}/") };
        var key = Host.Services.GetRequiredService<CredentialStore>().NewKey(Admin, [], null);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public UserAccount Admin => Host.Services.GetRequiredService<UserStore>().Find("admin")!;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (browser is not null) return browser;
            if (Chromium.Path is not { } path)
            {
                if (Chromium.IsRequired) throw new InvalidOperationException(Chromium.Missing);
                Assert.Skip(Chromium.Missing);
                throw new InvalidOperationException();
            }
            playwright ??= await Playwright.CreateAsync();
            return browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Chromium.Arguments });
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Signed in once, by the API; the sign-in screen has tests of its own.</summary>
    private async Task<string> SessionAsync()
    {
        if (session is not null) return session;
        await using var context = await (await BrowserAsync()).NewContextAsync(new BrowserNewContextOptions { BaseURL = Address });
        var answer = await context.APIRequest.PostAsync("/auth/login", new APIRequestContextOptions { DataObject = new { user = "admin", password = Password } });
        Assert.True(answer.Ok, await answer.TextAsync());
        return session = await context.StorageStateAsync();
    }
}
