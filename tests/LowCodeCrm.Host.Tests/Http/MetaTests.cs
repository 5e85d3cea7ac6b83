using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class MetaTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task Meta_says_what_a_client_needs_to_draw_the_app()
    {
        var meta = (await Api.Get("meta")).Is(200).Json;
        Assert.Equal("sales-crm", (string?)meta["name"]);
        Assert.Equal("営業CRM", (string?)meta["title"]!["ja"]);
        Assert.Equal(1, (int)meta["version"]!);
        Assert.Equal(["en", "ja"], meta["locales"]!.AsArray().Select(l => (string?)l));
        Assert.Equal(("ja", "Asia/Tokyo", "JPY"), ((string?)meta["defaultLocale"], (string?)meta["timeZone"], (string?)meta["currency"]));
        var opportunity = Named(meta["entities"]!, "opportunity");
        Assert.Equal("商談", (string?)opportunity["label"]!["ja"]);
        Assert.Equal("Opportunities", (string?)opportunity["plural"]!["en"]);
        Assert.Equal("""[["code"]]""", opportunity["keys"]!.ToJsonString());
        var fields = opportunity["fields"]!;
        Assert.Equal(("account_id", "lookup", "account", true), ((string?)Named(fields, "account")["property"], (string?)Named(fields, "account")["type"], (string?)Named(fields, "account")["target"], (bool)Named(fields, "account")["required"]!));
        Assert.Equal(("money", 0, 0), ((string?)Named(fields, "amount")["type"], (int)Named(fields, "amount")["min"]!, (int)Named(fields, "amount")["scale"]!));
        Assert.Equal(("加重金額", "Weighted amount"), ((string?)Named(fields, "weighted")["label"]!["ja"], (string?)Named(fields, "weighted")["label"]!["en"]));
        Assert.Equal(("computed", true), ((string?)Named(fields, "weighted")["origin"], (bool)Named(fields, "weighted")["readonly"]!));
        Assert.Equal(("opportunity_line", "opportunity"), ((string?)Named(fields, "lines")["target"], (string?)Named(fields, "lines")["via"]));
        var stage = Named(fields, "stage")["options"]!.AsArray();
        Assert.Equal(["prospecting", "proposal", "negotiation", "won", "lost"], stage.Select(o => (string?)o!["value"]));
        Assert.Equal(("green", "受注"), ((string?)stage[3]!["color"], (string?)stage[3]!["label"]!["ja"]));
        Assert.Equal("kanban", (string?)Named(meta["views"]!, "board", "opportunity")["kind"]);
        Assert.NotNull(Named(meta["forms"]!, "main", "opportunity")["layout"]!["type"]);
        Assert.Equal(["lead", "account", "contact", "opportunity", "activity"], meta["navigation"]![0]!["items"]!.AsArray().Select(i => (string?)i));
        Assert.Equal("#2c55c0", (string?)meta["theme"]!["accent"]);
        Assert.NotEmpty(meta["rules"]!["entities"]!["opportunity"]!["validations"]!.AsArray());
        Assert.Equal(["name"], meta["rules"]!["entities"]!["opportunity"]!["beforeSave"]!.AsArray().Select(f => (string?)f));
        Assert.Equal(["proposed_on", "probability"], meta["rules"]!["entities"]!["opportunity"]!["processes"]![0]!["transitions"]![0]!["sets"]!.AsArray().Select(f => (string?)f));
        Assert.Contains("administrator", meta["user"]!["roles"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task The_browsers_tests_draw_the_app_that_the_server_describes()
    {
        var meta = (await Api.Get("meta")).Is(200).Json;
        meta["user"]!["id"] = "01a200e6-8470-715b-ae53-a7b0d2e82b77";
        Snapshot.VerifyFile(meta.ToJsonString(Readable) + "\n", "runtime/web/src/rules/fixtures/sales-crm.meta.json");
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_label_is_there_in_every_language_of_the_app()
    {
        var meta = (await Api.Get("meta")).Is(200).Json;
        foreach (var entity in meta["entities"]!.AsArray())
            foreach (var labelled in entity!["fields"]!.AsArray().SelectMany(f => (f!["options"]?.AsArray() ?? []).Append(f)).Append(entity))
                foreach (var locale in new[] { "en", "ja" })
                    Assert.False(string.IsNullOrEmpty((string?)labelled!["label"]?[locale]), $"{entity["name"]}: {labelled["id"]} {locale}");
    }

    [Fact]
    public async Task Every_entity_has_a_form_a_list_and_columns_that_exist()
    {
        var meta = (await Api.Get("meta")).Is(200).Json;
        foreach (var entity in meta["entities"]!.AsArray().Where(e => e!["system"] is null))
        {
            var name = (string?)entity!["name"];
            Assert.Contains(meta["forms"]!.AsArray(), f => (string?)f!["entity"] == name);
            Assert.Contains(meta["views"]!.AsArray(), v => (string?)v!["entity"] == name && (string?)v["kind"] == "list");
            var fields = entity["fields"]!.AsArray().Select(f => (string?)f!["name"]).ToHashSet();
            Assert.All(meta["views"]!.AsArray().Where(v => (string?)v!["entity"] == name).SelectMany(v => v!["columns"]!.AsArray()), column => Assert.Contains(((string)column!).Split('.')[0], fields));
        }
    }

    [Fact]
    public async Task What_is_known_already_is_not_sent_again()
    {
        var first = (await Api.Get("meta")).Is(200);
        var again = (await Api.Get("meta", ("If-None-Match", $"\"other\", W/{first.ETag}"))).Is(304);
        Assert.Empty(again.Text);
        Assert.Equal(first.ETag, again.ETag);
        (await Api.Get("meta", ("If-None-Match", "\"other\""))).Is(200);
        Assert.Equal(first.ETag, (await Api.Get("meta", ("Accept-Language", "ja"))).Is(200).ETag);
        Assert.Contains("no-cache", first.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_user_gets_an_answer_of_their_own()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("meta-reader", "花子", null, [Caller.AdministratorRole]);
        var (mine, theirs) = ((await Api.Get("meta")).Is(200), (await server.As("meta-reader").Get("meta")).Is(200));
        Assert.NotEqual(mine.ETag, theirs.ETag);
        Assert.Equal("花子", (string?)theirs.Json["user"]!["displayName"]);
    }

    private static JsonNode Named(JsonNode array, string name, string? entity = null) =>
        array.AsArray().Single(item => (string?)item!["name"] == name && (entity is null || (string?)item["entity"] == entity))!;
}
