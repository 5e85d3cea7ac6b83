using System.Text;

namespace LowCodeCrm.Designer.Web.Tests;

public sealed class StartTests(WebApp web)
{
    private static readonly string[] Customers = ["青葉", "若葉", "紅葉", "白樺", "黒松", "赤坂", "緑川", "金山"];

    static StartTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static FilePayload Csv(string name, string text, Encoding encoding) => new() { Name = name, MimeType = "text/csv", Buffer = encoding.GetBytes(text) };

    /// <summary>Customers as Excel in Japanese saves them, and orders in UTF-8 that name customers by their code.</summary>
    private static FilePayload[] Sheets() =>
    [
        Csv("顧客.csv", "顧客コード,顧客名,ランク\n" + string.Concat(Customers.Select((name, i) => $"C{i:000},株式会社{name},{"ABC"[i % 3]}\n")), Encoding.GetEncoding("shift_jis")),
        Csv("注文.csv", "注文番号,顧客,金額,注文日\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"A{i:0000},C{i % Customers.Length:000},{(i + 1) * 1200},2026-0{(i % 9) + 1}-1{i % 9}\n")), new UTF8Encoding(false)),
    ];

    [Fact]
    public async Task Two_spreadsheets_become_an_app_with_a_lookup_between_them_and_the_records_in_it()
    {
        await using var window = await web.OpenAsync("/design/?from=spreadsheets", new Look("ja"));
        var page = window.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(Sheets());
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "注文" })).ToContainTextAsync("参照");
        await window.AssertSoundAsync();
        await page.GetByLabel("ランクのラベル").FillAsync("重要度");
        await page.GetByLabel("タイトル（日本語）").FillAsync("受注");
        var name = "orders-" + Guid.NewGuid().ToString("N")[..8];
        await page.GetByLabel("URL で使う名前").FillAsync(name);
        await page.Button("アプリを作成").ClickAsync();
        await Assertions.Expect(page.GetByText("「受注」ができました。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("30 件を登録")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "アプリを開く" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/app/{name}"));
        var meta = await web.GetAsync($"/api/{name}/meta");
        var entities = meta.GetProperty("entities").EnumerateArray().Where(e => !e.TryGetProperty("system", out var system) || !system.GetBoolean()).ToList();
        var (customer, order) = (entities.Single(e => e.GetProperty("label").ToString().Contains("顧客")), entities.Single(e => e.GetProperty("label").ToString().Contains("注文")));
        Assert.Contains(customer.GetProperty("fields").EnumerateArray(), field => field.GetProperty("label").ToString().Contains("重要度"));
        var lookup = order.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("type").GetString() == "lookup" && field.GetProperty("origin").GetString() == "entered");
        Assert.Equal(customer.GetProperty("name").GetString(), lookup.GetProperty("target").GetString());
        var records = await web.GetAsync($"/api/{name}/{Uri.EscapeDataString(order.GetProperty("name").GetString()!)}?$top=100");
        Assert.Equal(30, records.GetProperty("value").GetArrayLength());
        Assert.All(records.GetProperty("value").EnumerateArray(), record => Assert.NotEqual(System.Text.Json.JsonValueKind.Null, record.GetProperty(lookup.GetProperty("property").GetString()!).ValueKind));
    }

    [Fact]
    public async Task Many_rows_are_counted_as_they_come_in_and_stopped()
    {
        await using var window = await web.OpenAsync("/design/?from=spreadsheets", new Look("en"));
        var page = window.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(Csv("Parts.csv", "Number,Part,Price\n" + string.Concat(Enumerable.Range(0, Many).Select(i => $"P{i:00000},Part of machine {i % 977},{100 + (i % 900)}\n")), new UTF8Encoding(false)));
        await page.GetByLabel("Title in English").FillAsync("Parts");
        var name = "parts-" + Guid.NewGuid().ToString("N")[..8];
        await page.GetByLabel("Name in addresses").FillAsync(name);
        await page.Button("Create the app").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"of {Many:N0} rows brought in");
        await window.AssertSoundAsync();
        await page.Button("Stop").ClickAsync();
        await Assertions.Expect(page.GetByText("You stopped it")).ToBeVisibleAsync();
        var part = (await web.GetAsync($"/api/{name}/meta")).GetProperty("entities").EnumerateArray().First(e => e.GetProperty("label").ToString().Contains("Parts", StringComparison.Ordinal)).GetProperty("name").GetString()!;
        var came = (await web.GetAsync($"/api/{name}/{part}?$top=0&$count=true")).GetProperty("@odata.count").GetInt32();
        Assert.InRange(came, 0, Many - 1);
        await Assertions.Expect(page.GetByText(new System.Text.RegularExpressions.Regex($"^{came:N0} records?$"))).ToHaveCountAsync(came > 0 ? 1 : 0);
    }

    private const int Many = 30_000;

    [Fact]
    public async Task What_cannot_become_an_app_says_why_and_keeps_what_was_typed()
    {
        await using var window = await web.OpenAsync("/design/?from=package", new Look("ja", Dark: true));
        var page = window.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "broken.crmapp", MimeType = "application/zip", Buffer = [0x50, 0x4B, 3, 4, 1, 2, 3] });
        await page.Button("アプリを作成").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[ぁ-ん]"));
        await window.AssertSoundAsync();
        await page.GotoAsync("/design/?from=spreadsheets");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "写真.xlsx", MimeType = "application/octet-stream", Buffer = [0x89, 0x50, 0x4E, 0x47, 0, 0, 0] });
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[ぁ-ん]"));
        await page.GotoAsync("/design/?from=nothing");
        await page.GetByLabel("タイトル（日本語）").FillAsync("二つめ");
        await page.GetByLabel("URL で使う名前").FillAsync(WebApp.App);
        await page.Button("アプリを作成").ClickAsync();
        await Assertions.Expect(page.GetByText($"「{WebApp.App}」という名前のアプリがすでにあります。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("URL で使う名前")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("タイトル（日本語）")).ToHaveValueAsync("二つめ");
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task From_nothing_one_goes_on_to_the_first_entity_and_publishes_it()
    {
        var name = "new-" + Guid.NewGuid().ToString("N")[..8];
        await using var window = await web.OpenAsync("/design/?from=nothing");
        var page = window.Page;
        await page.Button("Create the app").ClickAsync();
        await Assertions.Expect(page.GetByText("Say what the app is called.")).ToBeVisibleAsync();
        await page.GetByLabel("Title in English").FillAsync("Projects");
        await page.GetByLabel("Name in addresses").FillAsync(name);
        await page.Button("Create the app").ClickAsync();
        await page.GetByLabel("Label (English)").FillAsync("Project");
        await page.Modal().Button("Add").ClickAsync();
        await Assertions.Expect(page.Locator("button[data-field=name]")).ToBeVisibleAsync();
        await page.SavedAsync();
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await page.PublishAsync(2);
        await page.GotoAsync($"/app/{name}/project/new");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        window.AssertClean();
    }
}
