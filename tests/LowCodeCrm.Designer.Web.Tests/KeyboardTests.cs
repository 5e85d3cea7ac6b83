namespace LowCodeCrm.Designer.Web.Tests;

/// <summary>An app from nothing to its first version by the keyboard alone, its words composed by an input method whose keys do nothing else.</summary>
public sealed class KeyboardTests(WebApp web)
{
    /// <summary>No way by Tab or F6 is longer.</summary>
    private const int MostSteps = 60;

    [Fact]
    public async Task An_app_is_made_from_nothing_and_published_without_a_mouse_and_with_an_input_method()
    {
        var app = "keys-" + Guid.NewGuid().ToString("N")[..8];
        await using var window = await web.OpenAsync("/design/?from=nothing", new Look("ja"));
        var page = window.Page;
        var ime = await Ime.OfAsync(page);
        await FocusedAsync(page, "タイトル（日本語）");
        await ComposeAsync(page, ime, "あんけん", "案件管理");
        await Assertions.Expect(page.GetByLabel("タイトル（日本語）")).ToHaveValueAsync("案件管理");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(app);
        await page.Keyboard.PressAsync("Enter");

        // An entity, and three fields found by what they are called.
        await FocusedAsync(page, "ラベル（日本語）");
        await ComposeAsync(page, ime, "あんけん", "案件");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("button[data-field=name]")).ToBeVisibleAsync();
        foreach (var (type, label) in new[] { ("金額", "受注金額"), ("日付", "納期"), ("選択", "状況") })
        {
            await ReachAsync(page, "項目を追加");
            await page.Keyboard.PressAsync("Enter");
            await FocusedAsync(page, "種類を検索");
            await ComposeAsync(page, ime, type, type);
            await page.Keyboard.PressAsync("Enter");
            await FocusedAsync(page, "ラベル（日本語）");
            await ComposeAsync(page, ime, label, label);
            if (type == "選択")
            {
                await ReachAsync(page, "選択肢");
                await page.Keyboard.InsertTextAsync("受付\n完了");
                await page.Keyboard.PressAsync("Control+Enter");
            }
            else await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator($"button[data-field={label}]")).ToBeVisibleAsync();
        }

        // The form: a group, a field into it, and a new field that is called something at once.
        await GoAsync(page, "フォーム");
        await Assertions.Expect(page.Locator("[data-element-of=状況]")).ToBeVisibleAsync();
        await ReachAsync(page, "グループ");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-group]").WaitForAsync();
        await page.Keyboard.PressAsync("F6");
        await FocusedAsync(page, "グループ: 新しいグループ");
        await page.Keyboard.PressAsync("ArrowUp");
        await FocusedAsync(page, "状況");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(page.Locator("[data-group] [data-element-of=状況]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+F6");
        await ReachAsync(page, "テキスト");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary).GetByLabel("日本語", new() { Exact = true }).First).ToBeFocusedAsync();
        await ComposeAsync(page, ime, "めも", "メモ");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, "entities/案件.json", "\"メモ\": {");
        await page.Keyboard.PressAsync("Escape");
        await FocusedAsync(page, "メモ");

        // A view, a process with one more state and the way to it, and a condition put together.
        await GoAsync(page, "一覧");
        await ReachAsync(page, "ビューを追加");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await FocusedAsync(page, "名前（日本語）");
        await ComposeAsync(page, ime, "すべて", "すべて");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "名前を外す");
        await page.Keyboard.PressAsync("Enter");
        await FocusedAsync(page, "受注金額を外す");
        await GoAsync(page, "プロセス");
        await ReachAsync(page, "プロセスを追加");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".react-flow__node")).ToHaveCountAsync(2);
        await ReachAsync(page, "状態を追加");
        await page.Keyboard.PressAsync("Enter");
        await ComposeAsync(page, ime, "ほりゅう", "保留");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".react-flow__node")).ToHaveCountAsync(3);
        await FocusedAsync(page, "状態を追加");
        await ReachAsync(page, "遷移を追加");
        await page.Keyboard.PressAsync("Enter");
        await page.Modal().WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".react-flow__edge")).ToHaveCountAsync(2);
        await ReachAsync(page, "遷移 保留へ：受付から保留へ");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("F6");
        await ReachAsync(page, "条件");
        await page.Keyboard.PressAsync("Enter");
        await FocusedAsync(page, "項目");
        await ComposeAsync(page, ime, "のうき", "納期");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "比べ方");
        // The last of them: it is filled in.
        foreach (var key in new[] { "Enter", "ArrowUp", "Enter" }) await page.Keyboard.PressAsync(key);
        await ReachAsync(page, "完了");
        await page.Keyboard.PressAsync("Enter");
        await page.HoldsAsync(app, "rules/案件_状況.rules", "納期");
        await window.AssertSoundAsync();

        await page.Keyboard.PressAsync("Control+Shift+P");
        await ReachAsync(page, "公開");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("バージョン 2 を公開しました。")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Modal().GetByText("画面の次の部分へ")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    /// <summary>Types as people do in Japanese: while it is composed, Enter, Escape, Tab and arrows belong to the input method, and nothing on the page moves.</summary>
    private static async Task ComposeAsync(IPage page, Ime ime, string typed, string chosen)
    {
        var before = await WhereAsync(page);
        await ime.ComposeAsync(typed);
        foreach (var key in new[] { "ArrowDown", "Escape", "Tab", "Enter" }) await ime.PressAsync(key);
        Assert.Equal(before, await WhereAsync(page));
        await ime.CommitAsync(chosen);
    }

    /// <summary>Which control has the focus, in how many dialogs.</summary>
    private static Task<string> WhereAsync(IPage page) =>
        page.EvaluateAsync<string>("() => { const e = document.activeElement; return `${e.tagName} ${e.id} ${e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? ''} ${document.querySelectorAll('dialog[open]').length} ${location.href}` }");

    private static Task GoAsync(IPage page, string area) => page.GetByRole(AriaRole.Link, new() { Name = area, Exact = true }).PressAsync("Enter");

    /// <summary>By Tab, as far as it takes.</summary>
    private static async Task ReachAsync(IPage page, string name)
    {
        for (var i = 0; i < MostSteps; i++)
        {
            if ((await NameAsync(page)) == name) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"“{name}” is not reached by Tab; the focus is on {await NameAsync(page)}.");
    }

    private static Task FocusedAsync(IPage page, string name) => page.WaitForFunctionAsync($"name => ({Name})() === name", name);

    private static Task<string> NameAsync(IPage page) => page.EvaluateAsync<string>(Name);

    private const string Name = "() => { const e = document.activeElement; return (e.getAttribute('aria-label') || e.labels?.[0]?.textContent.replace(/\\*$/, '') || e.textContent || '').trim() }";
}
