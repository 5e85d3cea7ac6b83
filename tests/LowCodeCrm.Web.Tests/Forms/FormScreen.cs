using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Web.Tests.Forms;

/// <summary>What tests of forms do again and again.</summary>
internal static class FormScreen
{
    public static ILocator Field(this IPage page, string name) => page.Locator($"[data-field='{name}']");

    /// <summary>The control that one types into.</summary>
    public static ILocator Box(this IPage page, string name) => page.Field(name).Locator("input, textarea, [contenteditable=true]").First;

    public static Task SaveAsync(this IPage page) => page.Keyboard.PressAsync("Control+Enter");

    /// <summary>Chooses in a list by typing, as people do.</summary>
    public static async Task ChooseAsync(this IPage page, string field, string text)
    {
        var box = page.Box(field);
        await box.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await box.PressSequentiallyAsync(text);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = text }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    public static async Task<JsonObject> CreateAsync(this HttpClient api, string entity, object values)
    {
        using var answer = await api.PostAsJsonAsync(entity, values, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task ChangeAsync(this HttpClient api, string path, object values)
    {
        using var answer = await api.PatchAsJsonAsync(path, values, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<JsonObject> ReadAsync(this HttpClient api, string path) =>
        JsonNode.Parse(await api.GetStringAsync(path, TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>An account and a deal of its own, so that tests do not see each other.</summary>
    public static async Task<(string Account, string Deal)> DealAsync(this HttpClient api, string name, object? more = null)
    {
        var account = await api.CreateAsync("account", new { name = name + "商会" });
        var values = new JsonObject { ["name"] = name, ["account_id"] = (string?)account["id"], ["amount"] = 500000, ["stage"] = "negotiation", ["probability"] = 60 };
        foreach (var (key, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject().ToArray()) values[key] = value?.DeepClone();
        var deal = await api.CreateAsync("opportunity", values);
        return ((string)account["id"]!, (string)deal["id"]!);
    }

    public static string Edit(string deal) => $"/app/{WebApp.App}/opportunity/{deal}/edit";
    public static string New(string entity) => $"/app/{WebApp.App}/{entity}/new";

    /// <summary>Requests for data from now on; the stream of changes is none.</summary>
    public static List<string> Requests(this IPage page)
    {
        var seen = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/", StringComparison.Ordinal) && !request.Url.EndsWith("/changes", StringComparison.Ordinal)) seen.Add(request.Method + " " + request.Url);
        };
        return seen;
    }
}
