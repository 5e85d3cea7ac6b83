namespace LowCodeCrm.Web.Tests.Shell;

public sealed class ShellTests(WebApp web)
{
    private static readonly string Home = $"/app/{WebApp.App}";

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task An_app_opens_with_todays_work(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(Home, look);
        await window.Page.ArriveAsync(Home);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = language == "ja" ? "活動" : "Activities" })).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Assertions.Expect(window.Page.Locator("main section li").First).ToBeVisibleAsync();
        var surface = await window.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('main')).backgroundColor");
        Assert.Equal(dark ? "rgb(26, 26, 28)" : "rgb(255, 255, 255)", surface);
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task The_language_and_the_colours_are_chosen_at_once_and_stay()
    {
        await using var window = await web.OpenAsync(Home);
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "account and settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "日本語" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "商談", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "アカウントと設定" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "ダーク" }).ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("html[lang=ja][data-theme=dark]")).ToHaveCountAsync(1);
        window.AssertClean();
        // The language is the user's from now on: not for the other tests.
        using var api = web.Api();
        (await api.PutAsync(new Uri(web.Address + "/auth/me"), new StringContent("{\"locale\": null}", System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_menu_is_walked_by_keys_and_gives_the_focus_back()
    {
        await using var window = await web.OpenAsync(Home);
        var opener = window.Page.GetByRole(AriaRole.Button, new() { Name = "account and settings" });
        await opener.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "English" })).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" })).ToBeFocusedAsync();
        await window.AssertSoundAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opener).ToBeFocusedAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440, 232)]
    [InlineData(900, 52)]
    public async Task The_sidebar_folds_on_a_narrow_window(int width, int expected)
    {
        await using var window = await web.OpenAsync(Home, new Look(Width: width));
        var box = await window.Page.GetByRole(AriaRole.Navigation).BoundingBoxAsync();
        Assert.Equal(expected, box!.Width);
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task On_a_phone_the_menu_leads_everywhere()
    {
        await using var window = await web.OpenAsync(Home, new Look("ja", Width: 375));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "メニュー" }).TapAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "取引先" })).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task An_unknown_address_says_so_and_keeps_the_sidebar()
    {
        await using var window = await web.OpenAsync(Home + "/no/such/thing/at/all");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing to see here" })).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_session_that_ends_is_begun_again_in_place()
    {
        await using var window = await web.OpenAsync($"/auth/link/{NewLink()}?to={Home}", signedIn: false);
        await window.Page.ArriveAsync(Home);
        await Assertions.Expect(window.Page.Locator("main section li").First).ToBeVisibleAsync();
        await window.SettleAsync();
        await window.Context.ClearCookiesAsync();
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.GetByRole(AriaRole.Combobox).FillAsync("株式会社");
        var dialog = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" });
        await dialog.Locator("input[name=password]").FillAsync(WebApp.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("株式会社");
        Assert.EndsWith(Home, window.Page.Url, StringComparison.Ordinal);
        window.AssertClean();
    }

    private string NewLink() =>
        ((LowCodeCrm.Runtime.Security.CredentialStore)web.Host.Services.GetService(typeof(LowCodeCrm.Runtime.Security.CredentialStore))!).NewSignInLink(web.Admin);
}
