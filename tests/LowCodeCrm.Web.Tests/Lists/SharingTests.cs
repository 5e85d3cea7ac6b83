using System.Text.RegularExpressions;

namespace LowCodeCrm.Web.Tests.Lists;

/// <summary>Views that somebody makes for others too.</summary>
public sealed class SharingTests(WebApp web)
{
    [Fact]
    public async Task A_view_is_shared_with_everybody_changed_deleted_and_brought_back()
    {
        var title = ListPage.Unique("Cheap");
        await using var window = await web.OpenAsync(ListPage.Of("product"), new Look("en"));
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await MenuAsync(page, "Save as a new view");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(title);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Tab(page, title)).ToBeVisibleAsync();

        await MenuAsync(page, "Share…");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Who sees this view" }).ClickAsync();
        await page.GetByTitle("Everybody", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Administrators may always change it.")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("view=shared-"));

        // Somebody else's browser, with nothing of this one's.
        var look = new Look("ja", Dark: true, Width: 375);
        await using var other = await web.OpenAsync(new Uri(page.Url).PathAndQuery, look);
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(title);
        await other.ShootAsync(look);
        await other.AssertSoundAsync();

        await MenuAsync(page, "Delete view");
        await Assertions.Expect(Tab(page, title)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Tab(page, title)).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task What_somebody_saved_and_shared_goes_on_when_a_field_gets_another_name()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product?field=unit_price");
        var page = window.Page;
        var (own, shared) = (ListPage.Unique("Own"), ListPage.Unique("Shared"));
        await SaveAsync(own);
        await SaveAsync(shared);
        await MenuAsync(page, "Share…");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox, new() { Name = "Who sees this view" }).ClickAsync();
        await page.GetByTitle("Everybody", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("view=shared-"));
        var count = (await web.GetAsync($"/api/{app}/product?$top=0&$count=true&filter={Uri.EscapeDataString("unit_price >= 1000")}")).GetProperty("@odata.count").GetInt32();

        await page.GotoAsync($"/design/{app}/data/product?field=unit_price");
        await page.Button("Rename").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("list_price");
        await page.Modal().Button("Rename").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        await page.SavedAsync();
        await page.PublishAsync(2);

        await page.GotoAsync($"/app/{app}/product");
        foreach (var title in new[] { own, shared })
        {
            await Tab(page, title).ClickAsync();
            await Assertions.Expect(Tab(page, title)).ToHaveAttributeAsync("aria-selected", "true");
            await Assertions.Expect(page.Head("Unit price")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Unit price ≥ ¥1,000")).ToBeVisibleAsync();
            // Head and foot are rows as well.
            await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-rowcount", $"{count + 2}");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
        window.AssertClean();

        async Task SaveAsync(string title)
        {
            await page.GotoAsync($"/app/{app}/product?view=all&filter={Uri.EscapeDataString("unit_price >= 1000")}");
            await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
            await MenuAsync(page, "Save as a new view");
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(title);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(Tab(page, title)).ToBeVisibleAsync();
        }
    }

    private static ILocator Tab(IPage page, string title) => page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex(Regex.Escape(title)) });

    private static async Task MenuAsync(IPage page, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "View actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true }).ClickAsync();
    }
}
