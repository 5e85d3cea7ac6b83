using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Sql.Postgres;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Tests.Rules.Emit;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>Whole apps: checked, compiled, put into SQL, and every rule of theirs run once, compiled and interpreted, on a record full of mischief.</summary>
internal static class PackageAttempts
{
    private const string Mischief = "zqx'\"; DROP TABLE deal; --*/ #line 1 {0} \\\" \u202E";
    private static readonly MemoryCompilationCache cache = new();

    public static string Run(AppPackage package)
    {
        var result = AppCompiler.Compile(package, new CompileOptions(cache));
        if (result.App is not { } app) return GeneratedText.Ids(result.Diagnostics);
        using (app)
        {
            foreach (var unit in AppEmitter.Units(app.Rules, app.Schema)) GeneratedText.CheckUnit(unit);
            foreach (var table in app.Schema.Tables) Assert.DoesNotContain(GeneratedText.Mark + "'", SqliteDialect.CreateTable(table), StringComparison.OrdinalIgnoreCase);
            foreach (var syntax in (SqlSyntax[])[SqliteSyntax.Instance, new PostgresSyntax("crm")]) Translate(app, syntax);
            JsonNode.Parse(app.ClientRules.ToJsonString(), documentOptions: new JsonDocumentOptions { MaxDepth = 10_000 });
            var compiled = Outcome(app, entity => app.ModuleOf(entity).Program, app.Jobs);
            var interpreted = Outcome(app, entity => Interpreter.ProgramFor(app.Rules, entity), Interpreter.JobsFor(app.Rules));
            return compiled == interpreted ? compiled : $"compiled: {compiled}; interpreted: {interpreted}";
        }
    }

    private static void Translate(CompiledApp app, SqlSyntax syntax)
    {
        var conditions = app.Rules.ByEntity.SelectMany(entity => entity.Validations.Select(rule => (rule.This, rule.Require))
                .Concat(entity.Computed.Select(rule => (rule.This, rule.Value))).Concat(entity.Warnings.Select(rule => (rule.This, rule.When))))
            .Concat(app.Rules.Policies.Where(policy => policy.Where is not null).Select(policy => (policy.This, policy.Where!)))
            .Concat(app.Rules.Segments.Where(segment => segment.Members.Where is not null).Select(segment => (segment.Members.Item, segment.Members.Where!)));
        foreach (var (record, expression) in conditions)
        {
            var context = new SqlContext(app.Model, app.Schema, new PlainCodec(), app.Rules) { Syntax = syntax };
            var translator = new SqlTranslator(context);
            var scope = translator.Enter(new SqlScope(context, app.Model.Entity(record.Entity)), record);
            try { GeneratedText.CheckSql($"SELECT {translator.Selected(expression).Text} FROM {scope.From}"); }
            catch (SqlLimitation) { }
        }
    }

    /// <summary>"compiles", and in what the first rule that does not end well ends.</summary>
    private static string Outcome(CompiledApp app, Func<Entity, EntityProgram> programOf, IReadOnlyList<RuleCommands> jobs)
    {
        var ends = new List<string>();
        var context = new SafetyContext(app.Model, app.Rules.Selections.Select(selection => selection.Source), New);
        foreach (var entity in app.Model.Entities.Where(entity => !entity.IsSystem))
        {
            var program = programOf(entity);
            foreach (var rule in program.Defaults.Concat(program.Computed).Concat(program.Rollups)) Try(() => rule(New(entity), null, context));
            foreach (var rule in program.Validations.Concat(program.Warnings).Concat(program.FieldStates).Concat(program.Processes.SelectMany(process => process.Transitions).SelectMany(transition => transition.Guards)))
                Try(() => rule(New(entity), null, context));
            foreach (var rule in program.BeforeSave.Concat(program.AfterSave).Concat(program.Processes.SelectMany(process => process.Transitions).Select(transition => transition.Do)))
                Try(() => rule(New(entity), null, context, []));
        }
        foreach (var (job, bound) in jobs.Zip(app.Rules.Jobs)) Try(() => job(bound.Of is { } entity ? New(entity) : null!, null, context, []));
        return string.Join(", ", ends.Distinct().Prepend("compiles"));

        void Try(Action run)
        {
            context.Fuel = 1_000_000;
            try { run(); }
            catch (RuleBudgetException budget) { ends.Add($"budget {budget.Budget}"); }
            catch (RuleEvaluationException failure) { ends.Add($"error {failure.Id}"); }
        }

        EntityRecord New(Entity entity)
        {
            var record = app.ModuleOf(entity).NewRecord();
            record.Id = Guid.CreateVersion7();
            foreach (var field in entity.Fields)
                if (field.Origin == FieldOrigin.Entered && field.Name != "id" && Value(field) is { } value) record.SetValue(field.Index, value);
            return record;
        }
    }

    private static object? Value(Field field) => field.Type switch
    {
        FieldType.Text or FieldType.LongText => Mischief,
        FieldType.Integer => 3L,
        FieldType.Money or FieldType.Decimal => 3m,
        FieldType.Boolean => true,
        FieldType.Date => new DateOnly(2026, 4, 1),
        FieldType.Choice => field.Options[0].Value,
        FieldType.Lookup => Guid.CreateVersion7(),
        FieldType.Tags => new TextSet([Mischief]),
        _ => null,
    };
}
