using System.Net.Http.Json;
using System.Text.Json;

namespace LowCodeCrm.Web.Tests.Lists;

/// <summary>A list as its user finds it: rows, heads, cells.</summary>
internal static class ListPage
{
    private static int count;

    public static string Of(string entity, string query = "") => $"/app/{WebApp.App}/{entity}{query}";

    public static string Filtered(string entity, string view, string filter) => Of(entity, $"?view={view}&filter={Uri.EscapeDataString(filter)}");

    public static ILocator Rows(this IPage page) => page.Locator("[role=row][data-id]");

    public static ILocator Head(this IPage page, string label) => page.GetByRole(AriaRole.Columnheader, new() { Name = label });

    public static ILocator Card(this IPage page, string title) => page.Locator("[data-card]", new() { HasTextString = title });

    public static ILocator Column(this IPage page, string value) => page.Locator($"[data-column={value}]");

    public static string Unique(string name) => $"{name} {Interlocked.Increment(ref count)}-{Guid.NewGuid():N}"[..20];

    /// <summary>Lays down a record.</summary>
    public static async Task<string> CreateAsync(this WebApp web, string entity, object values)
    {
        using var http = web.Api();
        using var answer = await http.PostAsJsonAsync(entity, values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> ReadAsync(this WebApp web, string entity, string id)
    {
        using var http = web.Api();
        return await http.GetFromJsonAsync<JsonElement>($"{entity}/{id}");
    }

    /// <summary>Records as a filter finds them.</summary>
    public static async Task<int> CountAsync(this WebApp web, string entity, string filter)
    {
        using var http = web.Api();
        return (await http.GetFromJsonAsync<JsonElement>($"{entity}?$top=0&$count=true" + (filter == "" ? "" : "&filter=" + Uri.EscapeDataString(filter)))).GetProperty("@odata.count").GetInt32();
    }
}
