using LowCodeCrm.Web.Tests.Lists;

namespace LowCodeCrm.Web.Tests.Records;

/// <summary>Values edited where they stand on the page of a record.</summary>
public sealed class InPlaceTests(WebApp web)
{
    [Fact]
    public async Task A_value_is_edited_by_a_press_and_what_rules_make_of_it_follows_before_it_is_saved()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        var weighted = page.Locator("[data-field=weighted]");
        await Assertions.Expect(weighted).ToContainTextAsync("500");
        await page.Value("amount").ClickAsync();
        await Assertions.Expect(page.Input("amount")).ToBeFocusedAsync();
        await page.Input("amount").FillAsync("3000");
        await Assertions.Expect(weighted).ToContainTextAsync("1,500");
        Assert.Equal(1000, (await web.ReadAsync("opportunity", id)).GetProperty("amount").GetDecimal());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("1,000");
        await Assertions.Expect(weighted).ToContainTextAsync("500");
        await page.Keyboard.PressAsync("Enter");
        await page.Input("amount").FillAsync("4000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("4,000");
        await Assertions.Expect(page.Value("amount").GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await RecordPage.WaitForAsync(async () => (await web.ReadAsync("opportunity", id)).GetProperty("weighted").GetDecimal() == 2000);
        window.AssertClean();
    }

    [Fact]
    public async Task Pressing_elsewhere_keeps_the_value_and_a_refusal_is_said_at_the_field()
    {
        var (_, id, _) = await web.DealAsync();
        await web.PatchAsync("opportunity", id, new { proposed_on = "2026-11-01" });
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await page.Value("decided_on").ClickAsync();
        await page.Input("decided_on").FillAsync("2026-10-01");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await Assertions.Expect(page.Value("decided_on").GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be before the proposal");
        await Assertions.Expect(page.Input("decided_on")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("2026"));
        await page.Input("decided_on").FillAsync("2026-11-03");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Value("decided_on").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await RecordPage.WaitForAsync(async () => (await web.ReadAsync("opportunity", id)).GetProperty("decided_on").GetString() == "2026-11-03");
    }

    [Fact]
    public async Task An_input_method_ends_its_composition_without_saving()
    {
        var (name, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id), new Look("ja"));
        var page = window.Page;
        await page.Value("name").GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Input("name")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("こうしん");
        await ime.PressAsync("Enter");
        await ime.PressAsync("Escape");
        await ime.PressAsync("Tab");
        await Assertions.Expect(page.Input("name")).ToBeFocusedAsync();
        Assert.Equal(name, (await web.ReadAsync("opportunity", id)).GetProperty("name").GetString());
        await ime.CommitAsync("更新");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name + "更新");
        Assert.Equal(name + "更新", (await web.ReadAsync("opportunity", id)).GetProperty("name").GetString());
        window.AssertClean();
    }

    [Fact]
    public async Task Tab_goes_on_to_the_next_value()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await page.Value("amount").ClickAsync();
        await page.Input("amount").FillAsync("1500");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Input("probability")).ToBeFocusedAsync();
        await page.Input("probability").FillAsync("80");
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(page.Input("amount")).ToBeFocusedAsync();
        await RecordPage.WaitForAsync(async () => (await web.ReadAsync("opportunity", id)).GetProperty("weighted").GetDecimal() == 1200);
        window.AssertClean();
    }

    [Fact]
    public async Task Rows_are_added_where_they_stand_and_summed_up()
    {
        var (_, id, _) = await web.DealAsync();
        var product = ListPage.Unique("Product");
        await web.CreateAsync("product", new { code = "R-" + Guid.NewGuid().ToString("N")[..6], name = product, unit_price = 250, tax_rate = 10, category = "software" });
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        var lines = page.Locator("[data-field=lines]");
        await lines.GetByRole(AriaRole.Button, new() { Name = "Add row" }).ClickAsync();
        await lines.GetByRole(AriaRole.Combobox).First.FillAsync(product);
        await page.GetByRole(AriaRole.Option, new() { Name = product }).First.ClickAsync();
        var quantity = lines.GetByRole(AriaRole.Textbox, new() { Name = "Quantity 1" });
        await quantity.FillAsync("4");
        await Assertions.Expect(lines.Locator("tfoot")).ToContainTextAsync("1,000");
        await lines.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(quantity).ToHaveCountAsync(0);
        await RecordPage.WaitForAsync(async () => (await web.ReadAsync("opportunity", id)).GetProperty("lines_total").GetDecimal() == 1000);
        await lines.GetByRole(AriaRole.Button, new() { Name = "Edit rows" }).ClickAsync();
        await quantity.FillAsync("9");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(lines.Locator("tfoot")).ToContainTextAsync("1,000");
        window.AssertClean();
    }

    [Fact]
    public async Task Why_names_the_rule_and_what_it_is_worked_out_from()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await page.Locator("[data-field=weighted]").GetByRole(AriaRole.Button).ClickAsync();
        var reason = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(reason).ToContainTextAsync("Amount × Probability ÷ 100");
        await Assertions.Expect(reason).ToContainTextAsync("50%");
        await window.AssertSoundAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(reason).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_who_change_one_value_are_asked_which_counts()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await page.Value("amount").ClickAsync();
        await page.Input("amount").FillAsync("7000");
        await web.PatchAsync("opportunity", id, new { amount = 8000 });
        await page.Input("amount").PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("7,000");
        await Assertions.Expect(dialog).ToContainTextAsync("8,000");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await RecordPage.WaitForAsync(async () => (await web.ReadAsync("opportunity", id)).GetProperty("amount").GetDecimal() == 7000);
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("7,000");
    }
}
