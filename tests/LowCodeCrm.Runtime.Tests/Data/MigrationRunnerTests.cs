using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Tests.Apps;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Data;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SqliteAppDatabase database = null!;
    private DatabaseSchema? schema;
    private CrmModel? model;

    public async ValueTask InitializeAsync() => database = await SqliteAppDatabase.OpenAsync(folder.File("app.db"));

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_catalogue_is_what_the_schema_says_after_every_step()
    {
        await Migrate(TestApp.Package(TestApp.Name));
        await AssertCatalogue();
        await Migrate(TestApp.With(""", "search": ["name"], "keys": [["name"]]""", TestApp.Name, TestApp.Amount));
        await AssertCatalogue();
        await Migrate(TestApp.Package(TestApp.Name, TestApp.AmountAsText, TestApp.Person));
        await AssertCatalogue();
    }

    [Fact]
    public async Task The_check_tells_what_differs()
    {
        await Migrate(TestApp.Package(TestApp.Name));
        await Execute("ALTER TABLE \"deal\" DROP COLUMN \"name\"");
        await Execute("CREATE TABLE stranger (id INTEGER)");
        Assert.Equal(["deal.name", "stranger"], (await Differences()).Select(d => d.Target));
    }

    [Fact]
    public async Task Numbers_become_texts_and_get_their_sort_keys()
    {
        await Migrate(TestApp.Package(TestApp.Name, TestApp.Amount));
        await Insert("a", ("amount", 12_50L));
        await Insert("b", ("amount", DBNull.Value));
        await Migrate(TestApp.Package(TestApp.Name, TestApp.AmountAsText));
        Assert.Equal(["a|12.5|12.5", "b||"], await Rows("SELECT \"name\" || '|' || coalesce(\"c_f_2\", '') || '|' || coalesce(\"amount__sort\", '') FROM \"deal\" ORDER BY 1"));
    }

    [Fact]
    public async Task Records_that_are_there_become_searchable()
    {
        await Migrate(TestApp.Package(TestApp.Name));
        foreach (var n in Enumerable.Range(0, 2_500)) await Insert($"青山商事{n}");
        await Migrate(TestApp.With(""", "search": ["name"]""", TestApp.Name));
        var mapping = schema!.Of(model!.Entity("deal"));
        Assert.Equal(["青山商事2499"], await Rows($"""SELECT "name" FROM "deal" WHERE "$row" IN (SELECT rowid FROM "{mapping.Search!.Name}" WHERE "{mapping.Search.Name}" MATCH '"商事" AND "2499"')"""));
    }

    [Fact]
    public async Task A_saved_record_is_found_under_its_new_text_only()
    {
        await Migrate(TestApp.With(""", "search": ["name"]""", TestApp.Name));
        var mapping = schema!.Of(model!.Entity("deal"));
        var id = await Insert("old");
        foreach (var text in new[] { "old", "new" })
            await database.WriteAsync((session, _) =>
            {
                using var write = session.Connection.Prepare(SqliteDialect.WriteSearch(mapping));
                return ValueTask.FromResult(write.Bind([id, text]).Execute());
            }, CancellationToken.None);
        Assert.Empty(await Rows($"""SELECT '' FROM "{mapping.Search!.Name}" WHERE "{mapping.Search.Name}" MATCH 'old'"""));
        Assert.Single(await Rows($"""SELECT '' FROM "{mapping.Search.Name}" WHERE "{mapping.Search.Name}" MATCH 'new'"""));
    }

    [Fact]
    public async Task A_rejected_save_leaves_nothing_to_be_found()
    {
        await Migrate(TestApp.With(""", "search": ["name"]""", TestApp.Name));
        var mapping = schema!.Of(model!.Entity("deal"));
        var id = await Insert("a");
        await database.WriteAsync((session, _) =>
        {
            using var write = session.Connection.Prepare(SqliteDialect.WriteSearch(mapping));
            session.Reject();
            return ValueTask.FromResult(write.Bind([id, "gone"]).Execute());
        }, CancellationToken.None);
        Assert.Empty(await Rows($"""SELECT '' FROM "{mapping.Search!.Name}" WHERE "{mapping.Search.Name}" MATCH 'gone'"""));
    }

    [Fact]
    public async Task A_key_that_records_break_is_refused_and_changes_nothing()
    {
        await Migrate(TestApp.Package(TestApp.Name));
        await Insert("same");
        await Insert("same");
        var before = schema;
        var refused = await Assert.ThrowsAsync<MigrationRefusedException>(() => Migrate(TestApp.With(""", "search": ["name"], "keys": [["name"]]""", TestApp.Name, TestApp.Amount)));
        Assert.Contains("name", refused.Text.For("ja"), StringComparison.Ordinal);
        schema = before;
        await AssertCatalogue();
    }

    [Fact]
    public async Task A_key_leaves_out_the_recycle_bin_and_empty_parts()
    {
        await Migrate(TestApp.With(""", "keys": [["name"]]""", TestApp.Name));
        await Insert("a", ("deleted_at", 1L));
        await Insert("a");
        await Insert(null);
        await Insert(null);
        await Assert.ThrowsAsync<SqliteException>(() => Insert("a"));
    }

    private async Task Migrate(AppPackage package)
    {
        var bag = new DiagnosticBag();
        var next = ModelBinder.Bind(PackageReader.Read(package, bag), bag);
        Assert.False(bag.HasErrors, string.Join('\n', bag));
        var nextSchema = SchemaBuilder.Build(next, schema);
        var changes = SchemaDiff.Between(schema, model, nextSchema, next);
        await database.WriteAloneAsync((session, token) =>
        {
            MigrationRunner.Apply(session.Connection, changes, token);
            return ValueTask.FromResult(0);
        }, TimeSpan.FromMinutes(1), CancellationToken.None);
        (schema, model) = (nextSchema, next);
    }

    private Task<byte[]> Insert(string? name, params (string Column, object Value)[] values) => database.WriteAsync((session, _) =>
    {
        var id = (byte[])SqliteCodec.Instance.ToGuid(Guid.CreateVersion7());
        using var insert = session.Connection.Prepare(
            $"""INSERT INTO "deal" ("id", "version", "name"{string.Concat(values.Select(v => $", \"{v.Column}\""))}) VALUES (@p0, 1, @p1{string.Concat(values.Select((_, n) => $", @p{n + 2}"))})""");
        insert.Bind([id, name, .. values.Select(v => v.Value)]).Execute();
        return ValueTask.FromResult(id);
    }, CancellationToken.None);

    private Task<int> Execute(string sql) => database.WriteAsync((session, _) =>
    {
        using var statement = session.Connection.Prepare(sql);
        return ValueTask.FromResult(statement.Execute());
    }, CancellationToken.None);

    private async Task<List<string>> Rows(string sql)
    {
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        using var statement = connection.Prepare(sql);
        using var reader = statement.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    private async Task AssertCatalogue() => Assert.Empty(await Differences());

    private async Task<IEnumerable<CatalogueDifference>> Differences()
    {
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        return CatalogueCheck.Compare(schema!, CatalogueReader.Read(connection));
    }
}
