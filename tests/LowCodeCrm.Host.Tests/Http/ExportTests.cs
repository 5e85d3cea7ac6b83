using System.Text;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class ExportTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Theory]
    [InlineData("account", "key=code")]
    [InlineData("contact", "key=code")]
    [InlineData("opportunity", "key=code")]
    [InlineData("activity", "key=id")]
    [InlineData("opportunity_line", "")]
    public async Task A_CSV_export_imported_again_changes_nothing(string entity, string key)
    {
        var csv = (await Api.Get($"{entity}/$export")).Is(200);
        Assert.StartsWith("text/csv", csv.Header("Content-Type"), StringComparison.Ordinal);
        await Unchanged(entity, key, csv.Text, "text/csv");
    }

    [Theory]
    [InlineData("account", "key=code", "en")]
    [InlineData("contact", "key=code", "ja")]
    [InlineData("opportunity", "key=code", "ja")]
    [InlineData("activity", "key=id", "ja")]
    public async Task A_workbook_imported_again_changes_nothing(string entity, string key, string language)
    {
        var book = await BytesAsync(HttpMethod.Get, $"{entity}/$export?format=xlsx", language);
        var report = (await Api.Send("POST", $"{entity}/$import?{key}", new ByteArrayContent(book))).Is(200).Json;
        Assert.True(report["rejected"]!.AsArray().Count == 0, report["rejected"]!.ToJsonString()[..Math.Min(1_000, report["rejected"]!.ToJsonString().Length)]);
        Assert.Equal((0, 0), ((int)report["created"]!, (int)report["updated"]!));
        Assert.Equal(int.Parse((await Api.Get($"{entity}/$count")).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture), (int)report["unchanged"]!);
    }

    [Fact]
    public async Task A_workbook_speaks_as_its_reader_does_and_holds_numbers_and_days_as_such()
    {
        var book = await BytesAsync(HttpMethod.Get, "opportunity/$export?format=xlsx&$select=name,stage,amount,close_on&$filter=code eq 'OP-00002'", "ja");
        var sheet = Assert.Single(TabularReader.Read("x.xlsx", book, new TabularLimits()));
        Assert.Equal("商談", sheet.Name);
        Assert.Equal(["商談名", "段階", "金額", "完了予定日"], sheet.Rows[0].Cells);
        var row = (await Api.Get("opportunity(code='OP-00002')")).Is(200).Json;
        Assert.Equal([(string)row["name"]!, "提案", ((decimal)row["amount"]!).ToString("0", System.Globalization.CultureInfo.InvariantCulture), (string)row["close_on"]!], sheet.Rows[1].Cells);
        // What spreadsheets themselves insist on.
        using var package = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(book), false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(package));
    }

    [Fact]
    public async Task Certain_records_come_in_the_order_that_they_are_named_in()
    {
        var ids = (await Api.Get("activity?$select=id&$top=450&$orderby=due_on,id")).Is(200).Json["value"]!.AsArray().Select(row => (string)row!["id"]!).ToList();
        var body = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) }.ToJsonString();
        var lines = (await Api.Post("activity/$export?format=csv&$select=id&$orderby=due_on,id", body)).Is(200).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["id", .. ids], lines);
        (await Api.Post("activity/$export?$filter=status eq 'done'", body)).Is(400);
        (await Api.Post("activity/$export", """{"ids": ["x"]}""")).Is(400);
        (await Api.Post("activity/$export", "[]")).Is(400);
    }

    [Fact]
    public async Task An_NDJSON_export_imported_again_changes_nothing()
    {
        var lines = (await Api.Get("account/$export?format=ndjson")).Is(200);
        Assert.All(lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(JsonNode.Parse(line)!["name"]));
        await Unchanged("account", "key=id", lines.Text, "application/x-ndjson");
    }

    [Fact]
    public async Task More_records_than_a_page_has_come_once_each_in_order()
    {
        var total = int.Parse((await Api.Get("activity/$count")).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(total > 3_000);
        var lines = (await Api.Get("activity/$export?format=ndjson&$orderby=due_on desc&$select=id,due_on")).Is(200).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(total, lines.Select(line => (string?)line["id"]).Distinct().Count());
        Assert.Equal(total, lines.Count);
        var dates = lines.Select(line => (string?)line["due_on"] ?? "").ToList();
        Assert.Equal(dates.OrderByDescending(d => d, StringComparer.Ordinal), dates);
    }

    [Fact]
    public async Task Filter_order_selection_and_top_are_honoured()
    {
        var csv = (await Api.Get("opportunity/$export?$filter=stage eq 'won' and code lt 'OP-01000'&$orderby=code desc&$select=stage,code,account_id&$top=2")).Is(200).Text.Split("\r\n");
        Assert.Equal("stage,code,account", csv[0]);
        var rows = (await Api.Get("opportunity?$filter=stage eq 'won' and code lt 'OP-01000'&$orderby=code desc&$select=code&$top=2&$expand=account($select=code)")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(rows.Select(row => $"won,{row!["code"]},{row["account"]!["code"]}"), csv[1..3]);
        Assert.Equal(["stage,code", ""], (await Api.Get("opportunity/$export?$filter=code eq 'nope'&$select=stage,code")).Is(200).Text.Split("\r\n"));
    }

    [Fact]
    public async Task A_byte_order_mark_is_there_for_spreadsheets_that_need_it()
    {
        var with = await Api.Http.GetByteArrayAsync("product/$export?bom=true&$select=code", TestContext.Current.CancellationToken);
        var without = await Api.Http.GetByteArrayAsync("product/$export?$select=code", TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], with[..3]);
        Assert.Equal(without, with[3..]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+81 3")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    [InlineData("'=x")]
    [InlineData("''=x")]
    [InlineData("'quoted'")]
    [InlineData("a \"quote\", a comma;\nand a line")]
    [InlineData("山田\t太郎")]
    public async Task A_text_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was(string text)
    {
        var created = (await Api.Post("account", new JsonObject { ["name"] = text, ["tags"] = new JsonArray("a;b", "=c", "、"), ["note"] = text }.ToJsonString())).Is(201);
        var csv = (await Api.Get($"account/$export?$filter=id eq {created.Id}&$select=id,name,tags,note")).Is(200).Text;
        var cell = csv.Split("\r\n")[1].Split(',')[1].TrimStart('"');
        Assert.DoesNotContain(cell[0], "=+-@＝");
        await Unchanged("account", "key=id", csv, "text/csv");
        // Into another record, to see that the file alone says it.
        var other = (await Api.Account("Copy of " + Guid.NewGuid())).Id;
        (await Import("account", "key=id", csv.Replace(created.Id, other, StringComparison.Ordinal), "text/csv")).Is(200);
        var copy = (await Api.Get($"account/{other}")).Is(200).Json;
        Assert.Equal((string?)created.Json["name"], (string?)copy["name"]);
        Assert.Equal(created.Json["tags"]!.ToJsonString(), copy["tags"]!.ToJsonString());
        // Programs that read the file ask for the texts as they are.
        var plain = (await Api.Get($"account/$export?guard=false&$filter=id eq {created.Id}&$select=name")).Is(200).Text["name\r\n".Length..];
        Assert.Equal(((string)created.Json["name"]!)[0], plain.TrimStart('"')[0]);
    }

    [Fact]
    public async Task Two_accounts_of_one_name_without_a_key_are_told_apart_by_id()
    {
        var name = "同名 " + Guid.NewGuid().ToString("N");
        var (first, second) = (await Api.Account(name), await Api.Account(name));
        foreach (var account in new[] { first, second }) (await Api.Post("opportunity", $$"""{"name": "{{name}}", "account_id": "{{account.Id}}"}""")).Is(201);
        var csv = (await Api.Get($"opportunity/$export?$filter=name eq '{name}'&$select=id,name,account_id")).Is(200).Text;
        Assert.Contains(first.Id, csv, StringComparison.Ordinal);
        Assert.Contains(second.Id, csv, StringComparison.Ordinal);
        await Unchanged("opportunity", "key=id", csv, "text/csv");
    }

    private async Task<byte[]> BytesAsync(HttpMethod method, string path, string language)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await Api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private async Task Unchanged(string entity, string key, string text, string type)
    {
        var report = (await Import(entity, key, text, type)).Is(200).Json;
        Assert.True(report["rejected"]!.AsArray().Count == 0, report["rejected"]!.ToJsonString()[..Math.Min(1_000, report["rejected"]!.ToJsonString().Length)]);
        Assert.Equal((0, 0), ((int)report["created"]!, (int)report["updated"]!));
        Assert.True((int)report["unchanged"]! > 0);
    }

    private Task<Reply> Import(string entity, string key, string text, string type) =>
        Api.Send("POST", $"{entity}/$import?{key}", new StringContent(text, Encoding.UTF8, type));
}
