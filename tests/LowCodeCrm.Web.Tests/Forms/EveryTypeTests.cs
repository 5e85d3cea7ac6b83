namespace LowCodeCrm.Web.Tests.Forms;

public sealed class EveryTypeTests(WebApp web, EveryTypeApp every) : IClassFixture<EveryTypeApp>
{
    private const string New = "/app/every-type/thing/new";
    // What is chosen by pointing or by single keys: no text is composed there.
    private static readonly HashSet<string> Wordless = ["yes_no", "file", "picture", "stars"];

    [Fact]
    public async Task Keys_of_an_input_method_submit_close_and_move_nothing_in_any_kind_of_input()
    {
        await using var window = await every.OpenAsync(web, New, new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.Box("text")).ToBeVisibleAsync();
        var ime = await Ime.OfAsync(page);
        var wrong = new List<string>();
        var writes = 0;
        page.Request += (_, request) => writes += request.Method == "GET" ? 0 : 1;
        foreach (var field in await page.Locator("[data-field]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.field)"))
        {
            var boxes = page.Field(field).Locator("input:not([type=checkbox]):not([type=file]), textarea, [contenteditable=true]");
            if (await boxes.CountAsync() == 0)
            {
                if (!Wordless.Contains(field) && field is not ("number" or "parts")) wrong.Add($"{field}: nothing to type into");
                continue;
            }
            for (var at = 0; at < await boxes.CountAsync(); at++)
            {
                var box = boxes.Nth(at);
                await box.FocusAsync();
                await ime.ComposeAsync("かな");
                foreach (var key in (string[])["Enter", "Escape", "ArrowDown", "Tab", " "]) await ime.PressAsync(key);
                if (!await box.EvaluateAsync<bool>("one => one === document.activeElement")) wrong.Add($"{field}[{at}]: the focus moved");
                await ime.CommitAsync("仮名");
                var text = await box.EvaluateAsync<string>("one => one.value ?? one.textContent");
                if (!text.Contains("仮名", StringComparison.Ordinal)) wrong.Add($"{field}[{at}]: \"{text}\" stands there");
                await page.Keyboard.PressAsync("Escape");
                if (await page.GetByRole(AriaRole.Dialog).CountAsync() > 0) await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "入力を続ける" }).ClickAsync();
                if (!page.Url.EndsWith(New, StringComparison.Ordinal)) wrong.Add($"{field}[{at}]: the page was left");
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(0, writes);
    }

