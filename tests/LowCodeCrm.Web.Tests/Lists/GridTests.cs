using System.Text.RegularExpressions;

namespace LowCodeCrm.Web.Tests.Lists;

public sealed partial class GridTests(WebApp web)
{
    private static readonly string All = ListPage.Of("opportunity", "?view=all");

    [GeneratedRegex("/opportunity/[0-9a-f-]{36}$")]
    private static partial Regex RecordAddress();

    [Fact]
    public async Task A_thousand_rows_are_scrolled_through_while_few_are_drawn()
    {
        await using var window = await web.OpenAsync(All);
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        var grid = page.GetByRole(AriaRole.Grid);
        var total = int.Parse(await grid.GetAttributeAsync("aria-rowcount") ?? "", System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(total > 1000, $"{total} rows");
        await page.WaitForFunctionAsync($"() => {{ const grid = document.querySelector('[role=grid]'); grid.scrollTop = grid.scrollHeight; return document.querySelector('[data-id][aria-rowindex=\"{total - 1}\"]') !== null; }}");
        Assert.True(await page.Rows().CountAsync() < 100);
        window.AssertClean();
    }

    [Fact]
    public async Task A_head_sorts_rising_then_falling_then_as_the_view_has_it()
    {
        await using var window = await web.OpenAsync(All);
        var page = window.Page;
        var amount = page.Head("Amount");
        await amount.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(amount).ToHaveAttributeAsync("aria-sort", "ascending");
        await amount.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(amount).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Contains("sort=-amount", page.Url, StringComparison.Ordinal);
        await amount.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Head("Close date")).ToHaveAttributeAsync("aria-sort", "descending");
    }

    [Fact]
    public async Task Columns_moved_and_widened_by_keyboard_stay_so()
    {
        await using var window = await web.OpenAsync(ListPage.Of("product"));
        var page = window.Page;
        var button = page.Head("Category").GetByRole(AriaRole.Button);
        await button.FocusAsync();
        var before = (await page.Head("Category").BoundingBoxAsync())!;
        await page.Keyboard.PressAsync("Alt+Shift+ArrowRight");
        await Assertions.Expect(page.Head("Category")).Not.ToHaveCSSAsync("width", $"{before.Width}px");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(page.Locator("[data-column=unit_price] + [data-column=category]")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-column=unit_price] + [data-column=category]")).ToHaveCountAsync(1);
        window.AssertClean();
    }

    [Fact]
    public async Task Back_finds_the_place_and_the_cursor_again()
    {
        await using var window = await web.OpenAsync(All);
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        for (var i = 0; i < 60; i++) await page.Keyboard.PressAsync("j");
        var current = page.Locator("[aria-rowindex=\"61\"]");
        await Assertions.Expect(current.Locator("[data-cell=\"0\"]")).ToBeFocusedAsync();
        var id = await current.GetAttributeAsync("data-id");
        var top = await page.EvaluateAsync<double>("document.querySelector('[role=grid]').scrollTop");
        Assert.True(top > 500, $"{top}");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(RecordAddress());
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator($"[data-id='{id}']")).ToBeVisibleAsync();
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('[role=grid]').scrollTop"), top - 40, top + 40);
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator($"[data-id='{id}'] [data-cell='0']")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Space_peeks_and_the_arrows_walk_on()
    {
        await using var window = await web.OpenAsync(All, new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");
        var panel = page.GetByRole(AriaRole.Complementary, new() { NameRegex = new Regex("プレビュー") });
        await Assertions.Expect(panel).ToContainTextAsync("1 件目");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(panel).ToContainTextAsync("2 件目");
        await window.AssertSoundAsync();
        // From within, Escape leads back to the row.
        await panel.GetByRole(AriaRole.Button, new() { Name = "次のレコード" }).FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[aria-rowindex=\"3\"] [role=gridcell][tabindex=\"0\"]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_cell_is_edited_where_it_stands_and_a_refusal_puts_it_back()
    {
        var name = ListPage.Unique("Cell");
        var id = await web.CreateAsync("product", new { code = "P-" + Guid.NewGuid().ToString("N")[..6], name, unit_price = 100, tax_rate = 10, category = "software" });
        await using var window = await web.OpenAsync(ListPage.Filtered("product", "all", $"name = \"{name}\""));
        var page = window.Page;
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("e");
        var input = page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true });
        await Assertions.Expect(input).ToBeFocusedAsync();
        await input.FillAsync("dropped");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Rows().First).ToContainTextAsync(name);
        await page.Keyboard.PressAsync("F2");
        await input.FillAsync(name + "!");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Rows().First).ToContainTextAsync(name + "!");
        await Assertions.Expect(input).ToHaveCountAsync(0);
        await WaitForAsync(async () => (await web.ReadAsync("product", id)).GetProperty("name").GetString() == name + "!");
        await page.Keyboard.PressAsync("e");
        await input.FillAsync("");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Rows().First).ToContainTextAsync(name + "!");
        // What was saved is taken back.
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Rows().First).Not.ToContainTextAsync(name + "!");
        await WaitForAsync(async () => (await web.ReadAsync("product", id)).GetProperty("name").GetString() == name);
        window.AssertClean();
    }

    [Fact]
    public async Task What_somebody_else_changes_is_shown_in_its_row()
    {
        var name = ListPage.Unique("Live");
        var id = await web.CreateAsync("account", new { name });
        await using var window = await web.OpenAsync(ListPage.Filtered("account", "all", $"contains(name, \"{name}\")"));
        var page = window.Page;
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(1);
        using var http = web.Api();
        using var answer = await http.PatchAsync($"account/{id}", System.Net.Http.Json.JsonContent.Create(new { name = name + " changed" }));
        Assert.True(answer.IsSuccessStatusCode);
        await Assertions.Expect(page.Rows().First).ToContainTextAsync(name + " changed");
    }

    [Fact]
    public async Task Columns_are_chosen_on_a_phone()
    {
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=all"), new Look("ja", Width: 375));
        var page = window.Page;
        var first = page.Rows().First;
        await Assertions.Expect(first).ToContainTextAsync("¥");
        await page.GetByRole(AriaRole.Button, new() { Name = "表示" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "表示" });
        await panel.GetByRole(AriaRole.Checkbox, new() { Name = "金額", Exact = true }).ClickAsync();
        await Assertions.Expect(first).Not.ToContainTextAsync("¥");
        await window.AssertSoundAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "列を元に戻す" }).ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("¥");

        // A finger that rests on a row picks it, and does not open it as it leaves.
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        var box = (await first.BoundingBoxAsync())!;
        var touch = await window.Context.NewCDPSessionAsync(page);
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = new[] { new { x = box.X + 60, y = box.Y + 20 } } });
        await Assertions.Expect(page.Locator("[role=row][aria-selected=true]")).ToHaveCountAsync(1);
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await page.GetByRole(AriaRole.Button, new() { Name = "選択を解除" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=row][aria-selected=true]")).ToHaveCountAsync(0);
        Assert.DoesNotMatch(RecordAddress(), page.Url);
    }

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_list_is_sound_in_every_look(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=open"), look);
        var page = window.Page;
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator("[role=row][aria-selected=true]")).ToHaveCountAsync(1);
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(50, patience.Token);
    }
}
