using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Runtime.Api;

/// <summary>
/// What an editor of conditions asks: <c>{"text"}</c> → <c>{"conditions", "diagnostics"}</c>, conditions being null where the text is wrong or not of
/// their shape; <c>{"conditions"}</c> → <c>{"text", "diagnostics"}</c>; with <c>"text"</c> and, where wanted, <c>"keywords": "en" | "ja"</c> beside them, that text with only
/// what differs changed.
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
        var before = Member(body, "text") is { ValueKind: JsonValueKind.String } text ? Source(text.GetString()!, limits) : null;
        if (Member(body, "conditions") is { ValueKind: not JsonValueKind.Null } conditions)
        {
            var keywords = Member(body, "keywords") is { ValueKind: JsonValueKind.String } language && language.GetString() == "ja" ? KeywordLanguage.Japanese : KeywordLanguage.AsWritten;
            var written = ConditionJson.Read(conditions, diagnostics) is not { } group ? null
                : before is null ? ConditionWriter.Write(group, rules, entity, diagnostics)
                : ConditionRewriter.Write(group, before, keywords, rules, entity, diagnostics);
            if (written is not null && schema is not null) CheckExact(rules, schema, entity, Source(written, limits), diagnostics);
            return Answer("text", diagnostics.HasErrors ? null : written, diagnostics, locale);
        }
        if (before is not null)
        {
            var read = ConditionReader.Read(before, rules, entity, diagnostics);
            if (!diagnostics.HasErrors && schema is not null) CheckExact(rules, schema, entity, before, diagnostics);
            return Answer("conditions", read is null || diagnostics.HasErrors ? null : ConditionJson.Write(read), diagnostics, locale);
        }
        throw ApiProblem.Malformed("Send {\"text\": \"…\"} or {\"conditions\": {\"match\": \"all\", \"conditions\": […]}}.", "{\"text\": \"…\"} か {\"conditions\": {\"match\": \"all\", \"conditions\": […]}} を送信してください。");
    }

    private static JsonElement? Member(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

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