    [Fact]
    public async Task Every_type_is_typed_saved_and_read_again()
    {
        using var api = every.Api();
        foreach (var name in (string[])["ねじ", "歯車", "軸"]) await api.CreateAsync("part", new { name });
        await using var window = await every.OpenAsync(web, New, new Look("ja"));
        var page = window.Page;
        await page.Box("text").FillAsync("文字");
        await page.Box("long_text").FillAsync("一行目\n二行目");
        await page.Box("rich_text").FillAsync("書式");
        await page.Keyboard.PressAsync("Control+a");
        await page.Field("rich_text").GetByRole(AriaRole.Button, new() { Name = "リンク", Exact = true }).ClickAsync();
        var link = page.GetByRole(AriaRole.Dialog, new() { Name = "リンク先の URL" });
        await link.GetByRole(AriaRole.Textbox).FillAsync("javascript:alert(1)");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(link.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await window.ShootAsync(new Look("ja"), "Link");
        await link.GetByRole(AriaRole.Textbox).FillAsync("example.jp/資料");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Field("rich_text").GetByRole(AriaRole.Link, new() { Name = "書式" })).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^https://example.jp/"));
        await page.Box("whole").FillAsync("１，２３４");
        await page.Box("exact").FillAsync("12345678901.2345");
        await page.Box("money").FillAsync("3万");
        await page.Box("percent").FillAsync("12.5");
        await page.Field("yes_no").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Box("day").FillAsync("令和8年11月21日");
        await page.Box("moment").FillAsync("2026/11/21");
        await page.Field("moment").Locator("input").Nth(1).FillAsync("9:30");
        await page.Box("clock").FillAsync("午後3時");
        await page.Box("span").FillAsync("1時間30分");
        await page.ChooseAsync("choice", "Red");
        await page.ChooseAsync("several", "Aaa");
        await page.Box("email").FillAsync("a@example.jp");
        await page.Box("phone").FillAsync("090-1234-5678");
        await page.Box("site").FillAsync("example.jp");
        var address = page.Field("address").Locator("input");
        await address.Nth(0).FillAsync("１０５００１１");
        await address.Nth(1).FillAsync("東京都");
        await page.Field("person").Locator("input").Nth(0).FillAsync("佐藤");
        await page.Box("tags").FillAsync("重要");
        await page.Keyboard.PressAsync("Enter");
        await page.Box("place").FillAsync("35.6586, 139.7454");
        await page.Box("data").FillAsync("{\"a\": 1}");
        await page.Field("stars").GetByRole(AriaRole.Slider).PressAsync("4");
        await page.Box("unit").FillAsync("usd");
        await page.ChooseAsync("lookup", "ねじ");
        await page.ChooseAsync("links", "歯車");
        await page.ChooseAsync("links", "軸");
        await page.ChooseAsync("who", "Administrator");
        foreach (var name in (string[])["一", "二", "三"])
        {
            await page.Field("parts").GetByRole(AriaRole.Button, new() { Name = "行を追加" }).ClickAsync();
            await page.Keyboard.TypeAsync(name);
        }
        // By keys and by mouse: 三 一 二, then 一 三 二.
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "name 1" })).ToHaveValueAsync("三");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "name 1" })).ToBeFocusedAsync();
        await page.Field("parts").GetByRole(AriaRole.Button, new() { Name = "上へ移動" }).Nth(1).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "name 1" })).ToHaveValueAsync("一");
        await page.Field("file").Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "見積.txt", MimeType = "text/plain", Buffer = "a"u8.ToArray() });
        await Assertions.Expect(page.Field("file").GetByRole(AriaRole.Link, new() { Name = "見積.txt" })).ToBeVisibleAsync();
        await page.Field("picture").Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "a.txt", MimeType = "text/plain", Buffer = "a"u8.ToArray() });
        await page.Box("text").FocusAsync();
        await page.SaveAsync();
        await Assertions.Expect(page.Field("picture")).ToContainTextAsync("「a.txt」は画像ではありません。");
        await page.Field("picture").Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "点.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==") });
        await Assertions.Expect(page.Field("picture").GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await window.ShootAsync(new Look("ja"));
        await Axe.AssertAsync(page);
        await page.Box("text").FocusAsync();
        await page.SaveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex("/thing/[0-9a-f-]{36}$"));
        var id = page.Url[^36..];
        var saved = System.Text.Json.Nodes.JsonNode.Parse(await page.EvaluateAsync<string>($"fetch('/api/every-type/thing/{id}').then(r => r.text())"))!;
        string Of(string name) => saved[name]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Equal(
            ["\"文字\"", "\"一行目\\n二行目\"", "1234", "12345678901.2345", "30000", "12.5", "true", "\"2026-11-21\"", "\"2026-11-21T00:30:00Z\"", "\"15:00:00\"", "\"PT1H30M\"", "\"red\"", "[\"a\"]", "\"a@example.jp\"", "\"+819012345678\"", "\"https://example.jp\"", "[\"重要\"]", "{\"a\":1}", "4", "\"USD\""],
            new[] { "text", "long_text", "whole", "exact", "money", "percent", "yes_no", "day", "moment", "clock", "span", "choice", "several", "email", "phone", "site", "tags", "data", "stars", "unit" }.Select(name => Of(name) is "12.50" ? "12.5" : Of(name)));
        Assert.Equal(("105-0011", "東京都", "佐藤", "見積.txt", "点.png"), ((string)saved["address"]!["postalCode"]!, (string)saved["address"]!["region"]!, (string)saved["person"]!["family"]!, (string)saved["file"]!["name"]!, (string)saved["picture"]!["name"]!));
        Assert.Equal(2, saved["links"]!.AsArray().Count);
        await page.GotoAsync($"{every.Address}/app/every-type/thing/{id}/edit");
        await Assertions.Expect(page.Box("lookup")).ToHaveValueAsync("ねじ");
        await Assertions.Expect(page.Field("links")).ToContainTextAsync("歯車");
        await Assertions.Expect(page.Field("links")).ToContainTextAsync("軸");
        await Assertions.Expect(page.Box("who")).ToHaveValueAsync("Administrator");
        string[] rows = ["一", "三", "二"];
        for (var at = 0; at < rows.Length; at++) await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = $"name {at + 1}" })).ToHaveValueAsync(rows[at]);
        await Assertions.Expect(page.Box("whole")).ToHaveValueAsync("1,234");
        await Assertions.Expect(page.Box("exact")).ToHaveValueAsync("12,345,678,901.2345");
        await Assertions.Expect(page.Box("span")).ToHaveValueAsync("1時間30分");
        await Assertions.Expect(page.Field("rich_text")).ToContainTextAsync("書式");
        // Nothing was changed: nothing is kept as a draft, and leaving asks nothing.
        await page.Box("text").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en", true, 375)]
    [InlineData("ja", false, 375)]
    public async Task Every_type_is_sound_on_a_phone(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await every.OpenAsync(web, New, look);
        await Assertions.Expect(window.Page.Box("text")).ToBeVisibleAsync();
        await window.ShootAsync(look);
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await Axe.AssertAsync(window.Page);
    }
}
