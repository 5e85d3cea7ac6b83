using System.Net.Http.Json;

namespace LowCodeCrm.Designer.Web.Tests;

public sealed class RulesTests(WebApp web)
{
    [Fact]
    public async Task A_rule_typed_with_words_found_by_their_reading_is_published_and_rejects_a_save_in_its_own_words()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file=rules/opportunity.rules", new Look("ja"));
        var page = window.Page;
        await BeforeAsync(page, "tidy");
        // Where the text has not been read through yet, a brace is not closed by itself: closing it by hand is right either way.
        await page.Keyboard.TypeAsync("validate smaller { }");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.TypeAsync("require kingak");
        await page.Locator(".suggest-widget .monaco-list-row").Filter(new() { HasText = "amount" }).First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(" < 5 message en \"Smaller, please");
        // The closing quote and brace came by themselves: the quote is typed over, and what follows stands before the brace.
        await page.Keyboard.TypeAsync("\" ");
        await page.Keyboard.InsertTextAsync("ja \"五円より小さくしてください\" at amont");
        // Half a text is wrong in other ways: what is waited for is the mistake itself.
        await Assertions.Expect(page.GetByText(new System.Text.RegularExpressions.Regex("「amont」"))).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".squiggly-error")).Not.ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+.");
        await page.Locator(".action-widget .monaco-list-row").Filter(new() { HasText = "amount" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("問題はありません")).ToBeVisibleAsync();
        await page.HoldsAsync(app, "rules/opportunity.rules", "require amount < 5 message en \"Smaller, please\" ja \"五円より小さくしてください\" at amount");
        await page.Keyboard.PressAsync("Control+Shift+P");
        await page.Modal().Button("公開").ClickAsync();
        await Assertions.Expect(page.GetByText("バージョン 2 を公開しました。")).ToBeVisibleAsync();
        window.AssertClean();
        using var http = web.Api();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        var account = (await web.GetAsync($"/api/{app}/account?$top=1")).GetProperty("value")[0].GetProperty("id").GetString();
        var refused = await http.PostAsync($"/api/{app}/opportunity", new StringContent($$"""{"name": "x", "account_id": "{{account}}", "stage": "prospecting", "amount": 7}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Contains("五円より小さくしてください", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_call_tells_what_it_takes_and_a_problem_leads_to_where_it_is_or_is_mended_from_anywhere()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file=rules/account.rules");
        var page = window.Page;
        await BeforeAsync(page, "won_total");
        await page.Keyboard.TypeAsync("computed rounded : decimal = roundhalfu");
        await page.Locator(".suggest-widget .monaco-list-row").Filter(new() { HasText = "round_half_up" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".parameter-hints-widget .parameter.active")).ToHaveTextAsync("x: number");
        await page.Keyboard.TypeAsync("1.5, ");
        await Assertions.Expect(page.Locator(".parameter-hints-widget .parameter.active")).ToHaveTextAsync("digits: int = 0");
        await page.Keyboard.TypeAsync("1");
        await page.HoldsAsync(app, "rules/account.rules", "computed rounded : decimal = round_half_up(1.5, 1)\n");

        // A mistake of each kind of place; the list leads to every one of them.
        await web.PutAsync(app, "rules/sales_process.rules", text => text.Replace("transition propose", "transition propose_it : prospecting -> proposal {\n    guard amont > 0\n  }\n  transition propose", StringComparison.Ordinal));
        await web.PutAsync(app, "rules/people.rules", text => text + "\nrules for contact {\n  default nothing = 1\n}\n");
        await web.PutAsync(app, "forms/product.main.json", text => text.Replace("properties/unit_price", "properties/unit_prize", StringComparison.Ordinal));
        await web.PutAsync(app, "entities/product.json", text => text.Replace("\"type\": \"percent\"", "\"type\": \"percents\"", StringComparison.Ordinal));
        await page.GotoAsync($"/design/{app}/data");
        (string Message, string Address, string Shown)[] places =
        [
            ("amont", "process/sales_stages?at=transition:propose_it", "amont"), ("nothing", "rules?file=rules%2Fpeople.rules", "default nothing"),
            ("unit_prize", "forms/product/main?field=unit_prize", "unit_prize"), ("percents", "data/product?field=", "Product"),
        ];
        foreach (var (message, address, shown) in places)
        {
            await page.GetByRole(AriaRole.Region, new() { Name = "Problems" }).Locator("button[aria-expanded]").ClickAsync();
            await page.GetByRole(AriaRole.Dialog, new() { Name = "Problems" }).Locator("button").Filter(new() { HasText = message }).First.ClickAsync();
            await page.ArriveAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(address).Replace(":", "(:|%3A)", StringComparison.Ordinal)));
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(shown);
        }
        await page.GetByRole(AriaRole.Region, new() { Name = "Problems" }).Locator("button[aria-expanded]").ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Problems" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "amont" }).Locator("button").Last.ClickAsync();
        await page.HoldsAsync(app, "rules/sales_process.rules", "guard amount > 0");
        window.AssertClean();
    }

    [Fact]
    public async Task A_test_is_recorded_from_a_record_seen_and_added()
    {
        var app = await web.NewAppAsync();
        using (var http = web.Api())
        {
            using var made = await http.PostAsJsonAsync($"/api/{app}/account", new { name = "Recorded company", code = "A-9001" });
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
            var id = (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString();
            using var changed = await http.PatchAsJsonAsync($"/api/{app}/account/{id}", new { rank = "B" });
            Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        }
        await using var window = await web.OpenAsync($"/design/{app}/rules");
        var page = window.Page;
        await page.Button("Test from a record").ClickAsync();
        var dialog = page.Modal();
        await Assertions.Expect(dialog.GetByTitle("Account", new() { Exact = true })).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Which record" }).FillAsync("Recorded");
        await page.GetByTitle("Recorded company", new() { Exact = true }).ClickAsync();
        await dialog.GetByLabel("Name of the test").FillAsync("rank_of_recorded");
        await dialog.Button("Record").ClickAsync();
        var preview = dialog.GetByRole(AriaRole.Region, new() { Name = "The test" });
        await Assertions.Expect(preview).ToContainTextAsync("It passes.");
        await Assertions.Expect(preview).ToContainTextAsync("rank_of_recorded");
        await window.AssertSoundAsync();
        await dialog.Button("Add to the tests").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.SavedAsync();
        var files = (await web.GetAsync($"/design/api/{app}/draft/all")).GetProperty("files").EnumerateArray();
        Assert.Contains(files, file => file.GetProperty("path").GetString()!.EndsWith(".rules", StringComparison.Ordinal) && file.GetProperty("text").GetString()!.Contains("rank_of_recorded", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task A_function_is_renamed_from_the_editor_in_every_file_and_one_step_undoes_it()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file=rules/functions.rules");
        var page = window.Page;
        await page.Locator("nav button").Filter(new() { HasText = "discounted" }).ClickAsync();
        await FocusedAsync(page);
        await page.Keyboard.PressAsync("F2");
        await page.Locator(".rename-input").FillAsync("reduced");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("nav button").Filter(new() { HasText = "reduced" })).ToBeVisibleAsync();
        await page.HoldsAsync(app, "rules/opportunity.rules", "reduced(unit_price");
        await page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(page.GetByText("As live, version 1")).ToBeVisibleAsync();
        Assert.Contains("discounted(unit_price", await web.FileAsync(app, "rules/opportunity.rules"));
        window.AssertClean();
    }

    [Fact]
    public async Task What_is_composed_goes_into_the_draft_only_when_it_is_chosen_and_Escape_then_Tab_leave_the_text()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file=rules/people.rules", new Look("ja"));
        var page = window.Page;
        await FocusedAsync(page, click: true);
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("// ");
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("かいぎ");
        await ime.PressAsync("Enter");
        await ime.CommitAsync("会議");
        await Assertions.Expect(page.Locator(".view-line").First).ToContainTextAsync("会議");
        await page.HoldsAsync(app, "rules/people.rules", "// 会議");
        Assert.DoesNotContain("かいぎ", await web.FileAsync(app, "rules/people.rules"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        Assert.False(await page.EvaluateAsync<bool>("document.activeElement.closest('[data-rules-editor]') !== null"));
        window.AssertClean();
    }

    [Fact]
    public async Task A_template_and_a_card_write_the_same_text_and_keywords_are_switched()
    {
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file=rules/account.rules");
        var page = window.Page;
        await page.Button("Add rule").ClickAsync();
        await page.Modal().GetByText("Required", new() { Exact = true }).ClickAsync();
        await page.Modal().Button("Add rule").ClickAsync();
        var card = page.GetByRole(AriaRole.Complementary);
        await card.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await page.ConditionAsync("rank = A");
        await page.HoldsAsync(app, "rules/account.rules", " when rank = A\n}");
        await page.GetByText("日本語", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".view-line").First).ToContainTextAsync("規則");
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task Actions_are_put_together_beside_their_text_which_keeps_what_is_not_touched()
    {
        const string Rules = "rules/auto.rules";
        var app = await web.NewAppAsync();
        using (var http = web.Api())
            (await http.PutAsync($"/design/api/{app}/draft/files/{Rules}", new StringContent("rules for opportunity {\n  after save thank when changed(stage)   and stage = won {\n    // by hand\n    update account { default_currency: \"JPY\" }   // at once\n  }\n}\n"))).EnsureSuccessStatusCode();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file={Rules}&line=4&column=6", new Look("ja"));
        var page = window.Page;
        var card = page.GetByRole(AriaRole.Complementary);
        await Assertions.Expect(card.GetByText("取引先を変更する")).ToBeVisibleAsync();
        await card.Button("アクションを追加").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "レコードを作成" }).ClickAsync();
        // An activity comes with what it cannot be without and the way back to the deal; its kind is chosen from the list.
        await page.HoldsAsync(app, Rules, "    update account { default_currency: \"JPY\" }   // at once\n    create activity {");
        await card.GetByRole(AriaRole.Combobox, new() { Name = "種類" }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasText = "訪問" }).ClickAsync();
        await page.HoldsAsync(app, Rules, "kind: visit");
        await Assertions.Expect(page.GetByText("問題はありません")).ToBeVisibleAsync();
        // By the keyboard: the new one goes up, with nothing else moved; then it is taken out again.
        await card.Button("アクション 2 を移動").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.HoldsAsync(app, Rules, "    update account { default_currency: \"JPY\" }\n  }\n");
        await card.Button("アクション 1 を削除").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, Rules, "  after save thank when changed(stage)   and stage = won {\n");
        await Assertions.Expect(card.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "活動" })).ToHaveCountAsync(0);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_decision_table_is_a_grid_that_is_walked_typed_into_and_pasted_to_and_tells_what_overlaps()
    {
        const string Rules = "rules/table.rules";
        var app = await web.NewAppAsync();
        using (var http = web.Api())
            (await http.PutAsync($"/design/api/{app}/draft/files/{Rules}", new StringContent("table cap(rank: text, quantity: int) returns int hit unique {\n  | \"A\" | >= 100 => 20 |\n  | otherwise    => 5  |\n}\n"))).EnsureSuccessStatusCode();
        await using var window = await web.OpenAsync($"/design/{app}/rules?file={Rules}&line=2&column=4", new Look("en", Dark: true));
        var page = window.Page;
        // The place in the address is gone to first.
        await FocusedAsync(page);
        var grid = page.GetByRole(AriaRole.Grid);
        await grid.GetByRole(AriaRole.Gridcell).First.FocusAsync();
        await page.EvaluateAsync("""
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'A\t≥ 100\t30\nＢ\t\t1,000');
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await page.HoldsAsync(app, Rules, "  | \"A\" | >= 100 => 30 |\n  | \"B\" | - => 1000 |\n  | otherwise    => 5  |\n");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("\"A\"");
        await page.Keyboard.PressAsync("Tab");
        await page.HoldsAsync(app, Rules, "  | \"A\" | - => 1000 |\n");
        // Both rows apply to many of A: the second says so.
        await Assertions.Expect(grid.Locator("tr[data-problem]")).ToContainTextAsync("1000");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Decision table cap" })).ToContainTextAsync("applies together with row 1");
        await page.Keyboard.TypeAsync("< 100");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, Rules, "  | \"A\" | < 100 => 1000 |\n");
        await Assertions.Expect(grid.Locator("tr[data-problem]")).ToHaveCountAsync(0);
        await window.AssertSoundAsync();
    }

    /// <summary>The cursor on a new line above a rule.</summary>
    private static async Task BeforeAsync(IPage page, string rule)
    {
        // The tree calls it in words; what it is called in the file stands in its tooltip.
        await page.Locator($"nav button[title$='{rule}']").First.ClickAsync();
        await FocusedAsync(page);
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task FocusedAsync(IPage page, bool click = false)
    {
        await page.Locator("[data-rules-editor] .view-line").First.WaitForAsync();
        if (click) await page.Locator("[data-rules-editor] .view-line").First.ClickAsync();
        await page.WaitForFunctionAsync("() => document.activeElement?.closest('[data-rules-editor]') != null");
    }
}
