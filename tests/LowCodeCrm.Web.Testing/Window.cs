using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LowCodeCrm.Web.Testing;

/// <summary>A page, and what went wrong on it: refusals of the content security policy, errors of scripts, requests to elsewhere.</summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>How long a condition is waited for. Nothing takes so long but on a machine that does ten other things.</summary>
    private const int Patience = 60_000;
    private const string Listener = "document.addEventListener('securitypolicyviolation', e => console.error('CSP refused ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber))";
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> problems = [];
    private readonly ConcurrentDictionary<IRequest, bool> unanswered = [];

    private Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }
    public IBrowserContext Context => context;

    internal static async Task<Window> CreateAsync(IBrowserContext context, string address)
    {
        await context.AddInitScriptAsync(Listener);
        var page = await context.NewPageAsync();
        var window = new Window(context, page);
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        page.PageError += (_, error) => window.problems.Enqueue("Script: " + error);
        // What the server refuses is told to the page, which answers for it; the browser's own line about it is none of its errors.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) window.problems.Enqueue("Console: " + message.Text);
        };
        page.RequestFinished += (sender, request) => window.unanswered.TryRemove(request, out _);
        page.RequestFailed += (sender, request) => window.unanswered.TryRemove(request, out _);
        context.Request += (_, request) =>
        {
            window.unanswered[request] = true;
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                window.problems.Enqueue("Request to elsewhere: " + request.Url);
        };
        return window;
    }

    /// <summary>Waits until the app has asked for what nobody waits for either: its first page was drawn and rested, and the apps to switch to have come.</summary>
    public Task SettleAsync() => Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(asked => asked.name.endsWith('/api/'))");

    /// <summary>Nothing went wrong so far.</summary>
    public void AssertClean() => Assert.Empty(problems);

    /// <summary>Nothing went wrong, nothing is wider than the window, and nobody is shut out (WCAG 2.2 A and AA).</summary>
    public async Task AssertSoundAsync()
    {
        AssertClean();
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await Axe.AssertAsync(Page);
    }

    /// <summary>A picture to look at, in the folder that LOWCODECRM_SCREENSHOTS names; without it none is taken.</summary>
    public async Task ShootAsync(Look look, [CallerMemberName] string name = "")
    {
        if (Environment.GetEnvironmentVariable("LOWCODECRM_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{look.Language}-{(look.Dark ? "dark" : "light")}-{look.Width}.png") });
    }

    /// <summary>Tells how the page stood, which is shown where the test failed.</summary>
    public async ValueTask DisposeAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine($"{Page.Url}; problems: [{string.Join("; ", problems)}]; unanswered: [{string.Join(", ", unanswered.Keys.Select(r => r.Method + " " + r.Url))}]");
        if (!Page.IsClosed && TestContext.Current.CancellationToken is { IsCancellationRequested: false })
            output?.WriteLine(await Page.EvaluateAsync<string>("() => document.readyState + '; at ' + document.activeElement?.outerHTML.slice(0, 200) + '; ' + document.body.innerText.slice(0, 2000)"));
        await context.DisposeAsync();
    }
}
