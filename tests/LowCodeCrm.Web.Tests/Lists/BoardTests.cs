namespace LowCodeCrm.Web.Tests.Lists;

public sealed class BoardTests(WebApp web)
{
    private async Task<(string Name, string Id)> DealAsync(decimal? amount = 1000)
    {
        var name = ListPage.Unique("Deal");
        var account = await web.CreateAsync("account", new { name });
        return (name, await web.CreateAsync("opportunity", new { name, account_id = account, stage = "prospecting", amount, currency = "JPY", close_on = "2027-01-31" }));
    }

    private Task<Window> OpenAsync(string name, Look? look = null) => web.OpenAsync(ListPage.Filtered("opportunity", "board", $"name = \"{name}\""), look);

    [Fact]
    public async Task A_card_dragged_along_its_process_answers_what_is_asked()
    {
        var (name, id) = await DealAsync();
        await using var window = await OpenAsync(name);
        var page = window.Page;
        await Assertions.Expect(page.Column("prospecting").Locator("[data-card]")).ToHaveCountAsync(1);
        await page.Card(name).DragToAsync(page.Column("proposal"));
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Propose" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Fill this in.");
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("2027-01-15");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Column("proposal").Locator("[data-card]")).ToHaveCountAsync(1);
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var saved = await web.ReadAsync("opportunity", id);
        Assert.Equal("proposal", saved.GetProperty("stage").GetString());
        Assert.Equal("2027-01-15", saved.GetProperty("next_contact_on").GetString());
        window.AssertClean();
    }

    [Fact]
    public async Task Cancelling_leaves_the_card_where_it_was()
    {
        var (name, id) = await DealAsync();
        await using var window = await OpenAsync(name);
        var page = window.Page;
        await page.Card(name).DragToAsync(page.Column("lost"));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Column("prospecting").Locator("[data-card]")).ToHaveCountAsync(1);
        Assert.Equal("prospecting", (await web.ReadAsync("opportunity", id)).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Columns_that_refuse_say_why_while_a_card_is_over_them()
    {
        var (name, _) = await DealAsync();
        await using var window = await OpenAsync(name);
        var page = window.Page;
        await page.Card(name).HoverAsync();
        await page.Mouse.DownAsync();
        var target = (await page.Column("won").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(target.X + 100, target.Y + 200, new() { Steps = 8 });
        await Assertions.Expect(page.Column("won")).ToContainTextAsync("No step leads from Prospecting to Won.");
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Column("prospecting").Locator("[data-card]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_keyboard_moves_a_card_and_it_is_announced()
    {
        var (name, id) = await DealAsync();
        await using var window = await OpenAsync(name, new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Card(name)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Card(name).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("m");
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "移動先" });
        await Assertions.Expect(menu.GetByRole(AriaRole.Button, new() { Name = "受注" })).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "失注にする" });
        var reason = dialog.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(reason).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("[aria-live=polite]", new() { HasTextString = "失注に移動しました" })).ToHaveCountAsync(1);
        Assert.Equal("lost", (await web.ReadAsync("opportunity", id)).GetProperty("stage").GetString());
        await Assertions.Expect(page.Column("lost").Locator("[data-card]")).ToHaveCountAsync(1);
        window.AssertClean();
    }

    [Fact]
    public async Task Home_and_End_find_the_ends_of_a_column_and_Space_peeks()
    {
        var mark = ListPage.Unique("Ends");
        for (var i = 1; i <= 3; i++) await web.CreateAsync("activity", new { subject = $"{mark} {i}", kind = "call", status = "planned", due_on = $"2027-01-0{i}" });
        await using var window = await web.OpenAsync(ListPage.Filtered("activity", "board", $"contains(subject, \"{mark}\")"));
        var page = window.Page;
        var cards = page.Column("planned").Locator("[data-card]");
        await Assertions.Expect(cards).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(cards.First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(cards.Last.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(cards.First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        var peek = page.GetByRole(AriaRole.Complementary, new() { Name = mark });
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading)).ToHaveTextAsync(await cards.First.GetByRole(AriaRole.Link).InnerTextAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading)).ToHaveTextAsync(await cards.Nth(1).GetByRole(AriaRole.Link).InnerTextAsync());
        await window.AssertSoundAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(peek).ToHaveCountAsync(0);
        await Assertions.Expect(cards.Nth(1).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task On_a_phone_a_finger_that_rests_on_a_card_moves_it_and_a_swipe_finds_where_it_went()
    {
        var subject = ListPage.Unique("Touch");
        var id = await web.CreateAsync("activity", new { subject, kind = "call", status = "planned", due_on = "2027-01-31" });
        await using var window = await web.OpenAsync(ListPage.Filtered("activity", "board", $"subject = \"{subject}\""), new Look("ja", Width: 375));
        var page = window.Page;
        var card = page.Card(subject);
        await Assertions.Expect(card).ToBeVisibleAsync();
        var touch = await page.Context.NewCDPSessionAsync(page);
        var box = (await card.BoundingBoxAsync())!;
        await TouchAsync("touchStart", box.X + 100, box.Y + 40);
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "移動先" });
        await Assertions.Expect(menu).ToBeVisibleAsync();
        await TouchAsync("touchEnd");
        // The finger that is lifted opens nothing.
        await Assertions.Expect(menu).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = "中止" }).TapAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        Assert.Equal("cancelled", (await web.ReadAsync("activity", id)).GetProperty("status").GetString());
        var shown = page.GetByLabel("列");
        foreach (var column in new[] { "完了", "中止" })
        {
            await TouchAsync("touchStart", 320, 400);
            await TouchAsync("touchMove", 200, 400);
            await TouchAsync("touchMove", 60, 400);
            await TouchAsync("touchEnd");
            await Assertions.Expect(shown.Locator("option:checked")).ToContainTextAsync(column);
        }
        await Assertions.Expect(card).ToBeVisibleAsync();
        window.AssertClean();

        Task TouchAsync(string type, double x = 0, double y = 0) => touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
        });
    }

    [Fact]
    public async Task A_choice_without_a_process_takes_any_value_and_is_undone()
    {
        var subject = ListPage.Unique("Call");
        var id = await web.CreateAsync("activity", new { subject, kind = "call", status = "planned", due_on = "2027-01-31" });
        await using var window = await web.OpenAsync(ListPage.Filtered("activity", "board", $"subject = \"{subject}\""));
        var page = window.Page;
        await page.Card(subject).DragToAsync(page.Column("cancelled"));
        await Assertions.Expect(page.Column("cancelled").Locator("[data-card]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Column("planned").Locator("[data-card]")).ToHaveCountAsync(1);
        Assert.Equal("planned", (await web.ReadAsync("activity", id)).GetProperty("status").GetString());
    }

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Boards_and_calendars_are_sound_in_every_look(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", "?view=board"), look);
        await Assertions.Expect(window.Page.Locator("[data-card]").First).ToBeVisibleAsync();
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
        await window.Page.GotoAsync(ListPage.Of("activity", "?view=calendar"));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
        await window.ShootAsync(look, "Calendars");
        await window.AssertSoundAsync();
    }
}
