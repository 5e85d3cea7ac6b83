using System.Text;
using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Tests.Http;

namespace LowCodeCrm.Designer.Tests.Spreadsheets;

public sealed class SpreadsheetTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    private static readonly string[] Ranks = ["重点", "通常", "休眠"];

    private static string Companies()
    {
        var text = new StringBuilder("取引先コード,会社名,ランク,電話番号,メール,住所,設立日,取引中,年間売上（円）,ウェブサイト\r\n");
        for (var i = 1; i <= 24; i++)
            text.Append($"{i:0000},株式会社{(char)('ア' + i)}商事{i},{Ranks[i % 3]},03-1234-{5000 + i},info{i}@example.co.jp,東京都千代田区丸の内{i}-1,令和{i % 6 + 1}年4月{i}日,{(i % 4 == 0 ? "いいえ" : "はい")},\"¥{i},250,000\",https://www.example{i}.co.jp/\r\n");
        return text.ToString();
    }

    private static string Deals()
    {
        var text = new StringBuilder("案件名,取引先名,金額,確度,受注予定日,備考\r\n");
        for (var i = 1; i <= 40; i++)
        {
            var company = i % 24 + 1;
            text.Append($"案件{i},株式会社{(char)('ア' + company)}商事{company},\"{i},000,000円\",{i * 2}%,2026/4/{i % 28 + 1},\"改行を\n含む \"\"備考\"\" {i}\"\r\n");
        }
        return text.Append("案件40,存在しない会社,\"40,000,000円\",80%,2026/4/13,\r\n").ToString();
    }

    [Fact]
    public async Task Two_shift_jis_files_become_an_app_with_types_a_lookup_and_the_records()
    {
        var client = server.As("admin", "ja");
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var proposal = (await AnalyzeAsync(client, ("取引先一覧.csv", encoding.GetBytes(Companies())), ("案件.csv", encoding.GetBytes(Deals())))).Is(200).Json;
        var (companies, deals) = (proposal["tables"]![0]!, proposal["tables"]![1]!);
        Assert.Equal(("取引先", 24, 0, "取引先コード", "会社名"), ((string)companies["name"]!, (int)companies["rows"]!, (int)companies["duplicates"]!, (string)companies["key"]!, (string)companies["display"]!));
        Assert.Equal(
            ["取引先コード text", "会社名 text", "ランク choice", "電話番号 phone", "メール email", "住所 address", "設立日 date", "取引中 boolean", "年間売上円 money", "ウェブサイト url"],
            companies["fields"]!.AsArray().Select(f => $"{f!["name"]} {f["type"]}"));
        Assert.Equal("年間売上（円）", (string)companies["fields"]![8]!["title"]!);
        Assert.Equal(["案件名 text", "取引先名 lookup", "金額 money", "確度 percent", "受注予定日 date", "備考 longText"], deals["fields"]!.AsArray().Select(f => $"{f!["name"]} {f["type"]}"));
        Assert.Equal(("取引先", "取引先", 1), ((string)deals["fields"]![1]!["title"]!, (string)deals["fields"]![1]!["target"]!, (int)deals["fields"]![1]!["unmatched"]!));

        // The table is confirmed under another name, one column left out.
        var tables = proposal["tables"]!.DeepClone().AsArray();
        tables[0]!["name"] = "company";
        tables[1]!["fields"]![1]!["target"] = "company";
        tables[0]!["fields"]![9]!["skip"] = true;
        var body = new JsonObject { ["from"] = "spreadsheets", ["upload"] = (string)proposal["upload"]!, ["name"] = "uriage", ["title"] = "売上管理", ["currency"] = "JPY", ["tables"] = tables };
        var made = (await client.Post("/design/api/apps", body.ToJsonString())).Is(201).Json;
        Assert.Equal([("company", 24, 0, 0), ("案件", 41, 0, 1)], made["tables"]!.AsArray().Select(t => ((string)t!["table"]!, (int)t["created"]!, (int)t["rejectedCount"]!, (int)t["emptiedCount"]!)));
        var emptied = made["tables"]![1]!["emptied"]![0]!;
        Assert.Equal((82, "取引先", "存在しない会社"), ((int)emptied["line"]!, (string)emptied["column"]!, (string)emptied["message"]!));

        var company = (await client.Get("/api/uriage/company?$filter=取引先コード eq '0003'")).Is(200).Json["value"]![0]!;
        Assert.Equal(("2022-04-03", 3_250_000m, true), ((string)company["設立日"]!, (decimal)company["年間売上円"]!, (bool)company["取引中"]!));
        Assert.Equal(("東京都", "千代田区"), ((string)company["住所"]!["region"]!, (string)company["住所"]!["city"]!));
        Assert.False(company.AsObject().ContainsKey("ウェブサイト"));
        var deal = (await client.Get("/api/uriage/案件?$filter=案件名 eq '案件7'&$expand=取引先名")).Is(200).Json["value"]![0]!;
        Assert.Equal((7_000_000m, 14m, "2026-04-08"), ((decimal)deal["金額"]!, (decimal)deal["確度"]!, (string)deal["受注予定日"]!));
        Assert.Equal("0008", (string)deal["取引先名"]!["取引先コード"]!);
        Assert.Contains("\"備考\"", (string)deal["備考"]!, StringComparison.Ordinal);
        Assert.DoesNotContain((await client.Post("/design/api/uriage/check")).Is(200).Json["diagnostics"]!.AsArray(), d => (string)d!["severity"]! != "info");
        var meta = (await client.Get("/api/uriage/meta")).Is(200).Json;
        Assert.Equal(["company", "案件"], meta["navigation"]![0]!["items"]!.AsArray().Select(i => (string)i!));
        (await client.Post("/design/api/apps", body.ToJsonString())).Is(404);
    }

    [Fact]
    public async Task A_workbook_of_two_related_sheets_is_understood_with_its_dates_and_readings_left_aside()
    {
        var client = server.As("admin", "ja");
        object?[][] products = [["商品マスタ", null, null], ["商品コード", "商品名", "単価"], .. Enumerable.Range(1, 12).Select(i => new object?[] { $"P-{i:000}", $"商品{i}", (decimal)(i * 1500) })];
        object?[][] orders = [["注文番号", "商品コード", "数量", "注文日", "割引率"], .. Enumerable.Range(1, 30).Select(i => new object?[] { $"A{i:0000}", $"P-{i % 12 + 1:000}", (decimal)i, new DateOnly(2026, 1, 1).AddDays(i), i % 5 / 100d })];
        var proposal = (await AnalyzeAsync(client, ("管理表.xlsx", Workbook.Of(("商品マスタ", products), ("注文", orders), ("メモ", [["ただのメモ"]]))))).Is(200).Json;
        Assert.Equal(["商品マスタ", "注文"], proposal["tables"]!.AsArray().Select(t => (string)t!["name"]!));
        Assert.Equal("メモ", (string)proposal["skipped"]![0]!["sheet"]!);
        Assert.Equal(["商品コード text", "商品名 text", "単価 money"], proposal["tables"]![0]!["fields"]!.AsArray().Select(f => $"{f!["name"]} {f["type"]}"));
        Assert.Equal(
            ["注文番号 text ", "商品コード lookup 商品マスタ", "数量 integer ", "注文日 date ", "割引率 percent "],
            proposal["tables"]![1]!["fields"]!.AsArray().Select(f => $"{f!["name"]} {f["type"]} {f["target"]}"));
        var body = new JsonObject { ["from"] = "spreadsheets", ["upload"] = (string)proposal["upload"]!, ["name"] = "orders", ["title"] = new JsonObject { ["ja"] = "受注" } };
        var made = (await client.Post("/design/api/apps", body.ToJsonString())).Is(201).Json;
        Assert.All(made["tables"]!.AsArray(), t => Assert.Equal(0, (int)t!["rejectedCount"]!));
        var order = (await client.Get("/api/orders/注文?$filter=注文番号 eq 'A0003'&$expand=商品コード")).Is(200).Json["value"]![0]!;
        Assert.Equal(("2026-01-04", 3, 3m, "商品4"), ((string)order["注文日"]!, (int)order["数量"]!, (decimal)order["割引率"]!, (string)order["商品コード"]!["商品名"]!));
    }

    [Fact]
    public async Task People_have_readings_prefectures_are_a_choice_and_remarks_are_long_text()
    {
        var client = server.As("admin", "ja");
        string[] prefectures = ["東京都", "大阪府", "愛知県"], remarks = ["要連絡。", "紹介あり。"];
        var text = new StringBuilder("会員番号,氏名,ふりがな,都道府県,備考\n");
        foreach (var (name, reading, i) in new[] { ("渡辺 一郎", "わたなべ いちろう", 0), ("青木 花子", "あおき はなこ", 1), ("佐藤 次郎", "さとう じろう", 2) })
            for (var k = 0; k < 4; k++) text.Append($"M{i}{k},{name}{k},{reading},{prefectures[i]},{remarks[k % 2]}\n");
        text.Append("M99,,わたなべ いちろう,東京都,\n");
        var proposal = (await AnalyzeAsync(client, ("会員台帳.csv", Encoding.UTF8.GetBytes(text.ToString())))).Is(200).Json;
        var table = proposal["tables"]![0]!;
        Assert.Equal("会員", (string)table["title"]!);
        Assert.Equal(["会員番号 text ", "氏名 personName ", "ふりがな text True", "都道府県 choice ", "備考 longText "], table["fields"]!.AsArray().Select(f => $"{f!["name"]} {f["type"]} {(bool?)f["skip"]}"));
        Assert.Equal((2, "氏名"), ((int)table["fields"]![1]!["reading"]!, (string)table["display"]!));
        table["fields"]![1]!["required"] = true;
        var body = new JsonObject { ["from"] = "spreadsheets", ["upload"] = (string)proposal["upload"]!, ["name"] = "kaiin", ["title"] = "会員管理", ["tables"] = proposal["tables"]!.DeepClone() };
        var made = (await client.Post("/design/api/apps", body.ToJsonString())).Is(201).Json;
        Assert.Equal((12, 1), ((int)made["tables"]![0]!["created"]!, (int)made["tables"]![0]!["rejectedCount"]!));
        var rejected = made["tables"]![0]!["rejected"]![0]!;
        Assert.Equal((14, "氏名"), ((int)rejected["line"]!, (string)rejected["column"]!));
        Assert.DoesNotContain("family", (string)rejected["message"]!, StringComparison.OrdinalIgnoreCase);
        var members = (await client.Get("/api/kaiin/会員?$orderby=氏名")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(("青木", "はなこ"), ((string)members[0]!["氏名"]!["family"]!, (string)members[0]!["氏名"]!["givenReading"]!));
        Assert.Equal("渡辺", (string)members[^1]!["氏名"]!["family"]!);
        var options = (await client.Get("/api/kaiin/meta")).Is(200).Json["entities"]!.AsArray().Single(e => (string)e!["name"]! == "会員")!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "都道府県")!["options"]!.AsArray();
        Assert.Equal(["gray", "blue", "teal"], options.Select(o => (string)o!["color"]!));
    }

    [Fact]
    public async Task Duplicates_are_counted_english_headers_become_names_and_mistakes_are_told()
    {
        var client = server.As("admin");
        var text = "First Name,Last \"Name\",E-mail,id,version\nJane,Doe,jane@example.com,1,a\nJane,Doe,jane@example.com,1,a\nJohn,Roe,john@example.com,2,b\n";
        var proposal = (await AnalyzeAsync(client, ("people.csv", Encoding.UTF8.GetBytes(text)))).Is(200).Json;
        var table = proposal["tables"]![0]!;
        Assert.Equal(1, (int)table["duplicates"]!);
        Assert.Equal(["first_name", "last_name", "e_mail", "id_1", "version_1"], table["fields"]!.AsArray().Select(f => (string)f!["name"]!));
        table["fields"]![0]!["name"] = "first name";
        table["fields"]![1]!["type"] = "colour";
        var body = new JsonObject { ["from"] = "spreadsheets", ["upload"] = (string)proposal["upload"]!, ["name"] = "people", ["tables"] = new JsonArray(table.DeepClone()) };
        var refused = (await client.Post("/design/api/apps", body.ToJsonString())).Is(422);
        Assert.Equal(["people.first name", "people.last_name"], refused.Json["error"]!["details"]!.AsArray().Select(d => (string)d!["target"]!));
        (await AnalyzeAsync(client, ("empty.csv", []))).Is(400);
        (await AnalyzeAsync(client, ("broken.xlsx", [(byte)'P', (byte)'K', 3, 4, 0, 0]))).Is(400);
        (await client.Post("/design/api/spreadsheets/analyze")).Is(415);
        (await AnalyzeAsync(server.As("hanako"), ("people.csv", Encoding.UTF8.GetBytes(text)))).Is(403);
    }

    [Fact]
    public async Task Sheets_as_people_keep_them_titles_totals_repeated_codes_and_other_spellings()
    {
        var client = server.As("admin", "ja");
        object?[][] customers =
        [
            ["得意先一覧表（２０２６年４月）", null, null, null], ["コード", "会社名", "取引\n開始日", "与信限度額"],
            ["K001", "青葉商店有限会社", "平成30年4月1日", "¥100,000"], ["Ｋ００２", "株式会社若葉工業", "R5.10.2", "２００，０００"], ["K003", "株式会社紅葉物産", "2026/4/1", "300,000円"], .. Enumerable.Range(4, 12).Select(i => new object?[] { $"K{i:000}", $"会社{i}", "2026.1.5", (decimal)i }),
            ["K003", "株式会社紅葉物産", "2026/4/1", "350,000円"], [null, null, "合計", 650_000m], [null, null, null, null],
        ];
        var orders = new StringBuilder("受注番号,得意先,納期\n");
        for (var i = 0; i < 60; i++) orders.Append($"J{i:000},{(i == 7 ? "（株）若葉工業" : i == 8 ? "Ｋ００３" : $"K{(i % 12) + 1:000}")},{(i == 9 ? "未定" : $"2026/4/{(i % 28) + 1}")}\n");
        var proposal = (await AnalyzeAsync(client, ("得意先.xlsx", Workbook.Of(("得意先一覧表", customers))), ("受注.csv", Encoding.UTF8.GetBytes(orders.ToString())), ("写真.csv", [0x89, 0x50, 0x4E, 0x47, 0, 0]), ("空.csv", []))).Is(200).Json;
        var (customer, order) = (proposal["tables"]![0]!, proposal["tables"]![1]!);
        Assert.Equal(["コード text", "会社名 text", "取引開始日 date", "与信限度額 money"], customer["fields"]!.AsArray().Select(f => $"{f!["title"]} {f["type"]}"));
        Assert.Equal(("コード", 16, 1, 1), ((string)customer["key"]!, (int)customer["rows"]!, (int)customer["repeated"]!, (int)customer["totals"]!));
        Assert.Equal(["lookup", "未定"], [(string)order["fields"]![1]!["type"]!, (string)order["fields"]![2]!["misfits"]![0]!]);
        Assert.Equal(["写真.csv は CSV でも XLSX ブックでもありません。", "ファイルが空です。"], proposal["skipped"]!.AsArray().Select(s => (string)s!["reason"]!));
        var made = (await client.Post("/design/api/apps", new JsonObject { ["from"] = "spreadsheets", ["upload"] = (string)proposal["upload"]!, ["name"] = "messy", ["title"] = "受注帳" }.ToJsonString())).Is(201).Json;
        Assert.Equal([(15, 1, 0, 0), (60, 0, 0, 1)], made["tables"]!.AsArray().Select(t => ((int)t!["created"]!, (int)t["updated"]!, (int)t["rejectedCount"]!, (int)t["emptiedCount"]!)));
        var limits = (await client.Get("/api/messy/得意先?$orderby=コード&$top=3")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([("K001", "2018-04-01", 100_000m), ("K002", "2023-10-02", 200_000m), ("K003", "2026-04-01", 350_000m)], limits.Select(c => ((string)c!["コード"]!, (string)c["取引開始日"]!, (decimal)c["与信限度額"]!)));
        var named = (await client.Get("/api/messy/受注?$orderby=受注番号&$skip=7&$top=3&$expand=得意先")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(["K002", "K003", "K010"], named.Select(o => (string)o!["得意先"]!["コード"]!));
        Assert.Null(named[2]!["納期"]);
    }

    private static Task<Reply> AnalyzeAsync(DesignClient client, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return client.Send("POST", "/design/api/spreadsheets/analyze", form);
    }
}
