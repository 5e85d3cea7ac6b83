using LowCodeCrm.Host;

namespace LowCodeCrm.Designer.Web.Tests;

/// <summary>What somebody does who has just started the product for the first time, on a server of its own.</summary>
public sealed class FirstMinutesTests(WebApp web, ITestOutputHelper output)
{
    [Fact]
    public async Task From_the_printed_link_to_a_field_on_the_live_form_takes_less_than_five_minutes()
    {
        var data = Path.Combine(Path.GetTempPath(), "crm-first-" + Guid.NewGuid().ToString("N"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using (var host = await CrmHost.StartAsync(new CrmHostOptions(data, "http://127.0.0.1:0") { Apps = [new DirectoryInfo(Path.Combine(Repository.Root, "samples", WebApp.App))] }, CancellationToken.None))
        {
            await using var window = await web.OpenAsync(host.Address + host.SignInLink, signedIn: false, address: host.Address);
            var page = window.Page;
            await page.GotoAsync($"{host.Address}/app/{WebApp.App}/opportunity");
            await Assertions.Expect(page.GetByRole(AriaRole.Gridcell).First).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Edit app" }).Or(page.GetByRole(AriaRole.Link, new() { Name = "Design" })).First.ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Forms", Exact = true }).ClickAsync();
            await page.GotoAsync($"{host.Address}/design/{WebApp.App}/forms/opportunity/main");
            var (field, name) = (page.Locator("[data-new=currency]"), page.Locator("[data-element-of=name]"));
            await name.WaitForAsync();
            await page.DragBelowAsync(field, name);
            await page.Mouse.UpAsync();
            await Assertions.Expect(page.Locator("[data-element-of=currency]")).ToBeVisibleAsync();
            await page.SavedAsync();
            await page.PublishAsync(2);
            await page.GotoAsync($"{host.Address}/app/{WebApp.App}/opportunity/new");
            await Assertions.Expect(page.Locator("[data-field=currency]")).ToBeVisibleAsync();
            window.AssertClean();
        }
        output.WriteLine($"From the start of the server: {clock.Elapsed.TotalSeconds:F1} s");
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"It took {clock.Elapsed}.");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }
}
