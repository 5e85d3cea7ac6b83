using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Sql.Postgres;
using LowCodeCrm.Engine.Rules.Sql.SqlServer;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Tests.Rules.Emit;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>Expressions outside any app: through parser, binder, compiler, interpreter, and both databases' SQL as text.</summary>
internal static class ExpressionAttempts
{
    private static readonly SqlSyntax[] databases = [SqliteSyntax.Instance, new PostgresSyntax("crm"), new SqlServerSyntax("crm")];

    /// <summary>How each ends. All that bind are compiled together, as a run of <c>crm eval</c> does.</summary>
    public static string[] Run(IReadOnlyList<SafetyAttempt> attempts)
    {
        var bound = attempts.Select(Bind).ToArray();
        var sound = bound.Where(one => one.Expression is not null).Select(one => one.Expression!).ToArray();
        using var compiled = new CompiledBackEnd();
        if (sound.Length > 0) compiled.Prepare([.. sound.Select(expression => new EvalRequest(expression, [], EmptyVariables))]);
        return [.. bound.Select(one => one.Expression is null ? one.Mistakes : Outcome(one.Expression, compiled))];
    }

    private static readonly Dictionary<VariableSymbol, object?> EmptyVariables = [];

    private static (BoundExpression? Expression, string Mistakes) Bind(SafetyAttempt attempt)
    {
        var (source, diagnostics) = (new SourceText("expr", attempt.Text), new DiagnosticBag());
        var bound = ExpressionBinder.Bind(RulesParser.ParseExpression(source, diagnostics), source, BindingScope.Of([]), null, diagnostics);
        return diagnostics.HasErrors ? (null, GeneratedText.Ids(diagnostics)) : (bound, "");
    }

    private static string Outcome(BoundExpression expression, CompiledBackEnd compiled)
    {
        GeneratedText.CheckSource(CompiledEval.Source([new EvalItem(expression, [])]));
        foreach (var database in databases)
        {
            var statement = new SqlContext(BindingScope.NoModel, new DatabaseSchema([], System.Collections.Frozen.FrozenDictionary<string, EntityMapping>.Empty), new PlainCodec()) { Syntax = database };
            try { GeneratedText.CheckSql(new SqlTranslator(statement).Selected(expression).Text); }
            catch (SqlLimitation) { }
        }
        var (first, second) = (Evaluated(() => new InterpretedBackEnd().Evaluate(expression, EmptyVariables, Context())), Evaluated(() => compiled.Evaluate(expression, EmptyVariables, Context())));
        return first == second ? first : $"interpreted {first}, compiled {second}";
    }

    private static EvalContext Context() => new() { Now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), TimeZone = "Asia/Tokyo", UserTimeZone = "Asia/Tokyo", Locale = "en", Calendar = "jp" };

    private static string Evaluated(Func<object?> evaluate)
    {
        try { return $"value {EvalValues.Write(evaluate())?.ToJsonString(GeneratedText.Json) ?? "empty"}"; }
        catch (RuleBudgetException budget) { return $"budget {budget.Budget}"; }
        catch (RuleEvaluationException failure) { return $"error {failure.Id}"; }
        catch (Exception failure) { return $"breaks: {failure.GetType().Name}"; }
    }
}
