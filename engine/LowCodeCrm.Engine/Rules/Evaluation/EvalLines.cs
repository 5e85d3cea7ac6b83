using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>The core of <c>crm eval</c>: one JSON object a line in, one a line out, in order. A line that fails never stops the rest.</summary>
public static class EvalLines
{
    private static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="lines">As rules-language.md, "Tooling", has them.</param>
    /// <param name="backEnd">Evaluates.</param>
    /// <param name="context">Clock, zone, calendar, locale; its fuel is refilled for every line.</param>
    public static IEnumerable<string> Run(IReadOnlyList<string> lines, IEvalBackEnd backEnd, RuleContext context)
    {
        var read = lines.Select(line => Read(line, context.Locale)).ToArray();
        backEnd.Prepare([.. read.Select(r => r.Request).OfType<EvalRequest>()]);
        var fuel = context.Fuel;
        foreach (var (request, failure) in read)
        {
            context.Fuel = fuel;
            yield return (failure ?? Evaluate(request!, backEnd, context)).ToJsonString(json);
        }
    }

    /// <summary>Reads, parses and binds one line; exactly one of the two results is set.</summary>
    public static (EvalRequest? Request, JsonObject? Failure) Read(string line, string locale)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject input || input["expr"] is not JsonValue expression || expression.GetValueKind() != JsonValueKind.String)
                return (null, Error("LCR6010", "A line must be an object with \"expr\", a text.", "各行は文字列 \"expr\" を持つオブジェクトでなければなりません。", locale));
            var symbols = ImmutableArray.CreateBuilder<VariableSymbol>();
            var values = new Dictionary<VariableSymbol, object?>();
            foreach (var (name, declaration) in input["vars"] as JsonObject ?? [])
            {
                if (declaration is not JsonObject variable || variable["type"] is not JsonValue written || written.GetValueKind() != JsonValueKind.String || TypeParser.Parse(written.GetValue<string>(), null) is not { } type)
                    return (null, Error("LCR6011", $"The variable {name} has no type that the language knows.", $"変数 {name} の型がありません。", locale));
                var value = EvalValues.Read(variable["value"], type.NotOptional);
                var symbol = new VariableSymbol(name, value is null ? type.Optional : type);
                symbols.Add(symbol);
                values[symbol] = value;
            }
            return Bind(expression.GetValue<string>(), symbols.ToImmutable(), values, locale);
        }
        catch (JsonException e)
        {
            return (null, Error("LCR6010", $"The line is not JSON: {e.Message}", $"JSON として読めません：{e.Message}", locale));
        }
        catch (FormatException e)
        {
            return (null, Error("LCR6012", e.Message, $"値が型に合いません：{e.Message}", locale));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return (null, Error("LCR6010", $"The line cannot be read: {e.Message}", $"行を読み取れません：{e.Message}", locale));
        }
    }

    private static (EvalRequest?, JsonObject?) Bind(string text, ImmutableArray<VariableSymbol> symbols, Dictionary<VariableSymbol, object?> values, string locale)
    {
        var source = new SourceText("expr", text);
        var diagnostics = new DiagnosticBag();
        var syntax = RulesParser.ParseExpression(source, diagnostics);
        // Types of what could not be parsed would only repeat the mistake.
        var bound = diagnostics.HasErrors ? null : ExpressionBinder.Bind(syntax, source, BindingScope.Of(symbols), null, diagnostics);
        if (bound is null || diagnostics.HasErrors)
            return (null, new JsonObject { ["diagnostics"] = new JsonArray([.. diagnostics.ToSorted().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Describe(d, locale))]) });
        return (new EvalRequest(bound, symbols, values), null);
    }

    private static JsonObject Describe(Diagnostic diagnostic, string locale) => new()
    {
        ["id"] = diagnostic.Id,
        ["severity"] = diagnostic.Severity.ToString().ToLowerInvariant(),
        ["span"] = new JsonArray(diagnostic.Location.Span.Start, diagnostic.Location.Span.End),
        ["message"] = diagnostic.Message.For(locale),
    };

    private static JsonObject Evaluate(EvalRequest request, IEvalBackEnd backEnd, RuleContext context)
    {
        try
        {
            var value = backEnd.Evaluate(request.Expression, request.Values, context);
            var result = new JsonObject { ["type"] = request.Expression.Type.NotOptional.ToString(), ["value"] = EvalValues.Write(value) };
            if (value is null) result["cause"] = Cause(request, context);
            return result;
        }
        catch (RuleEvaluationException e)
        {
            return Failure("error", e.Id, e.Text, context.Locale);
        }
        catch (RuleBudgetException e)
        {
            return Error("LCR6020", $"The budget \"{e.Budget}\" is used up.", $"上限「{e.Budget}」を超えました。", context.Locale);
        }
        catch (EvalUnsupportedException e)
        {
            return Failure("unsupported", e.Id, e.Text, context.Locale);
        }
        // A defect of a back end must not cost the other lines their answers.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Error("LCR6099", $"The back end {backEnd.Name} failed: {e.Message}", $"{backEnd.Name} で評価に失敗しました：{e.Message}", context.Locale);
        }
    }

    /// <summary>The interpreter knows why, whatever back end found the value empty.</summary>
    private static string? Cause(EvalRequest request, RuleContext context)
    {
        try { return Interpreter.CauseOfEmpty(request.Expression, new EvaluationFrame(context, Variables: request.Values))?.For(context.Locale); }
        catch (RuleEvaluationException) { return null; }
    }

    private static JsonObject Error(string id, string en, string ja, string locale) => Failure("error", id, LocalizedText.Of(en, ja), locale);

    private static JsonObject Failure(string kind, string id, LocalizedText text, string locale) =>
        new() { [kind] = new JsonObject { ["id"] = id, ["message"] = text.For(locale) } };
}
