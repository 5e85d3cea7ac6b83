namespace LowCodeCrm.Web.Tests.Shell;

public sealed class PaletteTests(WebApp web)
{
    private static readonly string Home = $"/app/{WebApp.App}";

    [Theory, MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Everything_is_found_by_name(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var window = await web.OpenAsync(Home, look);
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("株式会社");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("株式会社");
        await window.ShootAsync(look);
        await window.AssertSoundAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex($"{Home}/[a-z_]+/[0-9a-f-]{{36}}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keys_of_an_input_method_neither_run_nor_close_it()
    {
        await using var window = await web.OpenAsync(Home, new Look("ja"));
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(box).ToBeFocusedAsync();
        var before = page.Url;
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("search", StringComparison.Ordinal) ? 1 : 0;
        var ime = await Ime.OfAsync(page);
        await ime.ComposeAsync("かぶしき");
        foreach (var key in (string[])["ArrowDown", "Enter", "Escape", "Tab"]) await ime.PressAsync(key);
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(before, page.Url);
        Assert.Equal(0, asked);
        await ime.CommitAsync("株式会社");
        await Assertions.Expect(box).ToHaveValueAsync("株式会社");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("株式会社");
        window.AssertClean();
    }

    [Fact]
    public async Task The_help_tells_the_keys_and_can_switch_single_letters_off()
    {
        await using var window = await web.OpenAsync(Home);
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await dialog.GetByRole(AriaRole.Switch).UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeVisibleAsync();
        Assert.EndsWith(Home, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_go_to_entries_and_make_records()
    {
        await using var window = await web.OpenAsync(Home);
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("g2");
        await page.ArriveAsync(Home + "/account");
        await page.Keyboard.PressAsync("c");
        await page.ArriveAsync(Home + "/account/new");
        // A new record's first field takes the letters; on the list they lead on.
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("gh");
        await page.ArriveAsync(Home);
    }
}
