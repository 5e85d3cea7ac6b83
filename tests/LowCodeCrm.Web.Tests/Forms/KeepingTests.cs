namespace LowCodeCrm.Web.Tests.Forms;

/// <summary>Nothing typed is lost, whatever comes between.</summary>
public sealed class KeepingTests(WebApp web)
{
    [Fact]
    public async Task Both_versions_are_shown_where_two_people_changed_a_field_and_the_rest_is_kept_from_both()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("競合");
        var look = new Look("ja", Width: 375);
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("500,000");
        await api.ChangeAsync("opportunity/" + deal, new { amount = 900000, description = "先方より連絡" });
        await page.Box("amount").FillAsync("700000");
        await page.Box("next_contact_on").FillAsync("2026/12/1");
        await page.SaveAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "ほかの人が先に保存しました" });
        await Assertions.Expect(dialog.GetByRole(AriaRole.Group)).ToHaveCountAsync(1);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Group, new() { Name = "金額" })).ToContainTextAsync("¥700,000");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Group, new() { Name = "金額" })).ToContainTextAsync("¥900,000");
        await window.ShootAsync(look, "Conflict");
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.ArriveAsync("/opportunity/" + deal);
        var saved = await api.ReadAsync("opportunity/" + deal);
        Assert.Equal((900000m, "先方より連絡", "2026-12-01"), ((decimal)saved["amount"]!, (string)saved["description"]!, (string)saved["next_contact_on"]!));
        window.AssertClean();
    }

    [Fact]
    public async Task What_two_people_changed_in_different_fields_is_saved_without_a_question()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("別々");
        await using var window = await web.OpenAsync(FormScreen.Edit(deal));
        var page = window.Page;
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("500,000");
        await api.ChangeAsync("opportunity/" + deal, new { description = "theirs" });
        await page.Box("amount").FillAsync("700000");
        await page.SaveAsync();
        await page.ArriveAsync("/opportunity/" + deal);
        var saved = await api.ReadAsync("opportunity/" + deal);
        Assert.Equal((700000m, "theirs"), ((decimal)saved["amount"]!, (string)saved["description"]!));
    }

    [Fact]
    public async Task Without_a_connection_it_waits_and_saves_once_when_it_is_back()
    {
        using var api = web.Api();
        var (account, _) = await api.DealAsync("回線");
        var name = "回線断" + Guid.NewGuid().ToString("N")[..6];
        var look = new Look("ja", Width: 375);
        await using var window = await web.OpenAsync(FormScreen.New("opportunity") + "?account_id=" + account, look);
        var page = window.Page;
        await page.Box("name").FillAsync(name);
        await window.Context.SetOfflineAsync(true);
        await page.SaveAsync();
        await Assertions.Expect(page.GetByText("接続が切れています。入力した内容は")).ToBeVisibleAsync();
        await Assertions.Expect(page.Box("name")).ToHaveValueAsync(name);
        await window.ShootAsync(look, "Offline");
        await window.AssertSoundAsync();
        await window.Context.SetOfflineAsync(false);
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex("/opportunity/[0-9a-f-]{36}$"));
        var found = await api.ReadAsync("opportunity?$filter=" + Uri.EscapeDataString($"name eq '{name}'"));
        Assert.Single(found["value"]!.AsArray());
    }

    [Fact]
    public async Task When_the_session_ends_one_signs_in_over_the_form_and_it_is_saved()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("期限");
        var look = new Look(Dark: true);
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await page.Box("amount").FillAsync("123456");
        await window.Context.ClearCookiesAsync();
        await page.SaveAsync();
        await Assertions.Expect(page.Locator("dialog input[name=password]")).ToBeVisibleAsync();
        await window.ShootAsync(look, "Expired");
        await window.AssertSoundAsync();
        await page.Locator("dialog input[name=password]").FillAsync(WebApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("/opportunity/" + deal);
        Assert.Equal(123456m, (decimal)(await api.ReadAsync("opportunity/" + deal))["amount"]!);
    }

    [Fact]
    public async Task What_was_typed_is_there_after_a_reload_until_it_is_discarded()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("下書き");
        var look = new Look("ja", Width: 375);
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await page.Box("description").FillAsync("書きかけ");
        // What is no number yet was typed as well.
        await page.Box("amount").FillAsync("50万くらい");
        await page.ReloadAsync();
        await Assertions.Expect(page.Box("description")).ToHaveValueAsync("書きかけ");
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("50万くらい");
        await window.ShootAsync(look, "Restored");
        await window.AssertSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "破棄する" }).ClickAsync();
        await Assertions.Expect(page.Box("description")).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("500,000");
        await Assertions.Expect(page.Box("description")).ToHaveValueAsync("");
        window.AssertClean();
    }

    [Fact]
    public async Task A_draft_of_an_earlier_version_asks_about_what_both_changed_before_anything_is_saved()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("Draft");
        var look = new Look(Dark: true);
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await page.Box("amount").FillAsync("700000");
        await page.Box("description").FillAsync("mine");
        await page.Box("next_contact_on").FillAsync("2026-12-01");
        await page.Keyboard.PressAsync("Tab");
        await page.GotoAsync($"/app/{WebApp.App}/");
        await api.ChangeAsync("opportunity/" + deal, new { amount = 900000, description = "theirs", probability = 75 });
        await page.GotoAsync(FormScreen.Edit(deal));
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Somebody else saved first" });
        await Assertions.Expect(dialog.GetByRole(AriaRole.Group)).ToHaveCountAsync(2);
        await window.ShootAsync(look, "Draft_conflict");
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Group, new() { Name = "Description" }).GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Use these values" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("700,000");
        await Assertions.Expect(page.Box("description")).ToHaveValueAsync("theirs");
        await Assertions.Expect(page.Box("probability")).ToHaveValueAsync("75");
        Assert.Equal(900000m, (decimal)(await api.ReadAsync("opportunity/" + deal))["amount"]!);
        await page.Box("amount").FocusAsync();
        await page.SaveAsync();
        await page.ArriveAsync("/opportunity/" + deal);
        var saved = await api.ReadAsync("opportunity/" + deal);
        Assert.Equal((700000m, "theirs", "2026-12-01", 75m), ((decimal)saved["amount"]!, (string)saved["description"]!, (string)saved["next_contact_on"]!, (decimal)saved["probability"]!));
        window.AssertClean();
    }

    [Fact]
    public async Task Leaving_asks_only_where_something_was_typed()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("離脱");
        var look = new Look("ja", Width: 375);
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await page.Box("amount").FillAsync("1");
        await page.Keyboard.PressAsync("Escape");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "保存せずに移動しますか" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await window.ShootAsync(look, "Leaving");
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "入力を続ける" }).ClickAsync();
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("1");
        await page.Box("amount").FillAsync("500000");
        await page.Keyboard.PressAsync("Escape");
        await page.ArriveAsync("/opportunity/" + deal);
    }
}
