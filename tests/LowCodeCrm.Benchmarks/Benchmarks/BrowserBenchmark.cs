using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using LowCodeCrm.Benchmarks.Http;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;
using Microsoft.Playwright;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>
/// The web app in a real Chromium, against a server of its own. Processor time is what the page's main thread spent (<c>Performance.getMetrics</c>), which
/// other work on the machine moves less than it moves the clock.
/// </summary>
internal sealed class BrowserBenchmark : IBenchmark
{
    private const int Rows = 10_000, Rounds = 7, Letters = 30;
    private const string Password = "correct horse battery";
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Two screens a step, a frame between two: what a hand on the wheel does. Tells the longest of the frames' gaps.</summary>
    private const string Scroll = """
        async () => {
          const grid = document.querySelector('[role=grid]');
          const next = () => new Promise((done) => requestAnimationFrame(done));
          let [before, steps, late, longest] = [await next(), 0, 0, 0];
          // What is not loaded yet is waited for at its place.
          const last = () => document.querySelector(`[data-id][aria-rowindex="${grid.getAttribute('aria-rowcount') - 1}"]`);
          while (!last()) {
            grid.scrollTop += 2 * grid.clientHeight;
            const now = await next();
            steps++;
            if (now - before > 50) late++;
            longest = Math.max(longest, now - before);
            before = now;
          }
          return [steps, late, longest];
        }
        """;

    public string Name => "browser";

