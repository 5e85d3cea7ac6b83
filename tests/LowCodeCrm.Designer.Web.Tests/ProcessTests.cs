namespace LowCodeCrm.Designer.Web.Tests;

public sealed class ProcessTests(WebApp web)
{
    private const string Rules = "rules/sales_process.rules";

    [Fact]
    public async Task A_state_and_a_transition_to_it_are_drawn_with_the_mouse_and_guarded()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/process/sales_stages");
        var page = window.Page;
        await page.Button("Add state").ClickAsync();
        await page.GetByLabel("What the state is called").FillAsync("On hold");
        await page.Modal().Button("Add state").ClickAsync();
        await page.Locator(".react-flow__node[data-id=on_hold]").WaitForAsync();
        await page.Locator("[data-id=proposal] .react-flow__handle-right.source").DragToAsync(page.Locator("[data-id=on_hold] .react-flow__handle-left"));
        await page.Modal().GetByLabel("Name").FillAsync("pause");
        await page.Modal().Button("Add transition").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        var inspector = page.GetByRole(AriaRole.Complementary);
        // Until then the state that was added before is still in it, and has labels too.
        await Assertions.Expect(inspector.GetByRole(AriaRole.Heading, new() { Name = "Transition", Exact = true })).ToBeVisibleAsync();
        await inspector.GetByLabel("English label").FillAsync("Put on hold");
        await inspector.GetByLabel("English label").PressAsync("Enter");
        await inspector.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await page.ConditionAsync("amount > 0");
        await inspector.GetByLabel("Japanese message").FillAsync("金額を入力してください");
        await inspector.GetByLabel("Japanese message").BlurAsync();
        await Assertions.Expect(page.Locator(".react-flow__edge").Filter(new() { HasText = "Put on hold" })).ToBeVisibleAsync();
        await page.HoldsAsync(app, Rules, "transition pause : proposal -> on_hold {\n    guard amount > 0 message ja \"金額を入力してください\"\n  }");
        await page.HoldsAsync(app, "entities/opportunity.json", "\"on_hold\"");
        // How long a deal may wait for it, and who hears of it then.
        await inspector.Button("Set a deadline").ClickAsync();
        await page.HoldsAsync(app, Rules, "    sla 5 business days else notify owner\n");
        await inspector.GetByLabel("Time", new() { Exact = true }).FillAsync("36");
        await inspector.GetByLabel("Time", new() { Exact = true }).PressAsync("Enter");
        await inspector.GetByRole(AriaRole.Combobox, new() { Name = "Counted in" }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasText = "Hours" }).ClickAsync();
        await page.HoldsAsync(app, Rules, "    sla 36 hours else notify owner\n");
        await window.AssertSoundAsync();
        await inspector.Button("Remove the deadline").ClickAsync();
        await page.HoldsAsync(app, Rules, "message ja \"金額を入力してください\"\n  }");
    }

    [Fact]
    public async Task The_same_is_done_in_the_table_with_the_keyboard_alone()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/process/sales_stages");
        var page = window.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "Graph" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Table, new() { Name = "Transitions" }).Button("Mark as won").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Complementary).Locator("button[aria-haspopup=dialog]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ConditionAsync("amount > 100");
        await page.HoldsAsync(app, Rules, "guard amount > 100 message en \"A won deal needs an amount\"");
        await page.Button("Add state").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("Dormant");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, Rules, "  state lost final\n  state dormant\n");
        await page.Button("Add transition").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("sleep");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, Rules, "transition sleep : prospecting -> dormant\n");
        window.AssertClean();
    }

    [Fact]
    public async Task Who_may_make_a_transition_and_what_it_does_is_written_and_a_slip_is_told_where_it_is()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/process/sales_stages?at=transition:win");
        var page = window.Page;
        var inspector = page.GetByRole(AriaRole.Complementary);
        await inspector.GetByLabel("People").ClickAsync();
        var options = page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
        await options.Filter(new() { HasText = "The record's owner" }).ClickAsync();
        await options.Filter(new() { HasText = "Role: Sales" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.HoldsAsync(app, Rules, "    do { set probability = 100 }\n    by owner or role(sales)\n  }");
        var actions = inspector.GetByRole(AriaRole.List, new() { Name = "Then does" });
        await Assertions.Expect(actions.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Set Probability to 100"]);
        await inspector.Button("Add action").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Name a value" }).ClickAsync();
        await page.HoldsAsync(app, Rules, "    do {\n      set probability = 100\n      let x = 0\n    }");
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await inspector.GetByLabel("Value", new() { Exact = true }).FillAsync("probabilty");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, Rules, "let x = probabilty");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Problems" })).ToContainTextAsync("probabilty");
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_process_for_another_choice_begins_with_its_options_and_is_right()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/process");
        var page = window.Page;
        await page.Button("New process").First.ClickAsync();
        await page.Modal().GetByLabel("Name").FillAsync("of_leads");
        await page.Modal().Button("New process").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "of_leads" })).ToBeVisibleAsync();
        await page.SavedAsync();
        Assert.StartsWith("process of_leads on ", await web.FileAsync(app, "rules/of_leads.rules"));
        window.AssertClean();
    }

    public static TheoryData<string, bool, int> Looks => new() { { "ja", false, 1440 }, { "en", true, 1024 } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Processes_and_rules_are_sound_in_both_languages_and_schemes(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync($"/design/{WebApp.App}/process/sales_stages?at=transition:win", look);
        var page = window.Page;
        await Assertions.Expect(page.Locator(".react-flow__node").First).ToBeVisibleAsync();
        await window.ShootAsync(look, "Process");
        await window.AssertSoundAsync();
        await page.Locator("section [role=radiogroup] input").Nth(1).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("table")).ToHaveCountAsync(2);
        await window.AssertSoundAsync();
        await page.GotoAsync($"/design/{WebApp.App}/rules?file=rules/opportunity.rules&line=12");
        await Assertions.Expect(page.Locator(".view-line .keyword, .view-line [class*=mtk]").First).ToBeVisibleAsync();
        await window.ShootAsync(look, "Rules");
        await window.AssertSoundAsync();
    }
}
