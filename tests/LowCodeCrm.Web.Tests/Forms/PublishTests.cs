using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Web.Tests.Records;

namespace LowCodeCrm.Web.Tests.Forms;

/// <summary>The app is published anew while somebody types.</summary>
public sealed class PublishTests(WebApp web)
{
    private const string Said = "次の入力には保存先がなくなりました";

    [Fact]
    public async Task A_field_taken_away_while_it_is_typed_in_loses_nothing_in_a_form_a_new_record_and_a_cell()
    {
        var look = new Look("ja", Width: 375);
        var app = await web.NewAppAsync();
        using var api = web.Api();
        var account = (string)(await api.CreateAsync($"/api/{app}/account", new { name = "公開商会" }))["id"]!;
        var first = (string)(await api.CreateAsync($"/api/{app}/opportunity", new { name = "編集中", account_id = account, stage = "prospecting", amount = 100 }))["id"]!;
        var second = (string)(await api.CreateAsync($"/api/{app}/opportunity", new { name = "その場", account_id = account, stage = "prospecting" }))["id"]!;
        await using var editing = await web.OpenAsync($"/app/{app}/opportunity/{first}/edit", look);
        await using var creating = await web.OpenAsync($"/app/{app}/opportunity/new?account_id={account}", new Look(Dark: true));
        await using var reading = await web.OpenAsync($"/app/{app}/opportunity/{second}", new Look("ja"));
        await editing.Page.Box("amount").FillAsync("250");
        await editing.Page.Box("description").FillAsync("先方の");
        await editing.Page.Keyboard.PressAsync("End");
        var ime = await Ime.OfAsync(editing.Page);
        await ime.ComposeAsync("ようぼう");
        await creating.Page.Box("name").FillAsync("New deal");
        await creating.Page.Box("description").FillAsync("Half a sent");
        var cell = reading.Page.Locator("[data-editable=description]");
        await cell.ClickAsync();
        await cell.Locator("textarea").FillAsync("書きかけの");

        var learned = editing.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/meta", StringComparison.Ordinal) && answer.Ok);
        await RemoveAsync(api, app, "opportunity", "description");
        await learned;

        // Nothing moves under a composition; once its text is there, it goes on where the text can be kept.
        await Assertions.Expect(editing.Page.Box("description")).ToBeFocusedAsync();
        await ime.CommitAsync("要望");
        var lost = editing.Page.GetByLabel("内容", new() { Exact = true });
        await Assertions.Expect(editing.Page.GetByText(Said)).ToBeVisibleAsync();
        await Assertions.Expect(lost).ToBeFocusedAsync();
        await editing.Page.Keyboard.TypeAsync("cは至急");
        await Assertions.Expect(lost).ToHaveValueAsync("先方の要望cは至急");
        await Assertions.Expect(editing.Page.Box("amount")).ToHaveValueAsync("250");
        await Assertions.Expect(editing.Page.Field("description")).ToHaveCountAsync(0);
        await editing.ShootAsync(look, "Published_form");
        await editing.AssertSoundAsync();
        await editing.Page.ReloadAsync();
        await Assertions.Expect(lost).ToHaveValueAsync("先方の要望cは至急");
        await Assertions.Expect(editing.Page.Box("amount")).ToHaveValueAsync("250");
        await editing.Page.Box("amount").FocusAsync();
        await editing.Page.SaveAsync();
        await editing.Page.ArriveAsync($"/opportunity/{first}");
        await Assertions.Expect(lost).ToHaveValueAsync("先方の要望cは至急");
        Assert.Equal(250m, (decimal)(await api.ReadAsync($"/api/{app}/opportunity/{first}"))["amount"]!);
        await editing.Page.GetByRole(AriaRole.Button, new() { Name = "閉じる" }).ClickAsync();
        await editing.Page.ReloadAsync();
        await Assertions.Expect(editing.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("編集中");
        await Assertions.Expect(lost).ToHaveCountAsync(0);

        var sentence = creating.Page.GetByLabel("Description", new() { Exact = true });
        await Assertions.Expect(sentence).ToBeFocusedAsync();
        await creating.Page.Keyboard.TypeAsync("ence");
        await creating.ShootAsync(new Look(Dark: true), "Published_new");
        await creating.AssertSoundAsync();
        await creating.Page.SaveAsync();
        await creating.Page.ArriveAsync(new System.Text.RegularExpressions.Regex("/opportunity/[0-9a-f-]{36}$"));
        await Assertions.Expect(creating.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("New deal");
        await Assertions.Expect(sentence).ToHaveValueAsync("Half a sentence");

        await Assertions.Expect(reading.Page.GetByLabel("内容", new() { Exact = true })).ToHaveValueAsync("書きかけの");
        await Assertions.Expect(reading.Page.GetByLabel("内容", new() { Exact = true })).ToBeFocusedAsync();
        await reading.ShootAsync(new Look("ja"), "Published_cell");
        await reading.AssertSoundAsync();
    }

    [Fact]
    public async Task A_page_that_heard_of_no_publish_learns_of_it_when_it_saves_and_loses_nothing()
    {
        var app = await web.NewAppAsync();
        using var api = web.Api();
        var account = (string)(await api.CreateAsync($"/api/{app}/account", new { name = "Asleep" }))["id"]!;
        var deal = (string)(await api.CreateAsync($"/api/{app}/opportunity", new { name = "Quiet", account_id = account, stage = "prospecting" }))["id"]!;
        await using var window = await web.OpenAsync("/", new Look());
        var page = window.Page;
        // As behind a proxy that lets no stream through.
        await page.RouteAsync("**/changes", route => route.AbortAsync());
        await page.GotoAsync($"/app/{app}/opportunity/{deal}/edit");
        await page.Box("amount").FillAsync("250");
        await page.Box("description").FillAsync("Said by phone");
        await RemoveAsync(api, app, "opportunity", "description");
        await page.SaveAsync();
        await page.ArriveAsync($"/opportunity/{deal}");
        // The form, which still had the field, is gone: the notice has what was typed.
        await Assertions.Expect(page.GetByLabel("Description", new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByLabel("Description", new() { Exact = true })).ToHaveValueAsync("Said by phone");
        Assert.Equal(250m, (decimal)(await api.ReadAsync($"/api/{app}/opportunity/{deal}"))["amount"]!);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task All_records_of_a_kind_taken_away_while_one_is_written_in_lose_nothing()
    {
        var look = new Look("ja", Width: 375);
        var app = await QuoteApp.InstallAsync(web);
        var id = await app.CreateAsync("memo", new { name = "議事録" });
        await using var window = await app.OpenAsync(app.Person("森 葵"), $"memo/{id}", look);
        var page = window.Page;
        await page.GetByRole(AriaRole.Textbox, new() { Name = "メモ" }).FillAsync("来週また話す");
        var cell = page.Value("text");
        await cell.ClickAsync();
        await cell.Locator("textarea").FillAsync("先方の");
        await page.Keyboard.PressAsync("End");
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("ようぼう");
        var learned = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/meta", StringComparison.Ordinal) && answer.Ok);
        await app.TakeMemosAwayAsync();
        await learned;
        await ime.CommitAsync("要望");
        var lost = page.GetByLabel("本文", new() { Exact = true });
        await Assertions.Expect(page.GetByText("この種類のレコードはなくなりました")).ToBeVisibleAsync();
        await Assertions.Expect(lost).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("c");
        await Assertions.Expect(lost).ToHaveValueAsync("先方の要望c");
        await Assertions.Expect(page.GetByLabel("メモ", new() { Exact = true })).ToHaveValueAsync("来週また話す");
        await window.ShootAsync(look, "Published_kind");
        await window.AssertSoundAsync();
    }

    private static async Task RemoveAsync(HttpClient api, string app, string entity, string field)
    {
        await PostAsync(api, $"/design/api/{app}/draft/remove", new { kind = "field", entity, name = field });
        await PostAsync(api, $"/design/api/{app}/publish", new { consent = new[] { $"{entity}.{field}" } });
    }

    private static async Task<JsonNode> PostAsync(HttpClient api, string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
