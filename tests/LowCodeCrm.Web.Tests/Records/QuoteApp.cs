using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Records;

/// <summary>A small app of its own on the shared server: quotes whose discount is approved by directors, and memos that a version may have or not.</summary>
internal sealed class QuoteApp
{
    private readonly WebApp web;

    private QuoteApp(WebApp web) => this.web = web;

    public string Name { get; } = "quotes-" + Guid.NewGuid().ToString("N")[..8];

    public static async Task<QuoteApp> InstallAsync(WebApp web)
    {
        var app = new QuoteApp(web);
        Assert.IsType<Published>(await web.Host.Catalog.InstallAsync(app.Name, app.Package(hasMemos: true), null, null, TestContext.Current.CancellationToken));
        return app;
    }

    /// <summary>The next version, which has no memos any more.</summary>
    public async Task TakeMemosAwayAsync() =>
        Assert.IsType<Published>(await web.Host.Catalog.Find(Name)!.PublishAsync(Package(hasMemos: false), null, null, null, TestContext.Current.CancellationToken));

    public async Task<string> CreateAsync(string entity, object values)
    {
        using var http = web.Api();
        using var answer = await http.PostAsJsonAsync($"/api/{Name}/{entity}", values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Somebody of their own, who administers and has these roles.</summary>
    public UserAccount Person(string displayName, params string[] roles) =>
        web.Host.Services.GetRequiredService<UserStore>().Add("quotes-" + Guid.NewGuid().ToString("N"), displayName, null, [Caller.AdministratorRole, .. roles]);

    public Task<Window> OpenAsync(UserAccount user, string path, Look look) =>
        web.OpenAsync($"/auth/link/{web.Host.Services.GetRequiredService<CredentialStore>().NewSignInLink(user)}?to=/app/{Name}/{path}", look, signedIn: false);

    private AppPackage Package(bool hasMemos)
    {
        List<PackageFile> files =
        [
            PackageFile.FromText("app.json", $$"""{"formatVersion": 1, "id": "a_q", "name": "{{Name}}", "title": "Quotes", "timeZone": "Asia/Tokyo", "locales": ["en", "ja"], "defaultLocale": "en"}"""),
            PackageFile.FromText("entities/quote.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["name"], "title": "Quote", "properties": {
                  "name": {"type": "string", "x-crm": {"id": "f_name"}}, "rate": {"type": ["number", "null"], "x-crm": {"id": "f_rate", "type": "decimal", "scale": 1}},
                  "remark": {"type": ["string", "null"], "x-crm": {"id": "f_remark"}}}, "x-crm": {"id": "e_quote", "display": "name"}}
                """),
            PackageFile.FromText("locales/en.json", """{"e_quote": "Quote", "f_name": "Name", "f_rate": "Discount rate", "f_remark": "Remark", "e_quote:discount": "Discount", "e_memo": "Memo", "f_text": "Text"}"""),
            PackageFile.FromText("locales/ja.json", """{"e_quote": "見積", "f_name": "名称", "f_rate": "値引率", "f_remark": "備考", "e_quote:discount": "値引きの承認", "e_memo": "メモ書き", "f_text": "本文"}"""),
            PackageFile.FromText("roles/director.json", """{"title": "Director", "entities": {"*": ["read", "update"]}}"""),
            PackageFile.FromText("rules/a.rules", """
                approval discount on quote {
                  submit when rate > 10
                  lock rate
                  step board : role(director)
                }
                """),
        ];
        if (hasMemos)
            files.Add(PackageFile.FromText("entities/memo.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["name"], "title": "Memo", "properties": {
                  "name": {"type": "string", "x-crm": {"id": "f_memo"}}, "text": {"type": ["string", "null"], "x-crm": {"id": "f_text", "type": "longText"}}}, "x-crm": {"id": "e_memo", "display": "name"}}
                """));
        var count = 0;
        return IdAssigner.Fill(new AppPackage([.. files]), null, () => $"q_{count++}");
    }
}
