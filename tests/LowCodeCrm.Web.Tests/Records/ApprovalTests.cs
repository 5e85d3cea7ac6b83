using LowCodeCrm.Web.Tests.Lists;

namespace LowCodeCrm.Web.Tests.Records;

/// <summary>A record that waits for somebody's decision.</summary>
public sealed class ApprovalTests(WebApp web)
{
    [Fact]
    public async Task It_is_submitted_kept_fixed_and_approved_with_a_comment_by_who_is_asked()
    {
        var app = await QuoteApp.InstallAsync(web);
        var id = await app.CreateAsync("quote", new { name = "Big order", rate = 15, remark = "Fair" });
        await app.CreateAsync("quote", new { name = "Small order", rate = 12 });
        var director = app.Person("青木 健", "director");
        var look = new Look("en", Dark: true);
        await using var asking = await app.OpenAsync(app.Person("Mori Aoi"), $"quote/{id}", look);
        var page = asking.Page;
        var strip = page.GetByRole(AriaRole.Region, new() { Name = "Discount", Exact = true });
        await Assertions.Expect(strip).ToContainTextAsync("can be submitted");
        await strip.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Submit: Discount" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Comment" }).FillAsync("They order every year.");
        await asking.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Assertions.Expect(strip).ToContainTextAsync("is being decided");
        await Assertions.Expect(strip).ToContainTextAsync("Waits for Director");

        // On its page, in its form, in the list and for many at once: what is fixed is known beforehand.
        const string Why = "Fixed while “Discount” is being decided.";
        await Assertions.Expect(page.Locator("[data-field=rate]").GetByRole(AriaRole.Button, new() { Name = Why })).ToBeVisibleAsync();
        await Assertions.Expect(page.Value("rate")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Value("remark")).ToBeVisibleAsync();
        await asking.ShootAsync(look, "Approval_pending");
        await asking.AssertSoundAsync();
        await page.GotoAsync($"/app/{app.Name}/quote/{id}/edit");
        await Assertions.Expect(page.Locator("[data-field=rate]")).ToContainTextAsync(Why);
        await Assertions.Expect(page.Locator("[data-field=rate] input")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-field=remark] input")).ToBeEditableAsync();
        await asking.AssertSoundAsync();
        await page.GotoAsync($"/app/{app.Name}/quote?sort=name");
        var cell = page.Rows().First.GetByRole(AriaRole.Gridcell).Filter(new() { HasTextString = "15" });
        await cell.DblClickAsync();
        await Assertions.Expect(page.GetByText(Why)).ToBeVisibleAsync();
        await Assertions.Expect(cell.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all that is loaded" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change a field" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Discount rate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("One of them is being decided and keeps its value.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("11");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        var report = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(report).ToContainTextAsync("One record was done.");
        await Assertions.Expect(report.GetByRole(AriaRole.Row).Filter(new() { HasTextString = "Big order" })).ToContainTextAsync(Why);
        await page.GotoAsync($"/app/{app.Name}/quote/{id}");
        await Assertions.Expect(strip).ToContainTextAsync("Waits for Director");
        await asking.SettleAsync();

        var theirs = new Look("ja", Width: 375);
        await using var asked = await app.OpenAsync(director, "$inbox", theirs);
        await asked.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Big order" }).First.ClickAsync();
        var decision = asked.Page.GetByRole(AriaRole.Region, new() { Name = "値引きの承認", Exact = true });
        await Assertions.Expect(decision).ToContainTextAsync("They order every year.");
        await asked.ShootAsync(theirs, "Approval_asked");
        await asked.AssertSoundAsync();
        await decision.GetByRole(AriaRole.Button, new() { Name = "承認", Exact = true }).ClickAsync();
        var answer = asked.Page.GetByRole(AriaRole.Dialog);
        await answer.GetByRole(AriaRole.Textbox, new() { Name = "コメント" }).FillAsync("今期は可とします。");
        await answer.GetByRole(AriaRole.Button, new() { Name = "承認", Exact = true }).ClickAsync();
        await Assertions.Expect(decision).ToContainTextAsync("承認済み");
        await asked.AssertSoundAsync();

        // Who asked sees it without doing anything, and may change it again.
        await Assertions.Expect(strip).ToContainTextAsync("approved");
        await Assertions.Expect(strip).ToContainTextAsync("今期は可とします。");
        await page.Value("rate").ClickAsync();
        await page.Input("rate").FillAsync("9");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Value("rate")).ToContainTextAsync("9");
        asking.AssertClean();
    }
}
