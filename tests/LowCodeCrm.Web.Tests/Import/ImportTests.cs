using System.Text;
using LowCodeCrm.Web.Tests.Lists;

namespace LowCodeCrm.Web.Tests.Import;

public sealed class ImportTests(WebApp web)
{
    private static string Wizard(string entity) => $"/app/{WebApp.App}/{entity}/import";

    [Fact]
    public async Task A_Shift_JIS_file_goes_in_with_related_records_by_name_and_its_bad_rows_come_back_to_be_mended()
    {
        var account = ListPage.Unique("取込商事");
        var accountId = await web.CreateAsync("account", new { name = account });
        var family = ListPage.Unique("F");
        var file = $"氏名（姓）,取引先,メール,社内メモ\r\n{family}甲,{account},kou@example.com,x\r\n{family}乙,どこにもない会社,otsu@example.com,y\r\n{family}丙,{account},これはメールではない,z\r\n";
        await using var window = await web.OpenAsync(Wizard("contact"), new Look("ja"));
        var page = window.Page;
        await GiveAsync(page, "担当者.csv", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(file));
        await Assertions.Expect(page.GetByText("3 行 · Shift_JIS")).ToBeVisibleAsync();
        await ChooseAsync(page, "「氏名（姓）」の取り込み先", "› 姓");
        await window.AssertSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "確認へ進む" }).ClickAsync();
        var refused = page.GetByRole(AriaRole.List, new() { Name = "取り込めない行" });
        await Assertions.Expect(page.Locator("dd")).ToHaveTextAsync(["1 行", "0 行", "0 行", "2 行"]);
        await Assertions.Expect(refused).ToContainTextAsync("どこにもない会社");
        await Assertions.Expect(refused).ToContainTextAsync("これはメールではない");
        Assert.Equal(0, await FamilyAsync(family));
        await window.AssertSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "1 行を取り込む" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 件を取り込みました")).ToBeVisibleAsync();
        Assert.Equal(1, await web.CountAsync("contact", $"name.family = \"{family}甲\" and account.id = \"{accountId}\""));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "これらの行をダウンロード" }).ClickAsync());
        var rest = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.StartsWith("\uFEFF氏名（姓）,取引先,メール,社内メモ,@理由", "\uFEFF" + rest.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(3, rest.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var mended = rest.Replace("どこにもない会社", account, StringComparison.Ordinal).Replace(",これはメールではない,", ",hei@example.com,", StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "別のファイルを取り込む" }).ClickAsync();
        await GiveAsync(page, "直した行.csv", Encoding.UTF8.GetBytes(mended));
        // The columns go as they were put before.
        await page.GetByRole(AriaRole.Button, new() { Name = "確認へ進む" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "2 行を取り込む" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 件を取り込みました")).ToBeVisibleAsync();
        Assert.Equal(3, await FamilyAsync(family));
        window.AssertClean();
    }

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task By_a_key_a_second_run_changes_nothing(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        var ja = language == "ja";
        var code = ListPage.Unique("IMP")[..14].Replace(' ', '-').ToUpperInvariant();
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{code}-{i:00},商品 {i},{1_000 + i}\n"));
        await using var window = await web.OpenAsync(Wizard("product"), look);
        var page = window.Page;
        await window.AssertSoundAsync();
        for (var run = 0; run < 2; run++)
        {
            await GiveAsync(page, "products.csv", Encoding.UTF8.GetBytes("code,name,unit_price\n" + rows));
            await Assertions.Expect(page.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
            await window.ShootAsync(look);
            await page.GetByRole(AriaRole.Button, new() { Name = ja ? "確認へ進む" : "Check" }).ClickAsync();
            var figures = page.Locator("dd");
            await Assertions.Expect(figures).ToHaveTextAsync((run, ja) switch
            {
                (0, true) => ["40 行", "0 行", "0 行", "0 行"],
                (0, false) => ["40", "0", "0", "0"],
                (_, true) => ["0 行", "0 行", "40 行", "0 行"],
                _ => ["0", "0", "40", "0"],
            });
            await window.AssertSoundAsync();
            if (run == 1) break;
            await page.GetByRole(AriaRole.Button, new() { Name = ja ? "40 行を取り込む" : "Import 40 rows" }).ClickAsync();
            await Assertions.Expect(page.GetByText(ja ? "40 件を取り込みました" : "40 records are in")).ToBeVisibleAsync();
            await window.AssertSoundAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = ja ? "別のファイルを取り込む" : "Import another file" }).ClickAsync();
        }
        // What would change nothing cannot be imported.
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = ja ? "取り込む" : "Import", Exact = true })).ToBeDisabledAsync();
        Assert.Equal(40, await web.CountAsync("product", $"starts_with(code, \"{code}\")"));
    }

    [Fact]
    public async Task Pasted_cells_do_as_well_and_wait_where_they_were_left()
    {
        await using var window = await web.OpenAsync(Wizard("product"));
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Paste rows" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Rows" }).FillAsync("Code\tAnything\nX-1\tx\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use these rows" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 row · UTF-8 · Tab-separated")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "View actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Import from a file" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 row · UTF-8 · Tab-separated")).ToBeVisibleAsync();
        window.AssertClean();
    }

    private async Task<int> FamilyAsync(string family) => await web.CountAsync("contact", $"starts_with(name.family, \"{family}\")");

    private static Task GiveAsync(IPage page, string name, byte[] file) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = file });

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        var input = page.GetByRole(AriaRole.Combobox, new() { Name = label });
        await input.ClickAsync();
        await input.FillAsync(option);
        await input.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
    }
}
