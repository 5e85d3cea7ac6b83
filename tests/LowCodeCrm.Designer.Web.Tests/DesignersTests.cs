namespace LowCodeCrm.Designer.Web.Tests;

/// <summary>Two people shape one app at the same time, each in a browser of their own.</summary>
public sealed class DesignersTests(WebApp web)
{
    [Fact]
    public async Task Each_sees_what_the_other_changes_and_where_both_change_the_same_it_is_asked_whose_stays()
    {
        var app = await web.NewAppAsync();
        await using var first = await web.OpenAsync($"/design/{app}/data/product?field=name");
        await using var second = await web.OpenAsync($"/design/{app}/data/product?field=category", new Look("ja"));
        var (here, there) = (first.Page.GetByLabel("English", new() { Exact = true }), second.Page.GetByLabel("日本語", new() { Exact = true }));
        await here.FillAsync("Title");
        await here.PressAsync("Enter");
        await there.FillAsync("分野");
        await there.PressAsync("Enter");
        // Without a reload: both changes are in both browsers, and on the server.
        await Assertions.Expect(first.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("分野");
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Title");
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // The same label, by somebody who is not asked, while it is being typed here: nothing typed is lost, and nothing is overwritten.
        await here.FillAsync("Mine");
        await there.Page.GetByRole(AriaRole.Row, new() { Name = "商品名 " }).First.ClickAsync();
        var english = second.Page.GetByLabel("English", new() { Exact = true });
        await Assertions.Expect(english).ToHaveValueAsync("Title");
        await first.Page.Context.SetOfflineAsync(true);
        await here.PressAsync("Enter");
        await Assertions.Expect(first.Page.GetByText("No connection:")).ToBeVisibleAsync();
        await english.FillAsync("Theirs");
        await english.PressAsync("Enter");
        await second.Page.SavedAsync();
        await first.Page.Context.SetOfflineAsync(false);
        var dialog = first.Page.Modal();
        await Assertions.Expect(dialog).ToContainTextAsync("Administrator");
        await Assertions.Expect(here).ToHaveValueAsync("Mine");
        await dialog.GetByText("Keep mine").ClickAsync();
        await dialog.Button("Go on with this").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(english).ToHaveValueAsync("Mine");
        second.AssertClean();
    }
}
