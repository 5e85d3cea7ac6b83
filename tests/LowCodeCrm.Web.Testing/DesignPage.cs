using System.Net.Http.Json;
using System.Text.Json;

namespace LowCodeCrm.Web.Testing;

/// <summary>Apps to be shaped, each of its own so that what is published in one meets no other test, and words for the designer's pages.</summary>
public static class DesignPage
{
    /// <summary>A new app of the sample, with its records.</summary>
    public static async Task<string> NewAppAsync(this WebApp web)
    {
        var name = "design-" + Guid.NewGuid().ToString("N")[..8];
        using var http = web.Api();
        var answer = await http.PostAsJsonAsync("/design/api/apps", new { name, sample = WebApp.App });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return name;
    }

    public static async Task<JsonElement> GetAsync(this WebApp web, string path)
    {
        using var http = web.Api();
        return await http.GetFromJsonAsync<JsonElement>(path);
    }

    public static async Task<string> FileAsync(this WebApp web, string app, string path)
    {
        using var http = web.Api();
        return await http.GetStringAsync($"/design/api/{app}/draft/files/{path}");
    }

    /// <summary>Changes a file of the draft behind the designer's back.</summary>
    public static async Task PutAsync(this WebApp web, string app, string path, Func<string, string> change)
    {
        var before = await web.FileAsync(app, path);
        var after = change(before);
        Assert.NotEqual(before, after);
        using var http = web.Api();
        using var answer = await http.PutAsync($"/design/api/{app}/draft/files/{path}", new StringContent(after));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Modal(this IPage page) => page.GetByRole(AriaRole.Dialog);

    public static ILocator Button(this ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The server holds all that was done.</summary>
    public static Task SavedAsync(this IPage page) => Assertions.Expect(page.GetByText(new System.Text.RegularExpressions.Regex("^(Saved|自動保存済み) "))).ToBeVisibleAsync();

    /// <summary>The draft on the server has a text in a file.</summary>
    public static Task HoldsAsync(this IPage page, string app, string path, string text) =>
        page.WaitForFunctionAsync("async ([app, path, text]) => (await (await fetch(`/design/api/${app}/draft/files/${path}`)).text()).includes(text)", new[] { app, path, text });

    /// <summary>Writes as text the condition whose rows are open.</summary>
    public static async Task ConditionAsync(this IPage page, string text)
    {
        await page.Modal().Last.Button("As text").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Condition as text").FillAsync(text);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Publishes what there is, and waits until it is live.</summary>
    public static async Task PublishAsync(this IPage page, int version)
    {
        await page.Keyboard.PressAsync("Control+Shift+P");
        await page.Modal().Button("Publish").ClickAsync();
        await Assertions.Expect(page.GetByText($"Version {version} is live.")).ToBeVisibleAsync();
    }

    /// <summary>As a hand does it: pressed, moved step by step, and led to where it is to land.</summary>
    public static async Task DragBelowAsync(this IPage page, ILocator from, ILocator target)
    {
        var box = (await from.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        for (var i = 0; i < 3; i++)
        {
            var at = (await target.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(at.X + (at.Width / 2), at.Y + at.Height - 4, new() { Steps = 12 });
            await Assertions.Expect(page.Locator("[data-drop]")).ToHaveCountAsync(1);
        }
    }
}
