using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;
using LowCodeCrm.Runtime.Tests.Data;

namespace LowCodeCrm.Runtime.Tests.Saving;

/// <summary>Accounts, deals with a process and lines, and the rules that a test adds; on a real database.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public static readonly Caller Hanako = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), "hanako", [Caller.AdministratorRole], "en", null);
    private static readonly SourceText Source = new("rules/test.rules", "\n\nrule");
    private static readonly SourceLocation Place = new(Source, new TextSpan(2, 4));
    private readonly TemporaryFolder folder = new();
    private SqliteAppDatabase database = null!;

    public ChangeFeed Feed { get; } = new();
    public SavePipeline Pipeline { get; private set; } = null!;
    public AppLease Lease { get; private set; } = null!;
    public CrmModel Model { get; private set; } = null!;
    public Entity Account => Model.Entity("account");
    public Entity Deal => Model.Entity("deal");
    public Entity Line => Model.Entity("line");

    public static async Task<TestApp> StartAsync(SaveLimits? limits = null, Action<TestApp, RuleBuilder>? rules = null)
    {
        var app = new TestApp { Pipeline = null! };
        app.Pipeline = new SavePipeline(TimeProvider.System, app.Feed, limits ?? SaveLimits.Default);
        app.Model = new CrmModel("a_1", "test", LocalizedText.Plain("Test"), [.. SystemModel.Entities, .. Entities()]) { TimeZone = "Asia/Tokyo", Locales = ["en", "ja"] };
        var builder = new RuleBuilder(app.Model);
        rules?.Invoke(app, builder);
        var schema = SchemaBuilder.Build(app.Model, null);
        var (ruleSet, programs) = builder.Build();
        var compiled = new CompiledApp(new AppPackage([]), app.Model, ruleSet, schema, [],
            [.. app.Model.Entities.Select(e => (EntityModule)new DynamicModule(e, schema.Of(e), programs[e.Index]))], new MemoryStream());
        app.database = await SqliteAppDatabase.OpenAsync(app.folder.File("app.db"));
        await app.database.WriteAsync((session, _) =>
        {
            SqliteSchemaWriter.CreateAll(session.Connection, schema);
            return ValueTask.FromResult(true);
        }, CancellationToken.None);
        app.Lease = new AppLease(new AppVersion("test", 1, compiled, app.database), () => { });
        return app;
    }

    public Task<SaveResult> CreateAsync(Entity entity, string json) => Save(SaveRequest.Create(entity, Read(entity, json)));
    public Task<SaveResult> UpdateAsync(Entity entity, Guid id, string json, long? ifMatch = null) => Save(SaveRequest.Update(entity, id, Read(entity, json), ifMatch));
    public Task<SaveResult> DeleteAsync(Entity entity, Guid id) => Save(SaveRequest.Delete(entity, id));
    public Task<SaveResult> Save(SaveRequest request) => Pipeline.SaveAsync(Lease, Hanako, request, CancellationToken.None);

    public async Task<Guid> IdOf(Task<SaveResult> save) => Assert.IsType<Saved>(await save).Record.Id;

    public RecordInput Read(Entity entity, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new JsonInputReader(InputContext.For(Model, SaveLimits.Default)).Read(entity, document.RootElement);
    }

    public Task<EntityRecord?> LoadAsync(Entity entity, Guid id) =>
        Pipeline.InTransactionAsync(Lease, Hanako, Pipeline.Limits, transaction => transaction.Load(entity, id), CancellationToken.None);

    /// <summary>The rows whose lookup names a record.</summary>
    public Task<IReadOnlyList<EntityRecord>> RowsAsync(Entity entity, string via, Guid parent) =>
        Pipeline.InTransactionAsync(Lease, Hanako, Pipeline.Limits, transaction => transaction.Unit.Records.Related(entity.Index, entity.Field(via).Index, parent), CancellationToken.None);

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    private static IEnumerable<Entity> Entities()
    {
        yield return new Entity("e_a", "account", LocalizedText.Of("Account", "取引先"),
        [
            .. SystemModel.FieldsOf("e_a"),
            Field("a_code", "code", FieldType.Text), Field("a_name", "name", FieldType.Text) with { Required = true, MaxLength = 10, Label = LocalizedText.Of("Name", "名称") },
            Field("a_total", "total", FieldType.Money) with { Scale = 2, Origin = FieldOrigin.Rollup },
        ]) { Display = "name", Keys = [["code"]] };
        yield return new Entity("e_d", "deal", LocalizedText.Of("Deal", "商談"),
        [
            .. SystemModel.FieldsOf("e_d"),
            Field("d_no", "number", FieldType.AutoNumber) with { Pattern = "D-{000}" }, Field("d_title", "title", FieldType.Text) with { Required = true },
            Field("d_amount", "amount", FieldType.Money) with { Scale = 2, Minimum = 0 }, Field("d_acc", "account", FieldType.Lookup) with { Target = "account", OnDelete = OnDelete.Restrict },
            Field("d_stage", "stage", FieldType.Choice) with { Options = [Option("open"), Option("won"), Option("lost")] },
            Field("d_lines", "lines", FieldType.ChildList) with { Target = "line", Via = "deal" },
        ]) { Display = "title", Keys = [["number"]] };
        yield return new Entity("e_l", "line", LocalizedText.Of("Line", "明細"),
        [
            .. SystemModel.FieldsOf("e_l"),
            Field("l_deal", "deal", FieldType.Lookup) with { Target = "deal", Required = true }, Field("l_item", "item", FieldType.Text) with { Required = true }, Field("l_n", "quantity", FieldType.Integer),
        ]) { Display = "item" };
    }

    private static Field Field(string id, string name, FieldType type) => new() { Id = id, Name = name, Label = LocalizedText.Plain(name), Type = type };
    private static Option Option(string value) => new("o_" + value, value, LocalizedText.Plain(value), null, 0);

    /// <summary>Rules as delegates, each with the declaration that the pipeline reads beside it.</summary>
    internal sealed class RuleBuilder(CrmModel model)
    {
        private readonly List<(BoundRule Rule, Delegate Code)> rules = [];
        private readonly List<(ProcessDefinition Process, ProcessProgram Program)> processes = [];
        private static readonly BoundExpression True = new BoundLiteral(true, RuleType.Bool, default);

        private static RecordSymbol This(Entity entity) => new("this", entity.Name);

        public void Validate(Entity entity, string name, string at, RuleTest violated) => rules.Add((new ValidateRule(name, entity, This(entity), null, True,
            new BoundMessage(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create<string, BoundExpression>("en", new BoundLiteral($"broken: {name}", RuleType.Text, default))])), [entity.Field(at)], Place), violated));

        public void BeforeSave(Entity entity, string name, string field, Action<EntityRecord> set) => rules.Add((new BeforeSaveRule(name, entity, This(entity), null, [new SetCommand(entity.Field(field), True, default)], Place),
            (RuleCommands)((record, _, _, _) => set(record))));

        public void AfterSave(Entity entity, string name, RuleCommands run) => rules.Add((new AfterSaveRule(name, entity, This(entity), null, [], Place), run));

        public void ReadOnly(Entity entity, string field, RuleTest when) => rules.Add((new FieldStateRule($"readonly {field}", entity, This(entity), FieldStateKind.ReadOnly, [entity.Field(field)], True, Place), when));

        public void Sum(Entity parent, string field, Entity child, string via, string value)
        {
            var (inner, lookup, summed, target) = (new RecordSymbol("inner", child.Name), child.Field(via), child.Field(value), parent.Field(field));
            var record = new BoundRecord(inner, RuleType.Record(child.Name), default);
            var me = This(parent);
            var aggregate = new BoundAggregate(AggregateKind.Sum, child, lookup, new BoundRecord(me, RuleType.Record(parent.Name), default), inner, null, new BoundField(record, child, summed, RuleType.Money, default), RuleType.Money, default);
            rules.Add((new RollupRule($"rollup {field}", parent, me, target, aggregate, Place), (RuleAssign)((row, _, context) =>
            {
                var sum = context.LoadRelated(child.Index, lookup.Index, row.Id).Sum(r => (decimal?)r.GetValue(summed.Index) ?? 0);
                if (Equals(row.GetValue(target.Index), sum)) return false;
                row.SetValue(target.Index, sum);
                return true;
            })));
        }

        public void Process(Entity entity, string field, params (string Name, string From, string To, RuleTest? Guard)[] transitions)
        {
            var choice = entity.Field(field);
            Option Find(string value) => choice.Options.First(o => o.Value == value);
            processes.Add((new ProcessDefinition("stages", entity, choice, This(entity), [.. choice.Options.Select((o, i) => new ProcessState(o, i == 0, false))],
                [.. transitions.Select(t => new ProcessTransition(t.Name, [Find(t.From)], Find(t.To), t.Guard is null ? [] : [new ProcessGuard($"{t.Name} guard", True, null, [choice])], null, [], [], Place))], Place),
                new ProcessProgram([.. transitions.Select(t => new TransitionProgram(t.Guard is null ? [] : [t.Guard], null, (_, _, _, _) => { }))])));
        }

        public (BoundRuleSet, EntityProgram[]) Build()
        {
            ImmutableArray<T> Of<T>(Entity e) where T : BoundRule => [.. rules.Where(r => r.Rule is T && r.Rule.Entity.Index == e.Index).Select(r => (T)r.Rule)];
            ImmutableArray<D> Code<T, D>(Entity e) where T : BoundRule where D : Delegate => [.. rules.Where(r => r.Rule is T && r.Rule.Entity.Index == e.Index).Select(r => (D)r.Code)];
            var set = new BoundRuleSet(model, [.. model.Entities.Select(e => new EntityRules(e, [], Of<BeforeSaveRule>(e), [], Of<ValidateRule>(e), [], Of<FieldStateRule>(e), Of<RollupRule>(e), Of<AfterSaveRule>(e),
                [.. processes.Where(p => p.Process.Entity.Index == e.Index).Select(p => p.Process)]))], []);
            return (set, [.. model.Entities.Select(e => new EntityProgram([], Code<BeforeSaveRule, RuleCommands>(e), [], Code<ValidateRule, RuleTest>(e), [], Code<FieldStateRule, RuleTest>(e),
                Code<RollupRule, RuleAssign>(e), Code<AfterSaveRule, RuleCommands>(e), [.. processes.Where(p => p.Process.Entity.Index == e.Index).Select(p => p.Program)]))]);
        }
    }
}
