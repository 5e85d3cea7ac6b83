using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Apps;

public sealed class AppCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_installed_app_is_found_and_is_there_after_a_restart()
    {
        await using (var catalog = await Open())
        {
            Assert.IsType<Published>(await catalog.InstallAsync("営業-crm", TestApp.Package(TestApp.Name), null, null, default));
            Assert.NotNull(catalog.Find("営業-crm"));
            await Assert.ThrowsAsync<AppExistsException>(() => catalog.InstallAsync("営業-CRM", TestApp.Package(TestApp.Name), null, null, default));
        }
        await using var again = await Open();
        Assert.Equal(["営業-crm"], again.Apps.Select(a => a.Name));
    }

    [Fact]
    public async Task A_package_with_errors_leaves_no_folder_and_can_be_installed_once_mended()
    {
        await using var catalog = await Open();
        Assert.IsType<PublishRejected>(await catalog.InstallAsync("sales", TestApp.Package(""" "x": {"type": "nonsense"} """), null, null, default));
        Assert.Null(catalog.Find("sales"));
        Assert.Empty(Directory.GetDirectories(catalog.Folder.Apps));
        Assert.IsType<Published>(await catalog.InstallAsync("sales", TestApp.Package(TestApp.Name), null, null, default));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        await using var catalog = await Open();
        await Assert.ThrowsAsync<ArgumentException>(() => catalog.InstallAsync(name, TestApp.Package(TestApp.Name), null, null, default));
    }

    [Fact]
    public async Task An_app_that_cannot_be_loaded_does_not_keep_the_others_from_serving()
    {
        await using (var catalog = await Open())
        {
            await catalog.InstallAsync("good", TestApp.Package(TestApp.Name), null, null, default);
            await catalog.InstallAsync("bad", TestApp.Package(TestApp.Name), null, null, default);
        }
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "apps", "bad", "app.db"), "not a database, but long enough to be read as one, or so the header says; not really though");
        foreach (var side in Directory.GetFiles(Path.Combine(folder.Path, "apps", "bad"), "app.db-*")) File.Delete(side);
        await using var again = await Open();
        Assert.NotNull(again.Find("good"));
        Assert.Null(again.Find("bad"));
    }

    private Task<AppCatalog> Open() =>
        AppCatalog.OpenAsync(new DataFolder(folder.Path), new AppHostOptions { Compile = new TestCompiler().Compile }, NullLogger<AppCatalog>.Instance, default);
}
