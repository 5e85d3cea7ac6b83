namespace LowCodeCrm.Web.Tests.Lists;

public sealed class FilterTests(WebApp web)
{
    [Fact]
    public async Task A_chip_is_changed_and_dropped_and_the_address_says_so()
    {
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=open"));
        var page = window.Page;
        var bar = page.GetByRole(AriaRole.Group, new() { Name = "Conditions" });
        await Assertions.Expect(bar).ToContainTextAsync("Stage is not Won, Lost");
        await bar.GetByText("Stage is not Won, Lost").ClickAsync();
        var editor = page.GetByRole(AriaRole.Dialog, new() { Name = "Condition" });
        await editor.GetByRole(AriaRole.Combobox, new() { Name = "Value" }).PressAsync("Backspace");
        await Assertions.Expect(bar).ToContainTextAsync("Stage is not Won");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(bar.GetByText("Stage is not Won", new() { Exact = true })).ToBeVisibleAsync();
        var expected = await web.CountAsync("opportunity", "stage <> won");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToContainTextAsync($"{expected:N0} records");
        Assert.Contains("filter=", page.Url, StringComparison.Ordinal);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToContainTextAsync($"{await web.CountAsync("opportunity", ""):N0} records");
        window.AssertClean();
    }

    [Fact]
    public async Task A_condition_is_added_by_its_field_with_a_span_of_days()
    {
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=all"), new Look("ja"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "条件を追加" }).ClickAsync();
        var editor = page.GetByRole(AriaRole.Dialog, new() { Name = "条件" });
        var field = editor.GetByRole(AriaRole.Combobox, new() { Name = "項目" });
        await field.FillAsync("完了予定日");
        await field.PressAsync("Enter");
        var value = editor.GetByRole(AriaRole.Combobox, new() { Name = "値" });
        await value.FillAsync("今年");
        await value.PressAsync("Enter");
        var bar = page.GetByRole(AriaRole.Group, new() { Name = "条件" });
        await Assertions.Expect(bar).ToContainTextAsync("完了予定日：今年");
        await window.AssertSoundAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(editor).ToHaveCountAsync(0);
        Assert.Contains("month_start", Uri.UnescapeDataString(page.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_is_written_as_text_and_what_is_wrong_with_it_is_said()
    {
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=open"));
        var page = window.Page;
        await page.GetByText("Stage is not Won, Lost").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "As text" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Filter as text" });
        var text = dialog.GetByRole(AriaRole.Textbox);
        await Assertions.Expect(text).ToHaveValueAsync("stage not in {won, lost}");
        await text.FillAsync("stage = nowhere");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 1, column 9:");
        await text.FillAsync("stage = won and amount >= 1_000_000");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var bar = page.GetByRole(AriaRole.Group, new() { Name = "Conditions" });
        await Assertions.Expect(bar).ToContainTextAsync("Stage is Won");
        await Assertions.Expect(bar).ToContainTextAsync("Amount ≥ ¥1,000,000");
    }

    [Fact]
    public async Task A_saved_view_survives_a_reload_and_can_be_renamed_and_deleted()
    {
        var name = ListPage.Unique("View");
        await using var window = await web.OpenAsync(ListPage.Filtered("lead", "all", "status is set"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new view" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        var tab = page.GetByRole(AriaRole.Tab, new() { Name = name });
        await Assertions.Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
        await page.ReloadAsync();
        await Assertions.Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Conditions" })).ToContainTextAsync("Status is filled in");
        await page.GetByRole(AriaRole.Button, new() { Name = "View actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete view" }).ClickAsync();
        await Assertions.Expect(tab).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(tab).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_empty_list_names_its_conditions_and_drops_the_last()
    {
        await using var window = await web.OpenAsync(ListPage.Filtered("opportunity", "all", "stage = won and amount < 0"));
        var page = window.Page;
        await Assertions.Expect(page.GetByText("Nothing matches these conditions")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drop “Amount < " }).ClickAsync();
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task The_search_box_waits_for_the_input_method()
    {
        await using var window = await web.OpenAsync(ListPage.Of("account"), new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        var box = page.GetByRole(AriaRole.Searchbox);
        await Assertions.Expect(box).ToBeFocusedAsync();
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("かぶしき");
        foreach (var key in (string[])["Enter", "Escape", "ArrowDown"]) await ime.PressAsync(key);
        await Assertions.Expect(box).ToBeFocusedAsync();
        Assert.DoesNotContain("q=", page.Url, StringComparison.Ordinal);
        await ime.CommitAsync("株式会社");
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex("q="));
        await Assertions.Expect(page.Rows().First).ToContainTextAsync("株式会社");
    }
}
