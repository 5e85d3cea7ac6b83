namespace LowCodeCrm.Web.Tests.Forms;

public sealed class FormTests(WebApp web)
{
    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_new_record_is_sound(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(FormScreen.New("opportunity"), look);
        await Assertions.Expect(window.Page.Box("name")).ToBeVisibleAsync();
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_record_with_rows_and_things_wrong_is_sound(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        using var api = web.Api();
        var product = await api.CreateAsync("product", new { code = "T-" + Guid.NewGuid().ToString("N")[..8], name = "導入支援", unit_price = 95000 });
        var (_, deal) = await api.DealAsync("全体", new { close_on = "2026-01-05", lines = new[] { new { product_id = (string)product["id"]!, quantity = 3 } } });
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), look);
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("285,000");
        await page.Box("account").FillAsync("");
        await page.Box("amount").FillAsync("abc");
        await page.SaveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Assertions.Expect(page.Box("amount")).ToHaveAccessibleDescriptionAsync(language == "ja" ? "「abc」は数値ではありません。" : "“abc” is not a number.");
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_deal_is_made_by_keyboard_with_an_input_method()
    {
        using var api = web.Api();
        var account = "青葉製作所" + Guid.NewGuid().ToString("N")[..6];
        await api.CreateAsync("account", new { name = account });
        await using var window = await web.OpenAsync(FormScreen.New("opportunity"), new Look("ja"));
        var page = window.Page;
        var ime = await Ime.OfAsync(page);
        // The stage has its default: one begins at the first field that is empty.
        await Assertions.Expect(page.Box("name")).ToBeFocusedAsync();
        await ime.ComposeAsync("せいさんかんり");
        await ime.PressAsync("Enter");
        await ime.CommitAsync("生産管理システム更新");
        await page.Keyboard.PressAsync("Tab");
        await ime.ComposeAsync("あおば");
        await ime.PressAsync("Enter");
        await ime.CommitAsync(account);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = account }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Box("account")).ToHaveValueAsync(account);
        await page.Box("amount").FocusAsync();
        await ime.ComposeAsync("５２２");
        await ime.CommitAsync("５２２００００");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("5,220,000");
        await Assertions.Expect(page.Field("weighted")).ToContainTextAsync("¥522,000");
        await page.Box("close_on").FillAsync("１２／１８");
        await page.SaveAsync();
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex("/opportunity/[0-9a-f-]{36}$"));
        var saved = await api.ReadAsync("opportunity/" + page.Url[^36..]);
        Assert.Equal(("生産管理システム更新", 5220000m, "prospecting"), ((string)saved["name"]!, (decimal)saved["amount"]!, (string)saved["stage"]!));
        Assert.EndsWith("-12-18", (string)saved["close_on"]!, StringComparison.Ordinal);
        window.AssertClean();
    }

    [Fact]
    public async Task Rules_decide_while_one_types_and_ask_nobody()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("規則");
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Box("amount")).ToHaveValueAsync("500,000");
        await Assertions.Expect(page.Field("lost_reason")).ToHaveCountAsync(0);
        await window.SettleAsync();
        var requests = page.Requests();
        await page.Box("amount").FillAsync("1000001");
        await Assertions.Expect(page.Field("weighted")).ToContainTextAsync("¥600,001");
        await page.ChooseAsync("stage", "失注");
        await Assertions.Expect(page.Box("lost_reason")).ToHaveAttributeAsync("aria-required", "true");
        await page.Box("close_on").FillAsync("2020/1/1");
        // The deal is lost: nobody is warned of its day.
        await Assertions.Expect(page.Field("close_on")).Not.ToContainTextAsync("過ぎています");
        await page.ChooseAsync("stage", "交渉");
        await Assertions.Expect(page.Field("lost_reason")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Field("close_on")).ToContainTextAsync("完了予定日が過ぎています");
        Assert.Empty(requests);
        window.AssertClean();
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_above_in_words_that_lead_there()
    {
        using var api = web.Api();
        var (_, deal) = await api.DealAsync("検証", new { proposed_on = "2026-04-08" });
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), new Look("ja"));
        var page = window.Page;
        await page.Box("decided_on").FillAsync("2026/4/1");
        await page.SaveAsync();
        const string Said = "決裁日（2026年4月1日）は提案日（2026年4月8日）より後にしてください";
        var alert = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync(Said);
        await Assertions.Expect(page.Box("decided_on")).ToHaveAccessibleDescriptionAsync(Said);
        await alert.GetByRole(AriaRole.Button, new() { Name = Said }).ClickAsync();
        await Assertions.Expect(page.Box("decided_on")).ToBeFocusedAsync();
        await page.Box("decided_on").FillAsync("2026/4/10");
        await Assertions.Expect(alert).ToHaveCountAsync(0);
        await page.SaveAsync();
        await page.ArriveAsync("/opportunity/" + deal);
        Assert.Equal("2026-04-10", (string)(await api.ReadAsync("opportunity/" + deal))["decided_on"]!);
    }

    [Fact]
    public async Task Rows_are_typed_cell_by_cell_and_sum_into_their_record()
    {
        using var api = web.Api();
        var name = "保守" + Guid.NewGuid().ToString("N")[..6];
        await api.CreateAsync("product", new { code = "T-" + Guid.NewGuid().ToString("N")[..8], name, unit_price = 84000 });
        var (_, deal) = await api.DealAsync("明細");
        await using var window = await web.OpenAsync(FormScreen.Edit(deal), new Look("ja"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "行を追加" }).ClickAsync();
        var product = page.GetByRole(AriaRole.Combobox, new() { Name = "商品 1" });
        await Assertions.Expect(product).ToBeFocusedAsync();
        await product.PressSequentiallyAsync(name);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = name })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("40");
        await Assertions.Expect(page.Field("lines_total")).ToContainTextAsync("¥3,360,000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "商品 2" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "2 行目を削除" }).ClickAsync();
        await page.SaveAsync();
        await page.ArriveAsync("/opportunity/" + deal);
        var saved = await api.ReadAsync($"opportunity/{deal}?$expand=lines");
        Assert.Equal((3360000m, 1), ((decimal)saved["lines_total"]!, saved["lines"]!.AsArray().Count));
        window.AssertClean();
    }

    [Fact]
    public async Task A_record_that_a_lookup_lacks_is_made_on_the_spot()
    {
        await using var window = await web.OpenAsync(FormScreen.New("opportunity"), new Look("ja"));
        var page = window.Page;
        var name = "新規商事" + Guid.NewGuid().ToString("N")[..6];
        await page.Box("account").FocusAsync();
        await page.Keyboard.TypeAsync(name);
        await page.GetByRole(AriaRole.Option, new() { Name = $"取引先「{name}」を作成" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("[data-field=name] input")).ToHaveValueAsync(name);
        await window.AssertSoundAsync();
        await page.SaveAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Box("account")).ToHaveValueAsync(name);
        window.AssertClean();
    }
}
