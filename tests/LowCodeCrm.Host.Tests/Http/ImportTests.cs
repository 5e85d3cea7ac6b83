using System.Text.Json.Nodes;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class ImportTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Theory]
    [InlineData("account")]
    [InlineData("contact")]
    public async Task The_samples_own_file_changes_nothing(string entity)
    {
        var file = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples/sales-crm/data", entity + ".csv"), TestContext.Current.CancellationToken);
        var report = await Import(entity, file, "?key=code");
        Assert.Empty(report["rejected"]!.AsArray());
        Assert.Equal((0, 0), ((int)report["created"]!, (int)report["updated"]!));
        Assert.True((int)report["unchanged"]! > 10);
    }

    [Fact]
    public async Task The_samples_dates_are_those_of_the_day_it_is_installed_on()
    {
        async Task<int> Count(string filter) => int.Parse((await Api.Get("activity/$count?filter=" + Uri.EscapeDataString($"owner.name <> \"Administrator\" and {filter}"))).Is(200).Text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, await Count("status = done and done_on > today()"));
        Assert.True(await Count("status = done and done_on > today() - days(15)") > 10);
        Assert.InRange(await Count("status = planned and due_on < today()"), 0, 20);
        Assert.True(await Count("status = planned and due_on >= today()") > 400);
        Assert.Equal(0, await Count("weekday(due_on) >= 6"));
    }

    [Fact]
    public async Task Columns_are_found_by_name_or_label_in_any_language()
    {
        var labels = (await Api.Get("meta", ("Accept-Language", "ja"))).Is(200).Text;
        Assert.NotEmpty(labels);
        Assert.Equal(1, (int)(await Import("account", "Code,会社名\nA-88001,列見出し\n", "?key=code"))["created"]!);
        Assert.Equal(1, (int)(await Import("account", "code,Name,Employees\nA-88001,列見出し,7\n", "?key=code"))["updated"]!);
        Assert.Equal(1, (int)(await Import("account", "code,Name,Employees\nA-88001,列見出し,7\n", "?key=code"))["unchanged"]!);
        Assert.Equal(7, (int)(await Api.Get("account(code='A-88001')")).Is(200).Json["employees"]!);
        var unknown = (await Api.Send("POST", "account/$import", ApiClient.Body("code,nmae\nA-1,x\n", "text/csv"))).Is(400);
        Assert.Contains("\"name\"", (string)unknown.Json["error"]!["message"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lookups_are_found_by_id_key_or_display_value_and_never_guessed()
    {
        var one = await Api.Account("取込先 唯一", "\"code\": \"A-88101\"");
        await Api.Account("取込先 二つ");
        await Api.Account("取込先 二つ");
        var report = await Import("opportunity", $"""
            code,name,account
            IMP-1,by id,{one.Id}
            IMP-2,by key,A-88101
            IMP-3,by display value,取込先 唯一
            IMP-4,ambiguous,取込先 二つ
            IMP-5,missing,取込先 なし
            """, "?key=code");
        Assert.Equal(3, (int)report["created"]!);
        var rejected = report["rejected"]!.AsArray();
        Assert.Equal([5, 6], rejected.Select(r => (int)r!["line"]!));
        Assert.All(rejected, r => Assert.Equal("account", (string)r!["column"]!));
        Assert.All(rejected, r => Assert.Contains("取込先", (string)r!["message"]!, StringComparison.Ordinal));
        Assert.Equal("3", (await Api.Get($"opportunity/$count?$filter=account_id eq {one.Id}")).Text);
    }

    [Fact]
    public async Task A_dry_run_tells_and_does_nothing()
    {
        var report = await Import("account", "code,name\nA-88201,dry\nbad,dry\n", "?key=code&dryRun=true");
        Assert.Equal(1, (int)report["created"]!);
        Assert.Equal((3, "code"), ((int)report["rejected"]![0]!["line"]!, (string)report["rejected"]![0]!["column"]!));
        (await Api.Get("account(code='A-88201')")).Is(404);
    }

    [Fact]
    public async Task Mode_create_refuses_what_is_there()
    {
        await Import("account", "code,name\nA-88301,first\n", "");
        var report = await Import("account", "code,name\nA-88301,second\n", "?mode=create");
        Assert.Equal((0, 2), ((int)report["created"]!, (int)report["rejected"]![0]!["line"]!));
        (await Api.Send("POST", "account/$import?mode=nosuch", ApiClient.Body("code,name\n", "text/csv"))).Is(400);
        (await Api.Send("POST", "account/$import?dryRun=yes", ApiClient.Body("code,name\n", "text/csv"))).Is(400);
        (await Api.Send("POST", "account/$import?key=nosuch", ApiClient.Body("code,name\nA-1,x\n", "text/csv"))).Is(400);
        (await Api.Send("POST", "account/$import", ApiClient.Body("", "text/csv"))).Is(400);
    }

    [Fact]
    public async Task Ndjson_takes_records_as_the_api_gives_them()
    {
        var account = await Api.Account("ND", "\"code\": \"A-88401\"");
        var line = (await Api.Get($"account/{account.Id}")).Text;
        var changed = JsonNode.Parse(line)!;
        changed["employees"] = 42;
        var report = await Import("account", $"{line}\n{changed.ToJsonString()}\nnot json\n" + """{"code": "A-88402", "name": "new"}""", "?key=code", "application/x-ndjson");
        Assert.Equal((1, 1, 1), ((int)report["created"]!, (int)report["updated"]!, (int)report["unchanged"]!));
        Assert.Equal(3, (int)report["rejected"]![0]!["line"]!);
        // An id from the recycle bin is told, not failed.
        (await Api.Delete($"account/{account.Id}")).Is(204);
        Assert.Equal(1, (int)(await Import("account", line, "?key=code", "application/x-ndjson"))["rejected"]![0]!["line"]!);
    }

    [Fact]
    public async Task Fields_with_breaks_quotes_and_commas_survive()
    {
        var report = await Import("account", "code,name,note\r\nA-88501,\"Quote \"\"Q\"\", Inc.\",\"one\ntwo, three\"\r\nX,bad,\r\n", "");
        Assert.Equal((1, 4), ((int)report["created"]!, (int)report["rejected"]![0]!["line"]!));
        var json = (await Api.Get("account(code='A-88501')")).Is(200).Json;
        Assert.Equal(("Quote \"Q\", Inc.", "one\ntwo, three"), ((string)json["name"]!, (string)json["note"]!));
    }

    private async Task<JsonNode> Import(string entity, string file, string query, string type = "text/csv") =>
        (await Api.Send("POST", $"{entity}/$import{query}", ApiClient.Body(file, type))).Is(200).Json;
}
