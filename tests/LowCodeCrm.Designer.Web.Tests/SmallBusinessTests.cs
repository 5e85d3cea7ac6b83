using System.Net.Http.Json;
using System.Text;

namespace LowCodeCrm.Designer.Web.Tests;

public sealed class SmallBusinessTests(WebApp web)
{
    private static readonly string[] States = ["受付", "発送済み", "完了"];

    static SmallBusinessTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Two_spreadsheets_a_stage_and_a_rule_become_an_app_that_is_worked_with_and_no_code_is_typed()
    {
        var name = "shop-" + Guid.NewGuid().ToString("N")[..8];
        await using var window = await web.OpenAsync("/design/?from=spreadsheets", new Look("ja"));
        var page = window.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(
        [
            Csv("得意先.csv", "得意先コード,得意先名\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"K{i:000},株式会社{"青赤黄緑白黒紫金"[i]}商店\n")), Encoding.GetEncoding("shift_jis")),
            Csv("受注.csv", "受注番号,得意先,金額,納期,状況\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"J{i:0000},K{i % 8:000},{(i + 1) * 1500},2026-0{(i % 9) + 1}-1{i % 9},{States[i % 3]}\n")), new UTF8Encoding(false)),
        ]);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "受注" })).ToContainTextAsync("参照");
        await page.GetByLabel("タイトル（日本語）").FillAsync("受注帳");
        await page.GetByLabel("URL で使う名前").FillAsync(name);
        await page.Button("アプリを作成").ClickAsync();
        await Assertions.Expect(page.GetByText("30 件を登録")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "編集する" }).ClickAsync();

        // The stages: what stands in the column, and one more.
        await page.GetByRole(AriaRole.Link, new() { Name = "プロセス", Exact = true }).ClickAsync();
        await page.Button("プロセスを追加").First.ClickAsync();
        await page.Modal().Button("プロセスを追加").ClickAsync();
        await Assertions.Expect(page.Locator(".react-flow__node")).ToHaveCountAsync(3);
        await page.Button("状態を追加").ClickAsync();
        await page.GetByLabel("状態の表示名").FillAsync("保留");
        await page.Modal().Button("状態を追加").ClickAsync();
        await Assertions.Expect(page.Locator(".react-flow__node")).ToHaveCountAsync(4);
        await page.Button("遷移を追加").ClickAsync();
        await ChooseAsync(page, page.Modal().GetByLabel("遷移先"), "保留");
        await page.Modal().Button("遷移を追加").ClickAsync();
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);

        // The rule: a date of delivery is needed.
        await page.GetByRole(AriaRole.Link, new() { Name = "ルール", Exact = true }).ClickAsync();
        await page.Button("ルールを追加").First.ClickAsync();
        await ChooseAsync(page, page.Modal().GetByLabel("対象のレコード"), "受注");
        await page.Modal().GetByText("必須", new() { Exact = true }).ClickAsync();
        await ChooseAsync(page, page.Modal().GetByRole(AriaRole.Combobox, new() { Name = "項目", Exact = true }), "納期");
        await page.Modal().Button("追加").ClickAsync();
        await page.SavedAsync();
        // A state that leads nowhere is said to be one, and stops nobody.
        await Assertions.Expect(page.GetByText("状態「保留」から出る遷移がありません")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Shift+P");
        await page.Modal().Button("公開").ClickAsync();
        await Assertions.Expect(page.GetByText("バージョン 2 を公開しました。")).ToBeVisibleAsync();

        // Used: the list of what came in, and an order that lacks its date is refused in words.
        var meta = await web.GetAsync($"/api/{name}/meta");
        var order = meta.GetProperty("entities").EnumerateArray().Single(e => e.GetProperty("label").ToString().Contains("受注")).GetProperty("name").GetString()!;
        await page.GotoAsync($"/app/{name}/{Uri.EscapeDataString(order)}");
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "J0000" }).First).ToBeVisibleAsync();
        var records = await web.GetAsync($"/api/{name}/{Uri.EscapeDataString(order)}?$top=1");
        await page.GotoAsync($"/app/{name}/{Uri.EscapeDataString(order)}/{records.GetProperty("value")[0].GetProperty("id").GetString()}/edit");
        var due = page.GetByLabel("納期");
        await Assertions.Expect(due).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        var fields = meta.GetProperty("entities").EnumerateArray().Single(e => e.GetProperty("name").GetString() == order).GetProperty("fields").EnumerateArray().ToList();
        string Property(string label) => fields.Single(f => f.GetProperty("label").ToString().Contains(label)).GetProperty("property").GetString()!;
        using var http = web.Api();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        var customer = records.GetProperty("value")[0].GetProperty(Property("得意先")).GetString();
        var answer = await http.PostAsJsonAsync($"/api/{name}/{Uri.EscapeDataString(order)}", new Dictionary<string, object?>
        {
            [Property("受注番号")] = "J9999", [Property("得意先")] = customer, [Property("金額")] = 100, [Property("状況")] = records.GetProperty("value")[0].GetProperty(Property("状況")).GetString(),
        });
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("納期", await answer.Content.ReadAsStringAsync());
    }

    private static FilePayload Csv(string name, string text, Encoding encoding) => new() { Name = name, MimeType = "text/csv", Buffer = encoding.GetBytes(text) };

    private static async Task ChooseAsync(IPage page, ILocator select, string option)
    {
        await select.ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasText = option }).First.ClickAsync();
    }
}
