namespace LowCodeCrm.Designer.Web.Tests;

public sealed class DataTests(WebApp web)
{
    [Fact]
    public async Task A_field_that_is_added_and_published_stands_on_the_live_form()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product");
        var page = window.Page;
        await page.Button("Add a field").ClickAsync();
        await page.Modal().GetByRole(AriaRole.Searchbox).FillAsync("整数");
        await page.Modal().Button("Whole number").ClickAsync();
        await page.GetByLabel("Label (English)").FillAsync("Shelf number");
        await page.GetByLabel("Label (Japanese)").FillAsync("棚番");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("shelf_number");
        await page.Modal().Button("Add").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Shelf number" })).ToBeVisibleAsync();
        await page.SavedAsync();
        await page.PublishAsync(2);
        window.AssertClean();
        await page.GotoAsync($"/app/{app}/product/new");
        await Assertions.Expect(page.GetByLabel("Shelf number")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_field_used_in_rules_is_renamed_everywhere_and_that_is_undone_in_one_step()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/opportunity?field=amount");
        var page = window.Page;
        await page.Button("Rename").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("deal_amount");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("Validation: A won deal needs an amount and a decision date");
        await page.Modal().Button("Rename").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        Assert.Contains("deal_amount", await web.FileAsync(app, "rules/opportunity.rules"));
        Assert.Contains("deal_amount", await web.FileAsync(app, "views/opportunity.all.json"));
        await page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(page.GetByText("As live, version 1")).ToBeVisibleAsync();
        Assert.DoesNotContain("deal_amount", await web.FileAsync(app, "rules/opportunity.rules"));
        window.AssertClean();
    }

