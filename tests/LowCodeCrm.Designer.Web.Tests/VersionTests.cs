using System.Net.Http.Json;

namespace LowCodeCrm.Designer.Web.Tests;

public sealed class VersionTests(WebApp web)
{
    [Fact]
    public async Task An_earlier_version_is_made_live_again_and_what_was_entered_since_stays()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product?field=name");
        var page = window.Page;
        var label = page.GetByLabel("English", new() { Exact = true });
        await label.FillAsync("Title of the product");
        await page.Keyboard.PressAsync("Enter");
        await page.SavedAsync();
        await page.PublishAsync(2);
        using (var http = web.Api())
        {
            var answer = await http.PostAsJsonAsync($"/api/{app}/product", new { name = "Entered since", code = "SINCE-1", unit_price = 1 });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        await page.GotoAsync($"/design/{app}/versions");
        await Assertions.Expect(page.Locator("details")).ToContainTextAsync("Title of the product");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Versions" }).GetByText("Version 1").ClickAsync();
        await page.Button("Make it live again").ClickAsync();
        await page.Modal().Button("Make it live again").ClickAsync();
        await Assertions.Expect(page.GetByText("Version 1 is live again.")).ToBeVisibleAsync();
        var meta = await web.GetAsync($"/api/{app}/meta");
        Assert.Equal(1, meta.GetProperty("version").GetInt32());
        var found = await web.GetAsync($"/api/{app}/product?filter={Uri.EscapeDataString("name = \"Entered since\"")}");
        Assert.Equal(1, found.GetProperty("value").GetArrayLength());
        window.AssertClean();
    }

    [Fact]
    public async Task A_discarded_draft_equals_the_live_version_and_can_be_brought_back()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product?field=name");
        var page = window.Page;
        await page.GetByLabel("English", new() { Exact = true }).FillAsync("Changed");
        await page.Keyboard.PressAsync("Enter");
        await page.SavedAsync();
        await page.Button("Draft · 1 change").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Discard the draft" }).ClickAsync();
        await page.Modal().Button("Discard").ClickAsync();
        await Assertions.Expect(page.GetByText("As live, version 1")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("English", new() { Exact = true })).ToHaveValueAsync("Name");
        await page.Button("Undo").ClickAsync();
        await Assertions.Expect(page.GetByLabel("English", new() { Exact = true })).ToHaveValueAsync("Changed");
        window.AssertClean();
    }
}
