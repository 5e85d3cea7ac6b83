namespace LowCodeCrm.Web.Tests.Lists;

public sealed class BulkTests(WebApp web)
{
    [Fact]
    public async Task Many_are_changed_at_once_and_changed_back()
    {
        var name = ListPage.Unique("Bulk");
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add(await web.CreateAsync("lead", new { company = $"{name} {i}", email = "a@example.com", source = "web", status = "open", received_on = "2026-04-01" }));
        await using var window = await web.OpenAsync(ListPage.Filtered("lead", "all", $"contains(company, \"{name}\")"));
        var page = window.Page;
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected records" });
        await Assertions.Expect(bar).ToContainTextAsync("3 selected");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Change a field" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Job title" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Buyer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 records changed.")).ToBeVisibleAsync();
        foreach (var id in ids) Assert.Equal("Buyer", (await web.ReadAsync("lead", id)).GetProperty("job_title").GetString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 records are as they were.")).ToBeVisibleAsync();
        foreach (var id in ids) Assert.Equal(System.Text.Json.JsonValueKind.Null, (await web.ReadAsync("lead", id)).GetProperty("job_title").ValueKind);
        window.AssertClean();
    }

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