    [Fact]
    public async Task Deleting_a_field_says_where_it_is_used_and_what_is_lost_and_publishing_asks_for_consent()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/opportunity?field=amount");
        var page = window.Page;
        await page.Button("Delete the field").ClickAsync();
        await Assertions.Expect(page.Modal()).ToContainTextAsync("live records hold a value in it");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("Weighted amount");
        await page.Modal().Button("Cancel").ClickAsync();
        // One that no rule names can go.
        await page.GotoAsync($"/design/{app}/data/opportunity?field=description");
        await page.Button("Delete the field").ClickAsync();
        await page.Modal().Button("Delete").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Shift+P");
        var publish = page.Modal().Button("Publish");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("Removes the field Description of Opportunity");
        await Assertions.Expect(publish).ToBeDisabledAsync();
        await page.Modal().GetByRole(AriaRole.Checkbox).CheckAsync();
        await publish.ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 is live.")).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task A_text_becomes_a_choice_of_the_values_that_there_are_and_where_nothing_can_be_kept_a_way_out_is_offered()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/contact?field=department");
        var page = window.Page;
        await page.Button("Change the type").ClickAsync();
        await ChooseAsync("Place");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("they would all be empty");
        await Assertions.Expect(page.Modal().Button("Add a field: Place")).ToBeVisibleAsync();
        await ChooseAsync("Date");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("do not fit and become empty");
        await ChooseAsync("Choice");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("values are kept");
        await window.AssertSoundAsync();
        await page.Modal().Button("Change the type").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        await page.SavedAsync();
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Shift+P");
        await Assertions.Expect(page.Modal()).ToContainTextAsync("Changes the type of Department");
        await page.Modal().GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Modal().Button("Publish").ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 is live.")).ToBeVisibleAsync();
        var field = (await web.GetAsync($"/api/{app}/meta")).GetProperty("entities").EnumerateArray().Single(e => e.GetProperty("name").GetString() == "contact")
            .GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "department");
        Assert.Equal("choice", field.GetProperty("type").GetString());
        var before = await web.GetAsync($"/api/{WebApp.App}/contact?$filter=department ne null&$count=true&$top=1");
        var after = await web.GetAsync($"/api/{app}/contact?$filter=department ne null&$count=true&$top=1");
        Assert.Equal(before.GetProperty("@odata.count").GetInt32(), after.GetProperty("@odata.count").GetInt32());

        // A lookup that leads elsewhere keeps none of its values: that is said before it is done, and a way out is offered.
        await page.GotoAsync($"/design/{app}/data/contact?field=account");
        var target = page.GetByRole(AriaRole.Combobox, new() { Name = "Refers to" });
        await target.ClickAsync();
        await page.Locator(".ant-select-item-option").GetByText("Product", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Modal()).ToContainTextAsync("is a record of Product: they would all be empty");
        await Assertions.Expect(page.Modal().Button("Add a field: Product")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await page.Modal().Button("Cancel").ClickAsync();
        await Assertions.Expect(page.GetByText("As live, version 2")).ToBeVisibleAsync();
        window.AssertClean();

        async Task ChooseAsync(string type)
        {
            await page.Modal().GetByRole(AriaRole.Combobox, new() { Name = "New type" }).FillAsync(type);
            await page.Locator(".ant-select-item-option").GetByText(type, new() { Exact = true }).ClickAsync();
        }
    }

    [Fact]
    public async Task A_label_a_limit_and_the_order_are_changed_and_undone_step_by_step()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product?field=name", new Look("ja"));
        var page = window.Page;
        await page.GetByLabel("日本語", new() { Exact = true }).FillAsync("品名");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("button[data-field=name]")).ToContainTextAsync("品名");
        await page.GetByLabel("最大文字数").FillAsync("８０");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("最大文字数")).ToHaveValueAsync("80");
        await page.Locator("tr[aria-selected=true] button[draggable]").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.Locator("button[data-field]").First).ToHaveAttributeAsync("data-field", "name");
        foreach (var _ in Enumerable.Range(0, 3)) await page.Button("元に戻す：" + await UndoneAsync(page)).ClickAsync();
        await Assertions.Expect(page.Locator("button[data-field=name]")).ToContainTextAsync("商品名");
        await Assertions.Expect(page.GetByText("公開中のバージョン 1 と同じ")).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task A_line_of_the_impact_leads_to_the_records_that_it_speaks_of()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/opportunity?field=amount");
        var page = window.Page;
        await page.GetByRole(AriaRole.Complementary).GetByLabel("Required").CheckAsync();
        await page.SavedAsync();
        await page.Keyboard.PressAsync("Control+Shift+P");
        var opened = await page.Context.RunAndWaitForPageAsync(() => page.Modal().GetByRole(AriaRole.Link, new() { Name = "Show the records" }).ClickAsync());
        var count = (await web.GetAsync($"/api/{app}/opportunity?$filter=amount eq null&$count=true&$top=1")).GetProperty("@odata.count").GetInt32();
        await Assertions.Expect(opened.GetByText($"{count} records").First).ToBeVisibleAsync();
        window.AssertClean();
    }

    private static async Task<string> UndoneAsync(IPage page)
    {
        var label = await page.Locator("[role=toolbar] button").First.GetAttributeAsync("aria-label");
        return label![(label!.IndexOf('：', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public async Task Two_who_change_different_things_of_one_file_lose_nothing()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/data/product?field=name");
        var page = window.Page;
        var label = page.GetByLabel("English", new() { Exact = true });
        await Assertions.Expect(label).ToBeVisibleAsync();
        var text = await web.FileAsync(app, "entities/product.json");
        using (var http = web.Api())
        {
            var answer = await http.PutAsync($"/design/api/{app}/draft/files/entities/product.json", new StringContent(text.Replace("\"maxLength\": 200", "\"maxLength\": 120", StringComparison.Ordinal)));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        await label.FillAsync("Product name");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Longest")).ToHaveValueAsync("120");
        await Assertions.Expect(label).ToHaveValueAsync("Product name");
        await page.HoldsAsync(app, "entities/product.json", "\"maxLength\": 120");
        await page.HoldsAsync(app, "entities/product.json", "Product name");
    }

    [Fact]
    public async Task A_problem_leads_to_the_field_where_it_is_mended()
    {
        var app = await web.NewAppAsync();
        using (var http = web.Api())
        {
            var text = await web.FileAsync(app, "entities/contact.json");
            await http.PutAsync($"/design/api/{app}/draft/files/entities/contact.json", new StringContent(text.Replace("\"target\": \"account\"", "\"target\": \"acount\"", StringComparison.Ordinal)));
        }
        await using var window = await web.OpenAsync($"/design/{app}/data");
        var page = window.Page;
        await page.GetByText("Go there").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/data/contact\\?field=account$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Account", Level = 2 })).ToBeVisibleAsync();
    }
}
