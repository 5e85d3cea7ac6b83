namespace LowCodeCrm.Web.Tests.Lists;

public sealed class BulkTests(WebApp web)
{
    [Fact]
    public async Task Many_are_changed_at_once_and_changed_back()
    {
        var name = ListPage.Unique("Bulk");
        using (var http = web.Api())
        {
            var lines = string.Concat(Enumerable.Range(1, Many).Select(n => $"{name} {n:000},a@example.com,web,open,2026-04-01\n"));
            using var answer = await http.PostAsync("lead/$import?mode=create", new StringContent("company,email,source,status,received_on\n" + lines, System.Text.Encoding.UTF8, "text/csv"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        await using var window = await web.OpenAsync(ListPage.Filtered("lead", "all", $"contains(company, \"{name}\")"));
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected records" });
        await Assertions.Expect(bar).ToContainTextAsync("3 selected");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Change a field" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Job title" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        // What an input method composes is none of the dialog's: its Enter and Escape neither change nor close.
        await dialog.GetByRole(AriaRole.Textbox).FocusAsync();
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("ばいやー");
        await ime.PressAsync("Escape");
        await ime.PressAsync("Enter");
        await ime.CommitAsync("Buyer");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Buyer");
        Assert.Equal(0, await BuyersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 records changed.")).ToBeVisibleAsync();
        Assert.Equal(3, await BuyersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 records are as they were.")).ToBeVisibleAsync();
        Assert.Equal(0, await BuyersAsync());

        // All of them, stopped while the second hundred is under way: what was done is told, and undone.
        var (sent, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        var batches = 0;
        await page.RouteAsync("**/$batch", async route =>
        {
            if (Interlocked.Increment(ref batches) == 2)
            {
                sent.SetResult();
                await stopped.Task;
            }
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all that is loaded" }).CheckAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = $"Select all {Many}" }).ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Change a field" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Job title" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Buyer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await sent.Task;
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        stopped.SetResult();
        await Assertions.Expect(dialog).ToContainTextAsync("200 records were done.");
        await Assertions.Expect(dialog).ToContainTextAsync("Stopped; the rest was left alone.");
        Assert.Equal(200, await BuyersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByText("200 records are as they were.")).ToBeVisibleAsync();
        Assert.Equal(0, await BuyersAsync());
        window.AssertClean();

        Task<int> BuyersAsync() => web.CountAsync("lead", $"contains(company, \"{name}\") and job_title = \"Buyer\"");
    }

    private const int Many = 250;

    [Fact]
    public async Task Deleting_names_how_many_and_brings_them_back()
    {
        var name = ListPage.Unique("Gone");
        for (var i = 0; i < 2; i++) await web.CreateAsync("account", new { name = $"{name} {i}" });
        await using var window = await web.OpenAsync(ListPage.Filtered("account", "all", $"contains(name, \"{name}\")"), new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "表示中をすべて選択" }).CheckAsync();
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "選択したレコード" }).GetByRole(AriaRole.Button, new() { Name = "削除" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("取引先 2 件を削除しますか");
        await Assertions.Expect(dialog).ToContainTextAsync("30 日間は元に戻せます");
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "削除" }).ClickAsync();
        await Assertions.Expect(page.GetByText("条件に合うものはありません")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "元に戻す" }).ClickAsync();
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_rules_refuse_is_reported_with_its_reason()
    {
        var name = ListPage.Unique("Refused");
        await web.CreateAsync("opportunity", new { name, account_id = await web.CreateAsync("account", new { name }), stage = "prospecting", amount = 1000, currency = "JPY", close_on = "2027-01-31" });
        await using var window = await web.OpenAsync(ListPage.Filtered("opportunity", "all", $"name = \"{name}\""));
        var page = window.Page;
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change stage" }).ClickAsync();
        var input = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox);
        await input.FillAsync("Won");
        await input.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        var report = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(report).ToContainTextAsync("One was refused");
        await Assertions.Expect(report).ToContainTextAsync("has no such transition");
    }

    [Fact]
    public async Task What_the_list_shows_is_exported()
    {
        await using var window = await web.OpenAsync(ListPage.Filtered("product", "all", "category is set"));
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var count = await web.CountAsync("product", "category is set");
        await Assertions.Expect(dialog).ToContainTextAsync($"{count} records, as the list is filtered");
        await window.AssertSoundAsync();
        // Stopped before it has come, it leaves no file.
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/$export**", async route =>
        {
            await held.Task;
            await route.AbortAsync();
        });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Export stopped; no file was saved.")).ToBeVisibleAsync();
        held.SetResult();
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var book = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        Assert.EndsWith(".xlsx", book.SuggestedFilename, StringComparison.Ordinal);
        var sheet = Assert.Single(Runtime.Import.TabularReader.Read("export.xlsx", await File.ReadAllBytesAsync((await book.PathAsync())!)));
        Assert.Equal(count, sheet.Rows.Length - 1);
        Assert.Contains("Unit price", sheet.Rows[0].Cells);
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "CSV" }).CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Contains("name", lines[0], StringComparison.Ordinal);
        Assert.Equal(count, lines.Length - 1);
    }

    [Fact]
    public async Task Fields_and_the_kind_of_file_can_be_chosen()
    {
        await using var window = await web.OpenAsync(ListPage.Filtered("product", "all", "category is set"), new Look("ja"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "書き出し" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "すべての項目" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "NDJSON" }).CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "書き出し" }).ClickAsync());
        Assert.EndsWith(".ndjson", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(await web.CountAsync("product", "category is set"), lines.Length);
        Assert.All(lines, line => Assert.True(System.Text.Json.JsonDocument.Parse(line).RootElement.TryGetProperty("created_at", out _)));
    }
}
