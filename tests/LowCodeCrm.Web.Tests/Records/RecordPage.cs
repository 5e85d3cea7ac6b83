using System.Net.Http.Json;
using LowCodeCrm.Web.Tests.Lists;

namespace LowCodeCrm.Web.Tests.Records;

/// <summary>The page of a record as its user finds it.</summary>
internal static class RecordPage
{
    public static string Of(string entity, string id, string query = "") => $"/app/{WebApp.App}/{entity}/{id}{query}";

    /// <summary>The place of a field's value.</summary>
    public static ILocator Value(this IPage page, string property) => page.Locator($"[data-editable='{property}']");

    public static ILocator Input(this IPage page, string property) => page.Value(property).Locator("input, textarea").First;

    public static ILocator Rail(this IPage page) => page.GetByRole(AriaRole.Complementary);

    /// <summary>A deal of an account of its own.</summary>
    public static async Task<(string Name, string Id, string Account)> DealAsync(this WebApp web, string stage = "prospecting", decimal? amount = 1000)
    {
        var name = ListPage.Unique("Deal");
        var account = await web.CreateAsync("account", new { name = name + " Ltd" });
        return (name, await web.CreateAsync("opportunity", new { name, account_id = account, stage, amount, currency = "JPY", probability = 50, close_on = "2027-01-31" }), account);
    }

    public static async Task PatchAsync(this WebApp web, string entity, string id, object values)
    {
        using var http = web.Api();
        using var answer = await http.PatchAsync($"{entity}/{id}", JsonContent.Create(values));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task DeleteAsync(this WebApp web, string entity, string id)
    {
        using var http = web.Api();
        using var answer = await http.DeleteAsync($"{entity}/{id}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(50, patience.Token);
    }
}
