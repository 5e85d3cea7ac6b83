using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Shell;

public sealed class InboxTests(WebApp web)
{
    private static readonly string Home = $"/app/{WebApp.App}";

    [Theory, MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task What_others_do_to_ones_records_is_told_and_counted_until_seen(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(Home, look);
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = language == "ja" ? "受信トレイ" : "Inbox" });
        await Assertions.Expect(link).ToBeVisibleAsync();
        var name = "Inbox " + Guid.NewGuid().ToString("N");
        await ChangedByAnotherAsync(name);
        // The page hears of it by itself.
        if (!look.IsPhone) await Assertions.Expect(link).ToContainTextAsync("1");
        await link.ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name })).ToContainTextAsync("鈴木 花");
        if (!look.IsPhone) await Assertions.Expect(link).Not.ToContainTextAsync("1");
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    /// <summary>A product of the administrator's, renamed by somebody else.</summary>
    private async Task ChangedByAnotherAsync(string name)
    {
        var users = web.Host.Services.GetRequiredService<UserStore>();
        var other = users.Find("inbox.other") ?? users.Add("inbox.other", "鈴木 花", null, [Caller.AdministratorRole]);
        using var mine = web.Api();
        var code = name[^8..].ToUpperInvariant();
        var answer = await mine.PostAsJsonAsync("product", new { code, name = "Before", unit_price = 100, owner_id = web.Admin.Id });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var others = web.Api();
        others.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", web.Host.Services.GetRequiredService<CredentialStore>().NewKey(other, [], null));
        answer = await others.PatchAsJsonAsync($"product/{id}", new { name });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
