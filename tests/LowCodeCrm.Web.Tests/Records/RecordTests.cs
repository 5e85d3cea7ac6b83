using System.Text.RegularExpressions;
using LowCodeCrm.Web.Tests.Lists;

namespace LowCodeCrm.Web.Tests.Records;

/// <summary>The page of a record: its stage, what is around it, what others do to it.</summary>
public sealed partial class RecordTests(WebApp web)
{
    [GeneratedRegex("/opportunity(\\?|$)")]
    private static partial Regex ListAddress();

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_record_is_sound_in_every_look(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        var (name, id, account) = await web.DealAsync(amount: null);
        await web.CreateAsync("activity", new { subject = "Call " + name, kind = "call", status = "planned", due_on = "2027-01-31", opportunity_id = id, account_id = account });
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id), look);
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Assertions.Expect(page.Locator("[data-state=prospecting]")).ToHaveAttributeAsync("aria-current", "step");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Call " + name }).First).ToBeVisibleAsync();
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
        foreach (var tab in new[] { "activities", "files", "history" })
        {
            await page.GotoAsync(RecordPage.Of("opportunity", id, $"?tab={tab}"));
            await Assertions.Expect(page.Locator($"[role=tab][data-key={tab}][aria-selected=true]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await window.AssertSoundAsync();
        }
        await page.GotoAsync(RecordPage.Of("account", account, "?tab=related"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await window.ShootAsync(look, "Related");
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task What_blocks_the_next_stage_is_said_explained_and_filled_in()
    {
        var (_, id, _) = await web.DealAsync(amount: null);
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        var bar = page.GetByRole(AriaRole.Status).Filter(new() { HasTextString = "Fill in account and amount" });
        await Assertions.Expect(bar).ToContainTextAsync("Proposal");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Why?" }).ClickAsync();
        var reason = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(reason).ToContainTextAsync("Amount is filled in");
        await window.AssertSoundAsync();
        await page.Keyboard.PressAsync("Escape");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Fill in" }).ClickAsync();
        await Assertions.Expect(page.Input("amount")).ToBeFocusedAsync();
        await page.Input("amount").FillAsync("5000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(bar).ToHaveCountAsync(0);
        await page.Locator("[data-state=proposal]").GetByRole(AriaRole.Button).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Propose" });
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("2027-01-15");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-state=proposal]")).ToHaveAttributeAsync("aria-current", "step");
        Assert.Equal("proposal", (await web.ReadAsync("opportunity", id)).GetProperty("stage").GetString());
        window.AssertClean();
    }

    [Fact]
    public async Task Why_is_one_press_away_from_values_and_from_fixed_hidden_and_refused_fields()
    {
        var (_, id, _) = await web.DealAsync(amount: 8000);
        using var http = web.Api();
        using (var proposed = await http.PatchAsync($"opportunity/{id}", new StringContent("""{"proposed_on": "2027-03-10"}""", System.Text.Encoding.UTF8, "application/json"))) proposed.EnsureSuccessStatusCode();
        await using (var window = await web.OpenAsync(RecordPage.Of("opportunity", id), new Look("en", Dark: true)))
        {
            var page = window.Page;
            var dialog = page.GetByRole(AriaRole.Dialog);
            // By keyboard: what it is worked out from, and back to where it was asked.
            var weighted = page.GetByRole(AriaRole.Button, new() { Name = "Weighted amount: why this value" });
            await weighted.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(dialog).ToContainTextAsync("Amount × Probability ÷ 100");
            await Assertions.Expect(dialog).ToContainTextAsync("8,000");
            await window.AssertSoundAsync();
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(weighted).ToBeFocusedAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Lost reason" }).ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("It would be shown with Stage at Lost.");
            await page.Keyboard.PressAsync("Escape");

            await page.GetByRole(AriaRole.Button, new() { Name = "Edit Decided on" }).ClickAsync();
            await page.Input("decided_on").FillAsync("2027-03-01");
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button, new() { Name = "Why?" }).ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("Decided on ≥ Proposed on");
            await Assertions.Expect(dialog).ToContainTextAsync("or later");
            await page.Keyboard.PressAsync("Escape");
            await page.Input("decided_on").FocusAsync();
            await page.Keyboard.PressAsync("Escape");
        }
        using (var lost = await http.PostAsync($"opportunity/{id}/transition/lose", new StringContent("""{"lost_reason": "price"}""", System.Text.Encoding.UTF8, "application/json"))) lost.EnsureSuccessStatusCode();
        await using (var window = await web.OpenAsync(RecordPage.Of("opportunity", id), new Look("ja", Dark: false, Width: 375)))
        {
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "金額: なぜ変更できないか", Exact = true }).ClickAsync();
            await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("以外なら変更できます。");
            await window.AssertSoundAsync();
        }
    }

    [Fact]
    public async Task The_keyboard_alone_moves_the_stage()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id), new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Locator("[data-state=proposal] button")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("m");
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "移動先" });
        await Assertions.Expect(menu.GetByRole(AriaRole.Button, new() { Name = "受注" })).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        var reason = page.GetByRole(AriaRole.Dialog, new() { Name = "失注にする" }).GetByRole(AriaRole.Combobox);
        await Assertions.Expect(reason).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("[data-state=lost]")).ToHaveAttributeAsync("aria-current", "step");
        Assert.Equal("lost", (await web.ReadAsync("opportunity", id)).GetProperty("stage").GetString());
        window.AssertClean();
    }

    [Fact]
    public async Task The_neighbours_of_the_list_are_walked_however_far_and_Escape_leads_back()
    {
        // Deals of its own: those that other tests make would come in between.
        var mark = ListPage.Unique("Walk");
        var account = await web.CreateAsync("account", new { name = mark });
        using (var http = web.Api())
        {
            var rows = string.Concat(Enumerable.Range(1, Many).Select(n => $"{mark} {n:000},{account},prospecting\n"));
            using var answer = await http.PostAsync("opportunity/$import?mode=create", new StringContent("name,account,stage\n" + rows, System.Text.Encoding.UTF8, "text/csv"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        await using var window = await web.OpenAsync(ListPage.Of("opportunity", $"?view=all&q={mark}&sort=name"));
        var page = window.Page;
        var place = page.Locator("main header").First;
        var title = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Assertions.Expect(page.Rows().First).ToContainTextAsync("001");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(place).ToContainTextAsync($"1 / {Many}");
        var first = page.Url;
        await page.Keyboard.PressAsync("]");
        await Assertions.Expect(place).ToContainTextAsync("2 / ");
        Assert.NotEqual(first, page.Url);
        await page.Keyboard.PressAsync("[");
        await Assertions.Expect(place).ToContainTextAsync("1 / ");
        Assert.Equal(first, page.Url);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(ListAddress());
        // Beyond what the list had loaded, the records further on are asked for.
        await Assertions.Expect(page.Rows().First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(place).ToContainTextAsync($"200 / {Many}");
        foreach (var n in Enumerable.Range(201, Many - 200))
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Next record" })).ToBeEnabledAsync();
            await page.Keyboard.PressAsync("]");
            await Assertions.Expect(place).ToContainTextAsync($"{n} / {Many}");
            await Assertions.Expect(title).ToHaveTextAsync($"{mark} {n:000}");
        }
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Next record" })).ToBeDisabledAsync();
        window.AssertClean();
    }

    private const int Many = 204;

    [Fact]
    public async Task An_activity_is_added_for_the_record_and_ticked_off()
    {
        var (_, id, _) = await web.DealAsync();
        var subject = ListPage.Unique("Visit");
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id, "?tab=activities"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add activity" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Visit" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = subject })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex("Activities\\s*1") })).ToBeVisibleAsync();
        await page.Rail().GetByRole(AriaRole.Checkbox, new() { Name = $"Complete “{subject}”" }).ClickAsync();
        await RecordPage.WaitForAsync(async () => await web.CountAsync("activity", $"subject = \"{subject}\" and status = done") == 1);
        await Assertions.Expect(page.Rail()).ToContainTextAsync("No planned");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Rail().GetByRole(AriaRole.Checkbox)).ToBeVisibleAsync();
        Assert.Equal(1, await web.CountAsync("activity", $"subject = \"{subject}\" and status = planned and done_on is empty"));
        window.AssertClean();
    }

    [Fact]
    public async Task A_note_is_written_by_input_method_shown_and_taken_back()
    {
        var (_, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id), new Look("ja", Dark: true));
        var page = window.Page;
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "メモ" });
        await box.FocusAsync();
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("けいごう");
        await ime.PressAsync("Enter");
        await ime.CommitAsync("競合は一社");
        await Assertions.Expect(box).ToHaveValueAsync("競合は一社");
        await page.Keyboard.PressAsync("Control+Enter");
        var note = page.Rail().GetByRole(AriaRole.Listitem).Filter(new() { HasTextString = "競合は一社" });
        await Assertions.Expect(note).ToBeVisibleAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
        await window.AssertSoundAsync();
        await note.GetByRole(AriaRole.Button, new() { Name = "メモを削除" }).ClickAsync();
        await Assertions.Expect(note).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "元に戻す" }).ClickAsync();
        await Assertions.Expect(note).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task What_others_do_is_shown_and_a_deleted_record_comes_back()
    {
        var (name, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("1,000");
        await web.PatchAsync("opportunity", id, new { amount = 2500 });
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("2,500");
        await web.DeleteAsync("opportunity", id);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"“{name}” was deleted" })).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(page.Value("amount")).ToContainTextAsync("2,500");
        window.AssertClean();
    }

    [Fact]
    public async Task A_record_is_starred_copied_and_deleted_with_a_way_back()
    {
        var (name, id, _) = await web.DealAsync();
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to favourites" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove from favourites" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove from favourites" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Duplicate" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(id));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        Assert.Equal(2, await web.CountAsync("opportunity", $"name = \"{name}\""));
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(ListAddress());
        await RecordPage.WaitForAsync(async () => await web.CountAsync("opportunity", $"name = \"{name}\"") == 1);
        // The notice of the copy may still stand beside it.
        await page.GetByText($"“{name}” was deleted.").Locator("xpath=ancestor::*[.//button][1]").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        Assert.Equal(2, await web.CountAsync("opportunity", $"name = \"{name}\""));
        window.AssertClean();
    }

    [Fact]
    public async Task A_copy_that_must_differ_is_finished_on_a_form_with_all_that_was_copied()
    {
        var name = ListPage.Unique("Product");
        var id = await web.CreateAsync("product", new { code = "C-" + Guid.NewGuid().ToString("N")[..8], name, unit_price = 1234, tax_rate = 10, category = "software" });
        await using var window = await web.OpenAsync(RecordPage.Of("product", id));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Duplicate" }).ClickAsync();
        await page.ArriveAsync("/product/new");
        await Assertions.Expect(page.Locator("[data-field=name] input")).ToHaveValueAsync(name);
        await Assertions.Expect(page.Locator("[data-field=unit_price] input")).ToHaveValueAsync("1,234");
        await page.Locator("[data-field=code] input").FillAsync("C-" + Guid.NewGuid().ToString("N")[..8]);
        await page.Keyboard.PressAsync("Control+Enter");
        await page.ArriveAsync(new Regex("/product/[0-9a-f-]{36}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        Assert.Equal(2, await web.CountAsync("product", $"name = \"{name}\""));
        window.AssertClean();
    }

    [Fact]
    public async Task The_history_says_in_words_what_became_what()
    {
        var (_, id, _) = await web.DealAsync();
        await web.PatchAsync("opportunity", id, new { amount = 2500 });
        await using var window = await web.OpenAsync(RecordPage.Of("opportunity", id, "?tab=history"), new Look("ja"));
        var change = window.Page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(change).ToContainTextAsync("金額");
        await Assertions.Expect(change).ToContainTextAsync(new Regex("¥1,000.*¥2,500", RegexOptions.Singleline));
        await Assertions.Expect(change).ToContainTextAsync("第 2 版");
        window.AssertClean();
    }
}
