using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Search;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Security;
using LowCodeCrm.Runtime.Tests.Data;

namespace LowCodeCrm.Runtime.Tests.Queries;

/// <summary>A small app with records in a real SQLite file.</summary>
public sealed class QueryFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SqliteAppDatabase database = null!;

    public const string BaseUrl = "http://crm.test/api/test";
    public CrmModel Model { get; } = new("a_1", "test", LocalizedText.Plain("Test"),
    [
        .. SystemModel.Entities,
        Entity("account", ["name"],
            Field("name", FieldType.Text), Field("rank", FieldType.Choice) with { Options = [Option("a"), Option("b"), Option("c")] }, Field("tags", FieldType.Tags),
            Field("opportunities", FieldType.ChildList) with { Target = "opportunity", Via = "account" }),
        Entity("opportunity", [],
            Field("name", FieldType.Text), Field("account", FieldType.Lookup) with { Target = "account" }, Field("amount", FieldType.Money) with { Scale = 2 },
            Field("wide", FieldType.Decimal) with { Precision = 28, Scale = 6 }, Field("close_on", FieldType.Date), Field("select", FieldType.Integer), Field("won", FieldType.Boolean)),
    ]);

    public AppVersion Version { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await SqliteAppDatabase.OpenAsync(folder.File("app.db"));
        var schema = SchemaBuilder.Build(Model, null);
        var rules = new BoundRuleSet(Model, [.. Model.Entities.Select(e => new EntityRules(e, [], [], [], [], [], [], [], [], []))], []);
        var code = AppEmitter.Emit(rules, schema);
        var app = new CompiledApp(new AppPackage([]), Model, rules, schema, [], code.Modules, code);
        Version = new AppVersion("test", 1, app, database);
        await database.WriteAsync((session, _) =>
        {
            SqliteSchemaWriter.CreateAll(session.Connection, schema);
            return ValueTask.FromResult(0);
        }, CancellationToken.None);
        for (var i = 0; i < 9; i++)
            await Insert("account", Id(1, i), ("name", i == 0 ? null : $"{"青山田中山"[i % 5]}商事{i}"), ("rank", i % 4 == 3 ? null : "o_" + "abc"[i % 4]), ("tags", i % 2 == 0 ? "[\"vip\",\"old\"]" : null));
        for (var i = 0; i < 40; i++)
            await Insert("opportunity", Id(2, i), ("name", $"OP-{i:000}"), ("account", i % 10 == 9 ? null : Id(1, i % 9)), ("amount", i % 7 == 6 ? null : (long)i * 10050),
                ("wide", OrderedDecimal.Encode(i * 1_000_000_000_000.000001m)), ("close_on", (long)new DateOnly(2026, 1, 1).AddDays(i % 12).DayNumber), ("select", (long)(i % 3)), ("won", (long)(i % 2)));
    }

    public async Task<JsonObject> List(string entity, string query = "", int? pageSize = null)
    {
        var output = new ArrayBufferWriter<byte>();
        await Runner().ListAsync(Model.Entity(entity), query, pageSize, BaseUrl, output, CancellationToken.None);
        return System.Text.Json.Nodes.JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    public QueryRunner Runner() => new(Version, Caller.System, new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc));

    public async Task<string[]> Names(string entity, string query) => [.. (await List(entity, query))["value"]!.AsArray().Select(row => (string?)row!["name"] ?? "-")];

    public static Guid Id(int entity, int n) => new($"0190000{entity}-0000-7000-8000-{n:000000000000}");

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    private Task<int> Insert(string entity, Guid id, params (string Field, object? Value)[] values) => database.WriteAsync((session, _) =>
    {
        var mapping = Version.App.Schema.Of(Model.Entity(entity));
        var columns = new List<string> { "id", "version", "app_version" };
        var stored = new List<object?> { id.ToByteArray(bigEndian: true), 1L, 1L };
        foreach (var (field, value) in values)
        {
            var at = mapping.Of(Model.Entity(entity).Field(field));
            columns.Add(at.Column.Name);
            stored.Add(value is Guid g ? g.ToByteArray(bigEndian: true) : value ?? DBNull.Value);
            if (at.Sort is null) continue;
            columns.Add(at.Sort.Name);
            stored.Add((object?)RuleText.Fold(value as string) ?? DBNull.Value);
        }
        using (var insert = session.Connection.Prepare($"INSERT INTO \"{mapping.Table.Name}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})"))
            insert.Bind([.. stored]).Execute();
        if (mapping.Search is not null)
        {
            using var search = session.Connection.Prepare(SqliteDialect.WriteSearch(mapping));
            search.Bind([id.ToByteArray(bigEndian: true), SearchTokenizer.Index(values.Where(v => v.Field == "name").Select(v => v.Value as string))]).Execute();
        }
        return ValueTask.FromResult(0);
    }, CancellationToken.None);

    private static Entity Entity(string name, string[] search, params Field[] fields) =>
        new("e_" + name, name, LocalizedText.Plain(name), [.. SystemModel.FieldsOf("e_" + name), .. fields.Select(f => f with { Id = $"e_{name}.{f.Name}" })]) { Display = "name", Search = [.. search], Keys = [["name"]] };

    private static Field Field(string name, FieldType type) => new() { Id = name, Name = name, Label = LocalizedText.Plain(name), Type = type };

    private static Option Option(string value) => new("o_" + value, value, LocalizedText.Plain(value), null, "cab".IndexOf(value, StringComparison.Ordinal));
}
