namespace LowCodeCrm.Designer.Web.Tests;

public sealed class FormDesignTests(WebApp web)
{
    [Fact]
    public async Task A_field_dragged_onto_the_form_stands_on_the_live_form_where_it_was_dropped()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/forms/opportunity/main");
        var page = window.Page;
        var field = page.Locator("[data-new=currency]");
        await Assertions.Expect(page.Locator("[data-element-of=currency]")).ToHaveCountAsync(0);
        await page.DragBelowAsync(field, page.Locator("[data-element-of=name]"));
        await Assertions.Expect(page.Locator("[data-drop]")).ToContainTextAsync("Currency");
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("[data-element-of=currency]")).ToBeVisibleAsync();
        await Assertions.Expect(field).ToHaveCountAsync(0);
        await page.SavedAsync();
        await page.PublishAsync(2);
        window.AssertClean();
        await page.GotoAsync($"/app/{app}/opportunity/new");
        var fields = page.Locator("[data-field]");
        await Assertions.Expect(page.Locator("[data-field=currency]")).ToBeVisibleAsync();
        var order = await fields.EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.field)");
        Assert.Equal(Array.IndexOf(order, "name") + 1, Array.IndexOf(order, "currency"));
    }

    [Fact]
    public async Task By_keys_a_field_is_added_moved_copied_taken_off_and_all_of_it_undone()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/forms/product/main");
        var page = window.Page;
        var before = await web.FileAsync(app, "forms/product.main.json");
        var blocks = page.Locator("[data-element-of]");
        await page.Locator("[data-element-of=name]").FocusAsync();
        await page.Locator("[data-new=text]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var added = page.Locator("[data-element-of=text_1]");
        await Assertions.Expect(added).ToBeVisibleAsync();
        await added.FocusAsync();
        var place = await added.GetAttributeAsync("data-path");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(added).Not.ToHaveAttributeAsync("data-path", place!);
        await Assertions.Expect(added).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+d");
        await Assertions.Expect(page.Locator("[data-element-of=text_1_2]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator("[data-element-of=text_1_2]")).ToHaveCountAsync(0);
        await page.SavedAsync();
        Assert.Contains("\"text_1\"", await web.FileAsync(app, "entities/product.json"));
        foreach (var _ in Enumerable.Range(0, 4)) await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.GetByText("As live, version 1")).ToBeVisibleAsync();
        Assert.Equal(before, await web.FileAsync(app, "forms/product.main.json"));
        Assert.True(await blocks.CountAsync() > 0);
        window.AssertClean();
    }

    [Fact]
    public async Task A_condition_put_together_on_the_form_is_text_in_the_rules_and_holds_in_the_live_form()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/forms/opportunity/main");
        var page = window.Page;
        var properties = page.GetByRole(AriaRole.Complementary, new() { Name = "Properties" });
        await page.Locator("[data-element-of=description]").ClickAsync();
        await properties.GetByText("Behaviour", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Visible" }).ClickAsync();
        var rows = page.GetByRole(AriaRole.Dialog);
        await page.Keyboard.TypeAsync("Stage");
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = "Stage" }).First.ClickAsync();
        await rows.Button("Done").ClickAsync();
        await Assertions.Expect(rows.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give a value");
        await rows.GetByRole(AriaRole.Combobox, new() { Name = "Value" }).ClickAsync();
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = "Lost" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await rows.Button("Done").ClickAsync();
        await Assertions.Expect(properties).ToContainTextAsync("Lost");
        await page.SavedAsync();
        Assert.Contains("show description when stage", await web.FileAsync(app, "rules/opportunity.rules"));
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await page.PublishAsync(2);
        await page.GotoAsync($"/app/{app}/opportunity/new");
        await Assertions.Expect(page.Locator("[data-field=name]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-field=description]")).ToHaveCountAsync(0);
        window.AssertClean();
    }

    [Fact]
    public async Task A_view_designed_with_a_condition_lists_only_what_meets_it()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/views/opportunity/all");
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Records" }).ClickAsync();
        // An empty condition opens on the list of fields.
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).Button("As text").ClickAsync();
        await page.GetByLabel("Condition as text").FillAsync("stage = won");
        await page.GetByRole(AriaRole.Dialog).Button("Apply").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "Negotiation" })).ToHaveCountAsync(0);
        await page.SavedAsync();
        await page.PublishAsync(2);
        var meta = await web.GetAsync($"/api/{app}/meta");
        var view = meta.GetProperty("views").EnumerateArray().Single(one => one.GetProperty("entity").GetString() == "opportunity" && one.GetProperty("name").GetString() == "all");
        Assert.Equal("stage = won", view.GetProperty("filter").GetString());
        await page.GotoAsync($"/app/{app}/opportunity?view=all");
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "Won" }).First).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task An_accent_on_which_white_cannot_be_read_is_corrected_said_so_and_reaches_the_live_app()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/look");
        var page = window.Page;
        await page.GetByLabel("Written").FillAsync("#ffd400");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "#ffd400" })).ToBeVisibleAsync();
        await page.SavedAsync();
        await page.PublishAsync(2);
        await page.GotoAsync($"/app/{app}/opportunity");
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).First).ToBeVisibleAsync();
        var accent = await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--accent')");
        Assert.StartsWith("light-dark(#", accent.Trim());
        Assert.DoesNotContain("#ffd400", accent);
        await window.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(DesignLookTests.Looks), MemberType = typeof(DesignLookTests))]
    public async Task Forms_views_and_look_are_sound_in_every_look(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync($"/design/{WebApp.App}/forms/opportunity/main?field=stage", look);
        var page = window.Page;
        await Assertions.Expect(page.Locator("[data-element-of=stage][aria-current]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-element-of=account]")).ToBeVisibleAsync();
        await window.ShootAsync(look, "Forms");
        await window.AssertSoundAsync();
        await page.GotoAsync($"/design/{WebApp.App}/views/opportunity/all");
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).First).ToBeVisibleAsync();
        await window.ShootAsync(look, "ListView");
        await page.GotoAsync($"/design/{WebApp.App}/views/opportunity/board");
        await Assertions.Expect(page.Locator("article").First).ToBeVisibleAsync();
        await window.ShootAsync(look, "Views");
        await window.AssertSoundAsync();
        await page.GotoAsync($"/design/{WebApp.App}/look");
        await Assertions.Expect(page.Locator("aside h1")).ToBeVisibleAsync();
        await window.ShootAsync(look, "Look");
        await window.AssertSoundAsync();
    }
}
