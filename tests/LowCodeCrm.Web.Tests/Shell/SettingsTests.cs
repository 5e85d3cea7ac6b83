using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Web.Tests.Shell;

public sealed class SettingsTests(WebApp web)
{
    private static readonly string Settings = $"/app/{WebApp.App}/$settings";

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task What_users_set_for_themselves_is_sound(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(Settings, look);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = language == "ja" ? "設定" : "Settings", Level = 1 })).ToBeVisibleAsync();
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task Rows_of_lists_stand_as_close_as_one_likes()
    {
        await using var window = await web.OpenAsync(Settings);
        var page = window.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "Compact" }).ClickAsync(new() { Force = true });
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Compact" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Products" }).ClickAsync();
        var row = page.Locator("[role=row][data-id]").First;
        await Assertions.Expect(row).ToHaveCSSAsync("height", "32px");
        await page.GotoAsync(Settings);
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Compact" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Default" }).ClickAsync(new() { Force = true });
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Default" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Products" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCSSAsync("height", "36px");
        window.AssertClean();
    }

    [Fact]
    public async Task A_password_is_changed_where_the_old_one_is_known()
    {
        await using var window = await web.OpenAsync(Settings);
        var page = window.Page;
        var (current, next, again) = (page.GetByLabel("Current password"), page.GetByLabel("New password", new() { Exact = true }), page.GetByLabel("New password again"));
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Change password" });
        await current.FillAsync("not this one");
        await next.FillAsync(WebApp.Password);
        await again.FillAsync("something else");
        await submit.ClickAsync();
        await Assertions.Expect(again).ToHaveAccessibleDescriptionAsync("This is not the same as above.");
        await again.FillAsync(WebApp.Password);
        await submit.ClickAsync();
        await Assertions.Expect(current).ToHaveAccessibleDescriptionAsync("The current password is wrong.");
        await current.FillAsync(WebApp.Password);
        await submit.ClickAsync();
        await Assertions.Expect(page.GetByText("Password saved")).ToBeVisibleAsync();
        Assert.True(web.Host.Services.GetRequiredService<UserStore>().HasPassword(web.Admin));
        window.AssertClean();
    }
}
