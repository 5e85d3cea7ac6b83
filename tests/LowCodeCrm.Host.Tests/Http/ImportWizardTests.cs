using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>What an import wizard asks: a look at the file, columns put to fields by hand, workbooks.</summary>
[Collection(CrmServerTests.Name)]
public sealed class ImportWizardTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task A_preview_tells_encoding_separator_and_what_columns_probably_are()
    {
        var shiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("会社名\tRANK\t連絡先\t不明\n青山商事\tＡ（最重要）\t+81312345678\tx\n緑川工業\tB（育成）\t+81312345679\t\n");
        var preview = (await Api.Send("POST", "account/$import/$preview", new ByteArrayContent(shiftJis) { Headers = { ContentType = new("text/csv") } })).Is(200).Json;
        Assert.Equal(("csv", "Shift_JIS", "\t", 2), ((string)preview["format"]!, (string)preview["encoding"]!, (string)preview["delimiter"]!, (int)preview["rows"]!));
        Assert.Equal(["name", "rank", "phone", null], preview["columns"]!.AsArray().Select(c => (string?)c!["field"]));
        Assert.Equal(["name", "name", "data", null], preview["columns"]!.AsArray().Select(c => (string?)c!["guess"]));
        Assert.Equal("青山商事", (string)preview["first"]![0]![0]!);
        Assert.Equal("緑川工業", (string)preview["columns"]![0]!["samples"]![1]!);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(shiftJis), "file", "取引先.csv" } };
        Assert.Equal(2, (int)(await Api.Send("POST", "account/$import/$preview", form)).Is(200).Json["rows"]!);
    }

    [Fact]
    public async Task Columns_go_where_the_mapping_says()
    {
        var mapping = Uri.EscapeDataString("""{"得意先": "name", "番号": "code", "メモ欄": null}""");
        var report = (await Api.Send("POST", $"account/$import?key=code&mapping={mapping}", ApiClient.Body("番号,得意先,メモ欄\nA-91001,割当商事,不要\n", "text/csv"))).Is(200).Json;
        Assert.Equal(1, (int)report["created"]!);
        var saved = (await Api.Get("account(code='A-91001')")).Is(200).Json;
        Assert.Equal(("割当商事", null), ((string)saved["name"]!, (string?)saved["note"]));
        Assert.Contains("番号", (await Api.Send("POST", $"account/$import?mapping={Uri.EscapeDataString("""{"番号": "nosuch"}""")}", ApiClient.Body("番号\nx\n", "text/csv"))).Is(400).Targets);
        Assert.Contains("mapping", (await Api.Send("POST", "account/$import?mapping=[1]", ApiClient.Body("code\nx\n", "text/csv"))).Is(400).Targets);
    }

    [Fact]
    public async Task Columns_of_one_name_or_none_are_told_by_their_place()
    {
        var mapping = Uri.EscapeDataString("""{"#1": "code", "#2": "name", "#3": null, "#4": "note"}""");
        var report = (await Api.Send("POST", $"account/$import?key=code&mapping={mapping}", ApiClient.Body("番号,名前,名前,\nA-91011,先の名前,後の名前,見出しなし\n", "text/csv"))).Is(200).Json;
        Assert.Equal(1, (int)report["created"]!);
        var saved = (await Api.Get("account(code='A-91011')")).Is(200).Json;
        Assert.Equal(("先の名前", "見出しなし"), ((string)saved["name"]!, (string)saved["note"]!));
    }

    [Fact]
    public async Task Refused_rows_come_back_as_they_stood_in_the_file()
    {
        const string file = "code,name,website\nA-91021,良い行,\nA-91022,\"改行\nあり\",nowhere\nA-91023,,\n";
        var report = (await Api.Send("POST", "account/$import?key=code&dryRun=true&rows=true", ApiClient.Body(file, "text/csv"))).Is(200).Json;
        Assert.Equal(["code", "name", "website"], report["header"]!.AsArray().Select(c => (string)c!));
        Assert.Equal([3, 5], report["rows"]!.AsArray().Select(r => (int)r!["line"]!));
        Assert.Equal(["A-91022", "改行\nあり", "nowhere"], report["rows"]![0]!["cells"]!.AsArray().Select(c => (string)c!));
        Assert.Null((await Api.Send("POST", "account/$import?key=code&dryRun=true", ApiClient.Body(file, "text/csv"))).Is(200).Json["rows"]);
        var lines = (await Api.Send("POST", "account/$import?dryRun=true&rows=true", ApiClient.Body("{\"name\": 1}\n", "application/x-ndjson"))).Is(200).Json;
        Assert.Equal("{\"name\": 1}", (string)lines["rows"]![0]!["cells"]![0]!);
    }

    [Fact]
    public async Task How_far_it_has_come_is_told_in_lines_to_who_takes_them()
    {
        var rows = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"X-{i:00000},商品 {i},100\n"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "product/$import?key=code&dryRun=true") { Content = ApiClient.Body("code,name,unit_price\n" + rows, "text/csv") };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var answer = await Api.Http.SendAsync(request);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.True(lines.Count > 2);
        var done = lines.SkipLast(1).Select(line => (int)line["done"]!).ToList();
        Assert.Equal(done.Order(), done);
        Assert.Equal(3_000, done[^1]);
        Assert.Equal(3_000, (int)lines[^1]["report"]!["created"]!);
    }

    [Fact]
    public async Task A_workbook_is_read_with_its_dates_and_exact_numbers()
    {
        var file = Workbook();
        var preview = (await Api.Send("POST", "product/$import/$preview", new ByteArrayContent(file))).Is(200).Json;
        Assert.Equal(("xlsx", 2), ((string)preview["format"]!, (int)preview["rows"]!));
        Assert.Equal(["code", "name", "unit_price", "released_on", "active"], preview["columns"]!.AsArray().Select(c => (string?)c!["field"]));
        var report = (await Api.Send("POST", "product/$import?key=code", new ByteArrayContent(file) { Headers = { ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") } })).Is(200).Json;
        Assert.Equal(2, (int)report["created"]!);
        var first = (await Api.Get("product(code='X-1')")).Is(200).Json;
        Assert.Equal(("表計算", 1234m, "2026-04-01", true), ((string)first["name"]!, (decimal)first["unit_price"]!, (string)first["released_on"]!, (bool)first["active"]!));
        Assert.Equal("2026-12-31", (string)(await Api.Get("product(code='X-2')")).Is(200).Json["released_on"]!);
        (await Api.Send("POST", "product/$import", new ByteArrayContent("PK\u0003\u0004 no workbook"u8.ToArray()))).Is(400);
    }

    [Fact]
    public async Task A_records_timeline_merges_history_and_activities_newest_first_and_pages()
    {
        var account = await Api.Account("Timeline");
        for (var i = 1; i <= 5; i++) (await Api.Post("activity", $$"""{"subject": "a{{i}}", "kind": "call", "status": "planned", "due_on": "202{{i}}-01-01", "account_id": "{{account.Id}}"}""")).Is(201);
        for (var i = 1; i <= 3; i++) (await Api.Patch($"account/{account.Id}", $$"""{"note": "note {{i}}"}""")).Is(200);
        var whole = (await Api.Get($"account/{account.Id}/timeline")).Is(200).Json;
        Assert.Null(whole["@odata.nextLink"]);
        Assert.Equal(9, whole["value"]!.AsArray().Count);
        Assert.Equal(4, whole["value"]!.AsArray().Count(e => (string)e!["kind"]! == "history"));
        Assert.Equal(["a5", "a4", "a3", "a2", "a1"], whole["value"]!.AsArray().Where(e => (string)e!["kind"]! == "record").Select(e => (string)e!["record"]!["subject"]!));
        var paged = new List<string>();
        for (var next = $"account/{account.Id}/timeline?$top=4"; next is not null;)
        {
            var page = (await Api.Get(next)).Is(200).Json;
            paged.AddRange(page["value"]!.AsArray().Select(e => e!.ToJsonString()));
            next = (string?)page["@odata.nextLink"];
        }
        Assert.Equal(whole["value"]!.AsArray().Select(e => e!.ToJsonString()), paged);
        (await Api.Get($"account/{Guid.NewGuid()}/timeline")).Is(404);
    }

    private static byte[] Workbook()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }, new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }));
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(
                Row(Text("code"), Text("商品名"), Text("単価"), Text("発売日"), Text("販売中")),
                Row(Text("X-1"), Text("表計算"), Number("1.234E3", 0), Number("46113", 1), new Cell { DataType = CellValues.Boolean, CellValue = new CellValue("1") }),
                Row(Text("X-2"), Text("表計算 二"), Number("5", 0), Number("46387", 2), new Cell { DataType = CellValues.Boolean, CellValue = new CellValue("0") })));
            book.Workbook.AppendChild(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "一覧" }));
        }
        return stream.ToArray();

        static Row Row(params Cell[] cells) => new(cells.Cast<OpenXmlElement>());
        static Cell Text(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
        static Cell Number(string text, uint style) => new() { CellValue = new CellValue(text), StyleIndex = style };
    }
}
