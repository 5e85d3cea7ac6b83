using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class AuthTests(CrmServerFixture server)
{
    [Theory]
    [InlineData("GET", "account")]
    [InlineData("POST", "account")]
    [InlineData("POST", "$batch")]
    [InlineData("GET", "nosuch/thing/at/all")]
    [InlineData("DELETE", "/api/nosuch/account/1")]
    [InlineData("OPTIONS", "account")]
    [InlineData("HEAD", "account")]
    [InlineData("GET", "/nowhere")]
    public async Task Without_credentials_everything_is_401_whatever_else_is_wrong(string method, string path)
    {
        var reply = await new ApiClient(server.Anonymous()).Send(method, path, method == "POST" ? ApiClient.Body("{not json") : null, ("App-Version", "999"));
        reply.Is(401);
        Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        if (method == "HEAD") return;
        Assert.Equal("application/problem+json; charset=utf-8", reply.Header("Content-Type"));
        Assert.Equal("unauthorized", reply.Code);
    }

    [Theory]
    [InlineData("Bearer crk_wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWRtaW46eA==")]
    public async Task A_wrong_key_is_401(string authorization) =>
        (await new ApiClient(server.Anonymous()).Get("account", ("Authorization", authorization))).Is(401);

    [Fact]
    public async Task Sign_in_gives_a_cookie_and_a_token_that_writes_must_repeat()
    {
        var client = new ApiClient(server.Anonymous());
        var login = (await client.Post("/auth/login", $$"""{"user": "Admin", "password": "{{CrmServerFixture.Password}}"}""")).Is(200);
        var cookies = login.Message.Headers.GetValues("Set-Cookie").ToArray();
        var session = cookies.Single(c => c.StartsWith("crm_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
        var cookie = ("Cookie", session.Split(';')[0]);
        var (header, token) = ((string)login.Json["antiForgeryHeader"]!, (string)login.Json["antiForgeryToken"]!);
        (await client.Get("account?$top=1", cookie)).Is(200);
        Assert.Equal("anti_forgery", (await client.Post("account", """{"name": "forged"}""", cookie)).Is(403).Code);
        // Anti-forgery stands before the body and before what exists.
        Assert.Equal("anti_forgery", (await client.Post("nosuch", "{not json", cookie)).Is(403).Code);
        (await client.Post("account", """{"name": "forged"}""", cookie, (header, "wrong"))).Is(403);
        (await client.Post("account", """{"name": "By cookie"}""", cookie, (header, token))).Is(201);
        Assert.Equal("admin", (string)(await client.Get("/auth/me", cookie)).Is(200).Json["user"]!["name"]!);
        (await client.Send("POST", "/auth/logout", null, cookie)).Is(403);
        (await client.Send("POST", "/auth/logout", null, cookie, (header, token))).Is(204);
        (await client.Get("account?$top=1", cookie)).Is(401);
    }

    [Fact]
    public async Task Who_came_by_a_link_sets_a_first_password_without_an_old_one()
    {
        var services = server.Host.Services;
        var account = services.GetRequiredService<UserStore>().Add("linked", "Linked", null, [Caller.AdministratorRole]);
        var (session, antiForgery) = services.GetRequiredService<CredentialStore>().StartSession(account);
        var (cookie, header) = (("Cookie", $"crm_session={session}"), (AuthenticationMiddleware.AntiForgeryHeaders[0], antiForgery));
        var client = new ApiClient(server.Anonymous());
        Assert.False((bool)(await client.Get("/auth/me", cookie)).Is(200).Json["user"]!["hasPassword"]!);
        (await client.Post("/auth/password", $$"""{"new": "{{CrmServerFixture.Password}}"}""", cookie, header)).Is(204);
        Assert.True((bool)(await client.Get("/auth/me", cookie)).Is(200).Json["user"]!["hasPassword"]!);
        Assert.Equal("wrong_password", (await client.Post("/auth/password", """{"new": "another one 2"}""", cookie, header)).Is(403).Code);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_for_a_while()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("locked", "Locked", CrmServerFixture.Password, [Caller.AdministratorRole]);
        var client = new ApiClient(server.Anonymous());
        for (var i = 0; i < 5; i++)
            Assert.Equal("wrong_password", (await client.Post("/auth/login", """{"user": "locked", "password": "wrong wrong wrong"}""")).Is(401).Code);
        var locked = (await client.Post("/auth/login", $$"""{"user": "locked", "password": "{{CrmServerFixture.Password}}"}""")).Is(429);
        Assert.Equal("locked_out", locked.Code);
        Assert.Equal("300", locked.Header("Retry-After"));
    }

    [Theory]
    [InlineData("{not json", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"user": 1, "password": []}""", 400)]
    [InlineData("""{"user": "nobody", "password": "x"}""", 401)]
    public async Task A_sign_in_that_cannot_be_is_a_problem_like_any_other(string body, int status)
    {
        var reply = (await new ApiClient(server.Anonymous()).Post("/auth/login", body)).Is(status);
        Assert.Equal(status, (int)reply.Json["status"]!);
    }

    [Theory]
    [InlineData("ja", "名称")]
    [InlineData("ja-JP,en;q=0.5", "名称")]
    [InlineData("en;q=0.3, ja;q=0.9", "名称")]
    [InlineData("tlh, x-nonsense;q=0.9", "名称")]
    [InlineData("", "名称")]
    [InlineData(";;;=,,q", "名称")]
    [InlineData("en-GB", "Name")]
    [InlineData("fr;q=1, en;q=0.1", "Name")]
    public async Task Messages_come_in_the_language_asked_for_or_the_apps(string language, string starts)
    {
        var reply = (await server.Api.Post("account", "{}", ("Accept-Language", language))).Is(422);
        Assert.Contains(starts.Length == 2 ? "必須" : "is required", (string)reply.Json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_administrator_reads_nothing_and_writes_nothing()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("sales", "Sales", CrmServerFixture.Password, ["sales"]);
        var account = await server.Api.Account("Not for sales");
        foreach (var client in new[] { server.As("sales"), server.As("admin", "sales") })
        {
            (await client.Post("account", """{"name": "x"}""")).Is(403);
            (await client.Patch($"account/{account.Id}", """{"name": "x"}""")).Is(403);
            (await client.Delete($"account/{account.Id}")).Is(403);
            (await client.Get($"account/{account.Id}")).Is(404);
            (await client.Get($"account/{account.Id}/history")).Is(404);
            Assert.Empty((await client.Get("account")).Is(200).Json["value"]!.AsArray());
            (await client.Send("POST", "account/$import", ApiClient.Body("name\nx", "text/csv"))).Is(403);
        }
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        var account = await server.Api.Account("Head");
        var head = (await server.Api.Send("HEAD", $"account/{account.Id}", null)).Is(200);
        Assert.Equal("", head.Text);
        Assert.Equal(account.ETag, head.ETag);
        Assert.Equal((await server.Api.Get($"account/{account.Id}")).Message.Content.Headers.ContentLength, head.Message.Content.Headers.ContentLength);
        (await server.Api.Send("HEAD", "account?$top=1", null)).Is(200);
        (await server.Api.Send("HEAD", $"account/{Guid.NewGuid()}", null)).Is(404);
    }

    [Fact]
    public async Task A_version_that_is_retained_serves_and_another_is_told_apart()
    {
        Assert.Equal("1", (await server.Api.Get("account?$top=1", ("App-Version", "1"))).Is(200).Header("App-Version"));
        Assert.Equal("app_changed", (await server.Api.Post("account", """{"name": "x"}""", ("App-Version", "77"))).Is(409).Code);
        (await server.Api.Get("account", ("App-Version", "one"))).Is(400);
        var apps = (await server.Api.Get("/api/")).Is(200).Json["value"]!.AsArray();
        Assert.Contains(apps, a => (string)a!["name"]! == CrmServerFixture.App && (int)a["version"]! == 1);
        (await server.Api.Get("/api/nosuch/account")).Is(404);
        (await server.Api.Get("nosuch")).Is(404);
    }

    [Fact]
    public async Task Health_needs_nobody()
    {
        (await new ApiClient(server.Anonymous()).Get("/health/live")).Is(200);
        (await new ApiClient(server.Anonymous()).Get("/health/ready")).Is(200);
    }
}
