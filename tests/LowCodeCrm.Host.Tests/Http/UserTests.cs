using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>People as pickers need them, what they say of themselves, and the end of a session.</summary>
[Collection(CrmServerTests.Name)]
public sealed class UserTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    private async Task<string[]> Names(string search) => [.. (await Api.Get("users?search=" + Uri.EscapeDataString(search))).Is(200).Json["value"]!.AsArray().Select(user => (string)user!["displayName"]!)];

    [Theory]
    [InlineData("佐藤", "佐藤 美咲")]
    [InlineData("佐藤美咲", "佐藤 美咲")]
    [InlineData("サトウ", "佐藤 美咲")]
    [InlineData("すずき", "鈴木 健太")]
    [InlineData("ＯＫＡＤＡ", "James Okada")]
    [InlineData("tanaka.y", "田中 由紀")]
    public async Task Users_are_found_by_name_reading_and_sign_in_name(string search, string name) => Assert.Equal([name], await Names(search));

    [Fact]
    public async Task Users_are_listed_by_reading_and_own_the_samples_records()
    {
        var all = (await Api.Get("users")).Is(200).Json["value"]!.AsArray();
        var sample = all.Where(user => ((string)user!["name"]!).Contains('.')).Select(user => (string)user!["displayName"]!);
        Assert.Equal(["James Okada", "佐藤 美咲", "鈴木 健太", "田中 由紀", "山本 翔"], sample);
        var sato = all.Single(user => (string)user!["displayName"]! == "佐藤 美咲")!;
        Assert.Equal(("さとう みさき", "ja", true), ((string)sato["reading"]!, (string)sato["locale"]!, (bool)sato["active"]!));
        var deal = (await Api.Get($"opportunity?$filter=owner_id eq {(string)sato["id"]!}&$expand=owner&$top=1")).Is(200).Json["value"]![0]!;
        Assert.Equal("佐藤 美咲", (string)deal["owner"]!["name"]!);
        Assert.Single((await Api.Get("users?top=1")).Is(200).Json["value"]!.AsArray());
        Assert.Contains("top", (await Api.Get("users?top=9999")).Is(400).Targets);
        Assert.Empty(await Names("nobody at all"));
    }

    [Fact]
    public async Task The_samples_people_cannot_sign_in() =>
        Assert.Equal("wrong_password", (await new ApiClient(server.Anonymous()).Post("/auth/login", """{"user": "sato.misaki", "password": ""}""")).Is(401).Code);

    [Fact]
    public async Task A_user_who_never_came_can_be_made_the_owner()
    {
        var account = server.Host.Services.GetRequiredService<UserStore>().Add("never_came", "青山 来奈", null, ["sales"], "ja", "あおやま くるな");
        Assert.Equal(["青山 来奈"], await Names("くるな"));
        var saved = (await Api.Account("Owned", $"\"owner_id\": \"{account.Id}\"")).Json;
        Assert.Equal(account.Id, (Guid)saved["owner_id"]!);
    }

    [Fact]
    public async Task People_say_how_they_are_called_and_in_which_language_they_read()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("hanako", "Hanako", CrmServerFixture.Password, [Caller.AdministratorRole]);
        var api = server.As("hanako");
        api.Http.DefaultRequestHeaders.Remove("Accept-Language");
        var saved = (await api.Put("/auth/me", """{"displayName": " 山田 花子 ", "reading": "やまだ はなこ", "locale": "ja", "timeZone": "Asia/Tokyo"}""")).Is(200).Json["user"]!;
        Assert.Equal(("山田 花子", "やまだ はなこ", "ja", "Asia/Tokyo"), ((string)saved["displayName"]!, (string)saved["reading"]!, (string)saved["locale"]!, (string)saved["timeZone"]!));
        // Known at once, in the language asked for, and to others by the new name.
        Assert.Equal("山田 花子", (string)(await api.Get("/auth/me")).Is(200).Json["user"]!["displayName"]!);
        Assert.Equal("ja", (await api.Get("nosuch")).Is(404).Header("Content-Language"));
        Assert.Equal(["山田 花子"], await Names("はなこ"));
        Assert.Equal("山田 花子", (string)(await api.Put("/auth/me", """{"locale": null}""")).Is(200).Json["user"]!["displayName"]!);
        Assert.Null((await api.Get("/auth/me")).Is(200).Json["user"]!["locale"]);
    }

    [Theory]
    [InlineData("""{"locale": "not a language"}""", "locale")]
    [InlineData("""{"timeZone": "Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"displayName": " "}""", "displayName")]
    [InlineData("""{"displayName": null}""", "displayName")]
    [InlineData("""{"roles": "administrator"}""", "roles")]
    [InlineData("""{"locale": 5}""", "locale")]
    public async Task What_cannot_be_said_is_refused(string body, string target) => Assert.Contains(target, (await Api.Put("/auth/me", body)).Is(400).Targets);

    [Fact]
    public async Task An_ended_session_is_told_from_never_having_signed_in()
    {
        var client = new ApiClient(server.Anonymous());
        var ended = (await client.Get("account", ("Cookie", "crm_session=crs_gone"))).Is(401);
        Assert.Equal("signed_out", ended.Code);
        Assert.Equal("セッションが終了しました。もう一度サインインしてください。", (string)(await client.Get("account", ("Cookie", "crm_session=crs_gone"), ("Accept-Language", "ja"))).Is(401).Json["error"]!["message"]!);
        Assert.Equal("unauthorized", (await client.Get("account")).Is(401).Code);
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("?to=/app/sales-crm/opportunity%3Fview%3Dopen", "/app/sales-crm/opportunity?view=open")]
    [InlineData("?to=//evil.example", "/")]
    [InlineData("?to=/%5Cevil.example", "/")]
    [InlineData("?to=https://evil.example", "/")]
    [InlineData("?to=/%09/evil.example", "/")]
    public async Task A_sign_in_link_leads_into_the_app_and_nowhere_else(string query, string to)
    {
        var admin = server.Host.Services.GetRequiredService<UserStore>().Find("admin")!;
        var token = server.Host.Services.GetRequiredService<CredentialStore>().NewSignInLink(admin);
        var reply = (await new ApiClient(server.Anonymous()).Get($"/auth/link/{token}{query}")).Is(302);
        Assert.Equal(to, reply.Header("Location"));
    }
}
