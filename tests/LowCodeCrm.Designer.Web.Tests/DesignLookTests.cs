namespace LowCodeCrm.Designer.Web.Tests;

public sealed class DesignLookTests(WebApp web)
{
    public static TheoryData<string, bool, int> Looks => new() { { "ja", false, 1440 }, { "en", true, 1440 }, { "en", false, 1024 }, { "ja", true, 1024 } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Data_relations_versions_and_the_start_are_sound_in_every_look(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync($"/design/{WebApp.App}/data/opportunity?field=stage", look);
        var page = window.Page;
        await Assertions.Expect(page.Locator("tr[aria-selected=true]")).ToBeVisibleAsync();
        await window.ShootAsync(look, "Data");
        await window.AssertSoundAsync();
        await page.GotoAsync($"/design/{WebApp.App}/data");
        await Assertions.Expect(page.Locator(".react-flow__node").First).ToBeVisibleAsync();
        await window.ShootAsync(look, "Relations");
        await window.AssertSoundAsync();
        await page.GotoAsync($"/design/{WebApp.App}/versions");
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await page.GotoAsync("/design/");
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_window_too_narrow_to_design_in_says_so_and_leads_back()
    {
        await using var window = await web.OpenAsync($"/design/{WebApp.App}/data", new Look("ja", Width: 800));
        await Assertions.Expect(window.Page.GetByText("1,024 px")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "営業CRMに戻る" })).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [Fact]
    public async Task A_logo_is_taken_from_a_picture_and_what_is_none_is_refused_here_and_on_the_server()
    {
        const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        var app = await web.NewAppAsync();
        await using var window = await web.OpenAsync($"/design/{app}/look");
        var page = window.Page;
        var input = page.Locator("aside input[type=file]");
        await input.SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "no picture"u8.ToArray() });
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Alert)).ToContainTextAsync("PNG");
        await input.SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) });
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Img, new() { Name = "Logo" })).ToBeVisibleAsync();
        await page.HoldsAsync(app, "theme.json", "data:image/png;base64," + Png);
        await window.AssertSoundAsync();
        await web.PutAsync(app, "theme.json", text => text.Replace("data:image/png", "data:image/gif", StringComparison.Ordinal));
        await page.GotoAsync($"/design/{app}/data");
        await page.GetByRole(AriaRole.Region, new() { Name = "Problems" }).GetByText("Go there").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/look$"));
    }
}
