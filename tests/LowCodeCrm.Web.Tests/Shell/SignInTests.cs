using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Shell;

public sealed class SignInTests(WebApp web)
{
    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task The_sign_in_screen_is_sound(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync("/", look, signedIn: false);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = language == "ja" ? "サインイン" : "Sign in" })).ToBeVisibleAsync();
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_password_signs_in_and_leads_to_the_page_asked_for()
    {
        await using var window = await web.OpenAsync($"/app/{WebApp.App}?from=mail", signedIn: false);
        await FillAsync(window.Page, WebApp.Password);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        Assert.EndsWith($"/app/{WebApp.App}?from=mail", window.Page.Url, StringComparison.Ordinal);
        window.AssertClean();
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_the_field_and_the_name_is_kept()
    {
        await using var window = await web.OpenAsync("/sign-in", new Look("ja"), signedIn: false);
        await FillAsync(window.Page, "wrong");
        await Assertions.Expect(window.Page.GetByLabel("パスワード")).ToHaveAccessibleDescriptionAsync("ユーザー名またはパスワードが正しくありません。");
        await Assertions.Expect(window.Page.GetByLabel("ユーザー名")).ToHaveValueAsync("admin");
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_one_time_link_signs_in()
    {
        var link = web.Host.Services.GetRequiredService<CredentialStore>().NewSignInLink(web.Admin);
        await using var window = await web.OpenAsync($"/auth/link/{link}?to=/app/{WebApp.App}", signedIn: false);
        await window.Page.ArriveAsync($"/app/{WebApp.App}");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        window.AssertClean();
    }

    [Fact]
    public async Task The_way_back_never_leads_to_another_site()
    {
        await using var window = await web.OpenAsync("/sign-in?back=//elsewhere.example/", signedIn: false);
        await FillAsync(window.Page, WebApp.Password);
        // Where there are several apps, to choose among them.
        await window.Page.ArriveAsync(new System.Text.RegularExpressions.Regex($"^{web.Address}/(app/{WebApp.App})?$"));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Sales CRM" }).Or(window.Page.GetByRole(AriaRole.Navigation)).First).ToBeVisibleAsync();
        window.AssertClean();
    }

    private static async Task FillAsync(IPage page, string password)
    {
        await page.Locator("input[name=username]").FillAsync("admin");
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }
}
