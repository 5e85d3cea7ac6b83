namespace LowCodeCrm.Web.Tests.Lists;

/// <summary>Records on their way out and back.</summary>
public sealed class BinTests(WebApp web)
{
    [Fact]
    public async Task What_was_deleted_is_found_in_the_recycle_bin_and_comes_back()
    {
        using var api = web.Api();
        var code = $"BIN-{Guid.NewGuid().ToString("N")[..8]}";
        var id = await web.CreateAsync("product", new { code, name = code, unit_price = 100 });
        (await api.DeleteAsync($"product/{id}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await using var window = await web.OpenAsync("/app/sales-crm/product/bin", new Look("ja", Dark: true, Width: 375));
        var restore = window.Page.GetByRole(AriaRole.Button, new() { Name = $"元に戻す: {code}" });
        await restore.WaitForAsync();
        await window.AssertSoundAsync();
        await restore.ClickAsync();
        await Assertions.Expect(restore).ToHaveCountAsync(0);
        Assert.Equal(code, (await web.ReadAsync("product", id)).GetProperty("name").GetString());
    }
}
