using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Runtime.Api;

/// <summary>
/// What an editor of conditions asks: <c>{"text"}</c> → <c>{"conditions", "diagnostics"}</c>, conditions being null where the text is wrong or not of
/// their shape; <c>{"conditions"}</c> → <c>{"text", "diagnostics"}</c>.
/// </summary>
public static class ConditionAnswer
{
    /// <param name="rules">Of the app or draft.</param>
    /// <param name="schema">To tell what the database cannot compute; null where the draft has errors.</param>
    /// <param name="entity">Whose records the condition is about.</param>
    /// <param name="body">The request's.</param>
    /// <param name="locale">Of the messages.</param>
    /// <param name="limits">Those of <c>filter=</c>.</param>
    /// <exception cref="ApiProblem">400: the body has neither text nor conditions.</exception>
    public static JsonObject Of(BoundRuleSet rules, DatabaseSchema? schema, Entity entity, JsonElement body, string locale, QueryLimits limits)
    {
        var diagnostics = new DiagnosticBag();
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
        {
            var source = Source(text.GetString()!, limits);
            var read = ConditionReader.Read(source, rules, entity, diagnostics);
            if (!diagnostics.HasErrors && schema is not null) CheckExact(rules, schema, entity, source, diagnostics);
            return Answer("conditions", read is null || diagnostics.HasErrors ? null : ConditionJson.Write(read), diagnostics, locale);
        }
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("conditions", out var conditions))
        {
            var written = ConditionJson.Read(conditions, diagnostics) is { } group ? ConditionWriter.Write(group, rules, entity, diagnostics) : null;
            if (written is not null && schema is not null) CheckExact(rules, schema, entity, Source(written, limits), diagnostics);
            return Answer("text", diagnostics.HasErrors ? null : written, diagnostics, locale);
        }
        throw ApiProblem.Malformed("Send {\"text\": \"…\"} or {\"conditions\": {\"match\": \"all\", \"conditions\": […]}}.", "{\"text\": \"…\"} か {\"conditions\": {\"match\": \"all\", \"conditions\": […]}} を送信してください。");
    }

    private static SourceText Source(string text, QueryLimits limits) => text.Length <= limits.FilterLength ? new SourceText(QueryOptions.Filter, text) : throw QueryProblems.ConditionTooLong(limits.FilterLength);

    private static void CheckExact(BoundRuleSet rules, DatabaseSchema schema, Entity entity, SourceText source, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(source.Text)) return;
        var context = new SqlContext(rules.Model, schema, SqliteCodec.Instance, rules);
        var translator = new SqlTranslator(context);
        var symbol = new RecordSymbol("this", entity.Name);
        translator.Enter(new SqlScope(context, entity), symbol);
        RecordSelection.Translate(translator, source, rules, symbol, diagnostics);
    }

    private static JsonObject Answer(string name, JsonNode? value, DiagnosticBag diagnostics, string locale) => new()
    {
        [name] = value,
        ["diagnostics"] = JsonSerializer.SerializeToNode(diagnostics.ToSorted().Select(d => DiagnosticJson.Of(d, locale)), DiagnosticJson.Options),
    };
}
