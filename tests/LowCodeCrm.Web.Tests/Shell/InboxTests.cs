using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Shell;

public sealed class InboxTests(WebApp web)
{
    private static readonly string Home = $"/app/{WebApp.App}";

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task What_others_do_to_ones_records_is_told_and_counted_until_seen(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        // A user of its own, to whom nothing has happened yet.
        var id = Guid.NewGuid().ToString("N");
        var user = Users.Add("inbox-" + id, "山田 太郎", null, [Caller.AdministratorRole]);
        await using var window = await web.OpenAsync($"/auth/link/{Credentials.NewSignInLink(user)}?to=/app/{WebApp.App}", look, signedIn: false);
        var link = window.Page.Locator("nav a[href$='$inbox']:visible");
        await link.ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = language == "ja" ? "新しい知らせはありません" : "No news" })).ToBeVisibleAsync();
        await window.Page.Locator($"nav a[href='{Home}']:visible").ClickAsync();
        var name = "Renamed " + id;
        await ChangedByAnotherAsync(user, name);
        // The page hears of it by itself.
        if (!look.IsPhone) await Assertions.Expect(link).ToHaveTextAsync(language == "ja" ? "受信トレイ1" : "Inbox1");
        await link.ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name })).ToContainTextAsync("鈴木 花");
        await Assertions.Expect(link).ToHaveTextAsync(language == "ja" ? "受信トレイ" : "Inbox");
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    private UserStore Users => web.Host.Services.GetRequiredService<UserStore>();
    private CredentialStore Credentials => web.Host.Services.GetRequiredService<CredentialStore>();

    /// <summary>A product of the user's, renamed by somebody else.</summary>
    private async Task ChangedByAnotherAsync(UserAccount user, string name)
    {
        var other = Users.Find("inbox.other") ?? Users.Add("inbox.other", "鈴木 花", null, [Caller.AdministratorRole]);
        using var mine = As(user);
        var answer = await mine.PostAsJsonAsync("product", new { code = name[^8..].ToUpperInvariant(), name = "Before", unit_price = 100, owner_id = user.Id });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var others = As(other);
        answer = await others.PatchAsJsonAsync($"product/{id}", new { name });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private HttpClient As(UserAccount user)
    {
        var http = web.Api();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credentials.NewKey(user, [], null));
        return http;
    }
}
