using System.Collections.Concurrent;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Tests.Data;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Apps;

public sealed class AppHostTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly TestCompiler compiler = new();
    private DataFolder data = null!;
    private AppHost host = null!;

    public async ValueTask InitializeAsync()
    {
        data = new DataFolder(folder.Path);
        host = await Open();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Published_versions_count_from_one_and_the_newest_is_live()
    {
        await Publish(TestApp.Package(TestApp.Name));
        await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        using var lease = host.Lease();
        Assert.Equal(2, lease.Version.Number);
        Assert.Equal([(2, true, "hanako"), (1, false, "hanako")], (await host.VersionsAsync(default)).Select(v => (v.Number, v.IsLive, v.ByName)));
    }

    [Fact]
    public async Task A_broken_package_leaves_the_running_version()
    {
        await Publish(TestApp.Package(TestApp.Name));
        var rejected = Assert.IsType<PublishRejected>(await host.PublishAsync(TestApp.Package("""  "x": {"type": "nonsense"} """), null, null, null, default));
        Assert.NotEmpty(rejected.Diagnostics);
        using var lease = host.Lease();
        Assert.Equal(1, lease.Version.Number);
        Assert.Single(await host.VersionsAsync(default));
    }

    [Fact]
    public async Task A_key_that_records_break_is_a_diagnostic_at_the_entity()
    {
        await Publish(TestApp.Package(TestApp.Name));
        await Insert("same");
        await Insert("same");
        var rejected = Assert.IsType<PublishRejected>(await host.PublishAsync(TestApp.With(""", "keys": [["name"]]""", TestApp.Name), null, null, null, default));
        Assert.Equal(("LCR5001", "entities/deal.json"), (rejected.Diagnostics[0].Id, rejected.Diagnostics[0].Location.File));
        Assert.Equal(1, compiler.Loaded);
    }

    [Fact]
    public async Task A_request_keeps_its_version_until_it_ends()
    {
        await Publish(TestApp.Package(TestApp.Name));
        var drained = new List<int>();
        host.VersionDrained += version => drained.Add(version.Number);
        var request = host.Lease();
        for (var n = 0; n < 4; n++) await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        Assert.Equal(1, request.Version.Number);
        Assert.Null(await host.LeaseAsync(1, default));
        Assert.Empty(drained);
        request.Dispose();
        request.Dispose();
        Assert.Equal([1], drained);
    }

    [Fact]
    public async Task Earlier_versions_are_leased_by_number_until_they_retire_and_are_unloaded()
    {
        for (var n = 0; n < 10; n++) await Publish(TestApp.Package(TestApp.Name));
        foreach (var number in new[] { 7, 8, 9, 10 })
            using (var lease = await host.LeaseAsync(number, default))
                Assert.Equal(number, lease!.Version.Number);
        Assert.Null(await host.LeaseAsync(6, default));
        Assert.Equal(4, compiler.Loaded);
    }

    [Fact]
    public async Task Versions_retained_before_a_restart_are_loaded_when_they_are_asked_for()
    {
        for (var n = 0; n < 6; n++) await Publish(TestApp.Package(TestApp.Name));
        await host.DisposeAsync();
        host = await Open();
        Assert.Equal(1, compiler.Loaded);
        using (var lease = await host.LeaseAsync(4, default)) Assert.Equal(4, lease!.Version.Number);
        using (var again = await host.LeaseAsync(4, default)) Assert.NotNull(again);
        Assert.Equal(2, compiler.Loaded);
        Assert.Null(await host.LeaseAsync(2, default));
        Assert.Null(await host.LeaseAsync(7, default));
        for (var n = 0; n < 4; n++) await Publish(TestApp.Package(TestApp.Name));
        Assert.Equal(4, compiler.Loaded);
    }

    [Fact]
    public async Task A_second_publish_at_the_same_time_is_busy()
    {
        await Publish(TestApp.Package(TestApp.Name));
        using var compiling = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        compiler.Before = () =>
        {
            compiling.Set();
            goOn.Wait();
        };
        var first = Task.Run(() => host.PublishAsync(TestApp.Package(TestApp.Name, TestApp.Amount), null, null, null, default));
        compiling.Wait();
        Assert.IsType<PublishBusy>(await host.PublishAsync(TestApp.Package(TestApp.Name), null, null, null, default));
        Assert.IsType<PublishBusy>(await host.RollBackAsync(1, default));
        goOn.Set();
        Assert.IsType<Published>(await first);
    }

    [Fact]
    public async Task What_is_lost_needs_consent_by_target()
    {
        await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        var needs = Assert.IsType<PublishNeedsConsent>(await host.PublishAsync(TestApp.Package(TestApp.Name), null, null, [], default));
        Assert.Equal(["deal.amount"], needs.Changes.Select(c => c.Target));
        Assert.Equal(1, compiler.Loaded);
        Assert.IsType<Published>(await host.PublishAsync(TestApp.Package(TestApp.Name), null, null, ["deal.amount"], default));
    }

    [Fact]
    public async Task Rolling_back_keeps_the_data_of_both_versions()
    {
        await Publish(TestApp.Package(TestApp.Name));
        await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        await Insert("a", amount: 1_50);
        Assert.Equal(1, Assert.IsType<Published>(await host.RollBackAsync(1, default)).Version);
        using (var lease = host.Lease())
        {
            Assert.Equal(1, lease.Version.Number);
            Assert.Null(lease.App.Model.Entity("deal").Find("amount"));
        }
        await Insert("b");
        Assert.Equal([(2, false), (1, true)], (await host.VersionsAsync(default)).Select(v => (v.Number, v.IsLive)));
        Assert.IsType<Published>(await host.RollBackAsync(2, default));
        Assert.Equal([("a", 150L), ("b", -1L)], await Rows());
        await Publish(TestApp.Package(TestApp.Name));
        Assert.Equal(3, (await host.VersionsAsync(default))[0].Number);
        await AssertCatalogue();
        Assert.IsType<VersionNotFound>(await host.RollBackAsync(9, default));
    }

    [Fact]
    public async Task A_restart_serves_the_live_version_and_its_data()
    {
        await Publish(TestApp.Package(TestApp.Name));
        await Publish(TestApp.Package(TestApp.Name, TestApp.AmountAsText));
        await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        await Insert("a", column: "c_f_2", amount: 5);
        await host.RollBackAsync(2, default);
        await host.RollBackAsync(3, default);
        await host.DisposeAsync();
        Assert.Equal(0, compiler.Loaded);
        host = await Open();
        using var lease = host.Lease();
        Assert.Equal(3, lease.Version.Number);
        Assert.Equal("c_f_2", lease.App.Schema.Of(lease.App.Model.Entity("deal")).Of(lease.App.Model.Entity("deal").Field("amount")).Column.Name);
        await AssertCatalogue();
    }

    [Fact]
    public async Task Readers_and_writers_never_fail_while_versions_change()
    {
        await Publish(TestApp.Package(TestApp.Name));
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<Exception>();
        var written = 0;
        var clients = Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                try
                {
                    using var lease = host.Lease();
                    if (client % 2 == 0)
                    {
                        await Insert($"{client}");
                        Interlocked.Increment(ref written);
                    }
                    else
                    {
                        var entity = lease.App.Model.Entity("deal");
                        var columns = string.Join(", ", entity.Fields.Where(f => f.IsStored).SelectMany(f => lease.App.Schema.Of(entity).Of(f).Columns).Select(c => $"\"{c.Name}\""));
                        await using var connection = await lease.Database.OpenReadAsync(default);
                        using var statement = connection.Prepare($"SELECT {columns} FROM \"deal\" ORDER BY \"id\" DESC LIMIT 10");
                        using var reader = statement.ExecuteReader();
                        while (reader.Read()) reader.GetValue(0);
                    }
                }
                catch (Exception failure)
                {
                    failures.Enqueue(failure);
                }
        })).ToArray();
        for (var n = 0; n < 10; n++)
            await Publish(TestApp.Package([TestApp.Name, .. Enumerable.Range(0, n).Select(f => $$"""  "extra{{f}}": {"type": ["string", "null"], "x-crm": {"id": "x_{{f}}"} } """)]));
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Empty(failures);
        Assert.Equal(written, (await Rows()).Count);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_the_old_version_and_after_it_the_new()
    {
        await Publish(TestApp.Package(TestApp.Name));
        await Insert("a");
        var during = Directory.CreateDirectory(folder.File("during/apps/test")).FullName;
        // What kill -9 leaves is what the files hold at that moment.
        await ((SqliteAppDatabase)host.Database).WriteAloneAsync((session, token) =>
        {
            using var current = new TestCompiler().Compile(TestApp.With(""", "search": ["name"]""", TestApp.Name, TestApp.Amount), Current()).App!;
            using var lease = host.Lease();
            MigrationRunner.Apply(session.Connection, SchemaDiff.Between(Current(), lease.App.Model, current.Schema, current.Model), token);
            CopyDatabase(during);
            session.Reject();
            return ValueTask.FromResult(0);
        }, TimeSpan.FromMinutes(1), default);
        await Publish(TestApp.Package(TestApp.Name, TestApp.Amount));
        var after = Directory.CreateDirectory(folder.File("after/apps/test")).FullName;
        CopyDatabase(after);

        foreach (var (path, number) in new[] { ("during", 1), ("after", 2) })
        {
            await using var crashed = await AppHost.OpenAsync("test", new DataFolder(folder.File(path)), Options(), default);
            using var lease = crashed.Lease();
            Assert.Equal(number, lease.Version.Number);
            await AssertCatalogue(crashed);
        }
    }

    [Fact]
    public async Task Two_hundred_publishes_leave_no_version_behind()
    {
        for (var n = 0; n < 200; n++) await Publish(TestApp.Package(TestApp.Name));
        Assert.Equal(1 + Options().RetainedVersions, compiler.Loaded);
    }

    private AppHostOptions Options() => new() { Compile = compiler.Compile };

    private Task<AppHost> Open() => AppHost.OpenAsync("test", data, Options(), default);

    private async Task Publish(AppPackage package) => Assert.IsType<Published>(await host.PublishAsync(package, null, "hanako", null, default));

    private Task<int> Insert(string name, long? amount = null, string column = "amount") => host.Database.WriteAsync((session, _) =>
    {
        using var insert = session.Connection.Prepare(amount is null
            ? """INSERT INTO "deal" ("id", "version", "name") VALUES (@p0, 1, @p1)"""
            : $"""INSERT INTO "deal" ("id", "version", "name", "{column}") VALUES (@p0, 1, @p1, @p2)""");
        var id = SqliteCodec.Instance.ToGuid(Guid.CreateVersion7());
        return ValueTask.FromResult((amount is null ? insert.Bind([id, name]) : insert.Bind([id, name, amount])).Execute());
    }, default);

    private async Task<List<(string, long)>> Rows()
    {
        await using var connection = await host.Database.OpenReadAsync(default);
        using var lease = host.Lease();
        var hasAmount = lease.App.Model.Entity("deal").Find("amount") is not null;
        using var statement = connection.Prepare($"SELECT \"name\", {(hasAmount ? "coalesce(\"amount\", -1)" : "-1")} FROM \"deal\" ORDER BY 1");
        using var reader = statement.ExecuteReader();
        var rows = new List<(string, long)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetInt64(1)));
        return rows;
    }

    private DatabaseSchema? Current()
    {
        using var connection = host.Database.OpenReadAsync(default).AsTask().Result;
        return AppVersionStore.CurrentSchema(connection);
    }

    private void CopyDatabase(string target)
    {
        foreach (var file in Directory.GetFiles(data.AppFolder("test"), "app.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(Path.Combine(target, Path.GetFileName(file)));
            from.CopyTo(to);
        }
    }

    private Task AssertCatalogue() => AssertCatalogue(host);

    private static async Task AssertCatalogue(AppHost host)
    {
        await using var connection = await host.Database.OpenReadAsync(default);
        Assert.Empty(CatalogueCheck.Compare(AppVersionStore.CurrentSchema(connection)!, CatalogueReader.Read(connection)));
    }
}
