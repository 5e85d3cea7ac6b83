namespace LowCodeCrm.Web.Tests.Designer;

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

    /// <summary>The cursor on a new line above a rule.</summary>
    private static async Task BeforeAsync(IPage page, string rule)
    {
        await page.Locator("nav button").Filter(new() { HasText = rule }).First.ClickAsync();
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