    public async Task RunAsync(Report report)
    {
        if (Chromium() is not { } chromium)
        {
            await Console.Error.WriteLineAsync("  There is no Chromium: left out.");
            return;
        }
        using var folder = new TemporaryFolder();
        BenchmarkApp.WriteFolder(folder["app"]);
        WideApp.WriteFolder(folder["wide"]);
        var key = TemporaryFolder.NewKey(folder["data"], Password);
        await using var server = ServerProcess.Crm(folder["data"], "--app", folder["app"], "--app", folder["wide"]);
        var address = await server.ListeningAsync();
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        await ImportBenchmark.ImportAsync(client, address, Rows);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Headless = true, Args = Arguments });
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address, Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var signedIn = await context.APIRequest.PostAsync("/auth/login", new APIRequestContextOptions { DataObject = new { user = "admin", password = Password } });
        if (!signedIn.Ok) throw new InvalidOperationException(await signedIn.TextAsync());
        report.Limit("web app: entry's JavaScript, gzipped", Entry() / 1024.0, "KB", 300, "what index.html loads before anything is shown");
        await FirstPaintAsync(context, report);
        await ScrollAsync(context, report);
        await TypeAsync(context, report);
    }

    private static async Task FirstPaintAsync(IBrowserContext context, Report report)
    {
        var times = new List<double>();
        for (var i = 0; i <= Rounds; i++)
        {
            var page = await context.NewPageAsync();
            // The first row, seen as soon as it stands there.
            await page.AddInitScriptAsync("new MutationObserver((_, o) => { if (document.querySelector('[role=row][data-id]')) { o.disconnect(); requestAnimationFrame(() => requestAnimationFrame((t) => (window.painted = t))); } }).observe(document, { childList: true, subtree: true })");
            await page.GotoAsync($"/app/{BenchmarkApp.Name}/opportunity");
            await page.WaitForFunctionAsync("() => window.painted");
            if (i > 0) times.Add(await page.EvaluateAsync<double>("() => window.painted"));
            await page.CloseAsync();
        }
        report.Limit("web app: first rows of a list", (times.Min(), Median(times)), 1_000, $"from the navigation to the frame that shows them, {Rows:N0} records, warm server, scripts in the browser's cache, {Rounds} rounds");
    }

    private static async Task ScrollAsync(IBrowserContext context, Report report)
    {
        var page = await context.NewPageAsync();
        var metrics = await MeasureAsync(page);
        await page.GotoAsync($"/app/{BenchmarkApp.Name}/opportunity?view=all");
        await page.WaitForSelectorAsync("[role=row][data-id]");
        await ShowAllColumnsAsync(page);
        var (work, steps) = await SpentAsync(metrics, () => page.EvaluateAsync<double[]>(Scroll));
        var total = steps[0];
        report.Limit($"web app: {Rows:N0} rows scrolled through for the first time, main thread", work, "ms", null, $"12 columns, {total:0} steps of two screens, {Rows / 200} pages fetched meanwhile; frames later than 50 ms: {steps[1]:0}, the longest {steps[2]:0} ms");
        var again = new List<double>();
        double late = 0, longest = 0;
        for (var i = 0; i < Rounds; i++)
        {
            await page.EvaluateAsync("() => { document.querySelector('[role=grid]').scrollTop = 0; }");
            await page.WaitForSelectorAsync("[role=row][aria-rowindex='2']");
            var (spent, frames) = await SpentAsync(metrics, () => page.EvaluateAsync<double[]>(Scroll));
            again.Add(spent);
            (late, longest) = (late + frames[1], Math.Max(longest, frames[2]));
            total = frames[0];
        }
        report.Limit($"web app: {Rows:N0} rows scrolled through, main thread", (again.Min(), Median(again)), null, $"12 columns, {total:0} steps of two screens, all loaded before, {Rounds} rounds; {Report.Number(again.Min() / total)} ms a step at best; frames later than 50 ms: {late:0} of {total * Rounds:0}, the longest {longest:0} ms");
        await page.CloseAsync();
    }

    private static async Task ShowAllColumnsAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Display" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        for (var columns = await page.Locator("[role=columnheader][data-column]").CountAsync(); columns < 12; columns++)
        {
            await dialog.Locator("input[type=checkbox]:not(:checked)").First.ClickAsync();
            await Assertions.Expect(page.Locator("[role=columnheader][data-column]")).ToHaveCountAsync(columns + 1);
        }
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task TypeAsync(IBrowserContext context, Report report)
    {
        var page = await context.NewPageAsync();
        var metrics = await MeasureAsync(page);
        await page.GotoAsync($"/app/{WideApp.Name}/{WideApp.Entity}/new");
        var name = page.GetByRole(AriaRole.Textbox, new() { Name = "name", Exact = false }).First;
        await name.ClickAsync();
        await page.Keyboard.TypeAsync("warm up");
        var (times, script) = (new List<double>(), new List<double>());
        for (var i = 0; i < Letters; i++)
        {
            var before = await MetricsAsync(metrics);
            await page.Keyboard.PressAsync("x");
            await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var after = await MetricsAsync(metrics);
            times.Add((after.Task - before.Task) * 1_000);
            script.Add((after.Script - before.Script) * 1_000);
        }
        report.Limit("web app: a letter in a form of 100 fields, main thread", (times.Min(), Median(times)), 16, $"50 computed one after another, 50 validations; rules, drawing, layout and two frames; {Letters} letters; of it scripts {Report.Number(Median(script))} ms (median)");
        await page.CloseAsync();
    }

    private static async Task<(double Milliseconds, T Result)> SpentAsync<T>(ICDPSession metrics, Func<Task<T>> work)
    {
        var before = await MetricsAsync(metrics);
        var result = await work();
        return (((await MetricsAsync(metrics)).Task - before.Task) * 1_000, result);
    }

    private static async Task<ICDPSession> MeasureAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        return session;
    }

    /// <summary>Seconds since <see cref="MeasureAsync"/>.</summary>
    private static async Task<(double Task, double Script)> MetricsAsync(ICDPSession session)
    {
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        return (metrics["TaskDuration"], metrics["ScriptDuration"]);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Bytes of the entry and all that it imports, by Vite's manifest.</summary>
    private static long Entry()
    {
        var dist = Path.Combine(AppContext.BaseDirectory, "web", "app");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(dist, ".vite", "manifest.json")));
        var files = new HashSet<string>();
        Add("index.html");
        return files.Where(file => file.EndsWith(".js", StringComparison.Ordinal)).Sum(file => Gzipped(Path.Combine(dist, file)));

        void Add(string name)
        {
            var chunk = manifest.RootElement.GetProperty(name);
            if (!files.Add(chunk.GetProperty("file").GetString()!) || !chunk.TryGetProperty("imports", out var imports)) return;
            foreach (var import in imports.EnumerateArray()) Add(import.GetString()!);
        }
    }

    private static long Gzipped(string file)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true)) zip.Write(File.ReadAllBytes(file));
        return buffer.Length;
    }

    private static string? Chromium() => Environment.GetEnvironmentVariable("LOWCODECRM_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
