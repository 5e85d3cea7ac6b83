namespace LowCodeCrm.Web.Tests.Forms;

public sealed class ReadingTests(WebApp web)
{
    [Fact]
    public async Task The_kana_typed_for_a_name_is_its_reading_until_another_is_written()
    {
        using var api = web.Api();
        await using var window = await web.OpenAsync(FormScreen.New("contact"), new Look("ja"));
        var page = window.Page;
        var ime = await Ime.OfAsync(page);
        var inputs = page.Field("name").Locator("input");
        await inputs.Nth(0).FocusAsync();
        foreach (var typed in (string[])["s", "さ", "さt", "さと", "さとう"]) await ime.ComposeAsync(typed);
        await ime.ComposeAsync("佐藤");
        await ime.PressAsync("Enter");
        await ime.CommitAsync("佐藤");
        await Assertions.Expect(inputs.Nth(2)).ToHaveValueAsync("さとう");
        await page.Keyboard.PressAsync("Tab");
        await ime.ComposeAsync("みさき");
        await ime.CommitAsync("美咲");
        await Assertions.Expect(inputs.Nth(3)).ToHaveValueAsync("みさき");
        await inputs.Nth(3).FillAsync("よしさき");
        await inputs.Nth(1).FocusAsync();
        await ime.ComposeAsync("こ");
        await ime.CommitAsync("子");
        await Assertions.Expect(inputs.Nth(1)).ToHaveValueAsync("美咲子");
        await Assertions.Expect(inputs.Nth(3)).ToHaveValueAsync("よしさき");
        await page.Box("email").FillAsync("ｍｉｓａｋｉ＠example.jp");
        await page.Box("phone").FillAsync("０３−１２３４−５６７８");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Box("phone")).ToHaveValueAsync("03-1234-5678");
        await page.SaveAsync();
        await page.ArriveAsync(new System.Text.RegularExpressions.Regex("/contact/[0-9a-f-]{36}$"));
        var saved = await api.ReadAsync("contact/" + page.Url[^36..]);
        Assert.Equal("""{"family":"佐藤","given":"美咲子","familyReading":"さとう","givenReading":"よしさき"}""", saved["name"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(("misaki@example.jp", "+81312345678"), ((string)saved["email"]!, (string)saved["phone"]!));
        window.AssertClean();
    }
}
