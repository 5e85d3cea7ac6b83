using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>
/// Conditions as clients have them: <c>{"match": "all" | "any", "conditions": [{"path", "operator", "value"?} or a group]}</c>. A value is a JSON literal,
/// <c>{"expression": "today()"}</c>, or an array of these.
/// </summary>
public static class ConditionJson
{
    public static JsonObject Write(ConditionGroup group) => new()
    {
        ["match"] = group.All ? "all" : "any",
        ["conditions"] = new JsonArray([.. group.Items.Select(item => item is ConditionGroup inner ? Write(inner) : Write((Condition)item))]),
    };

    private static JsonObject Write(Condition condition)
    {
        var json = new JsonObject { ["path"] = condition.Path, ["operator"] = condition.Operator };
        if (ConditionOperators.ArityOf(condition.Operator) is ConditionArity.One) json["value"] = Write(condition.Values[0]);
        else if (ConditionOperators.ArityOf(condition.Operator) is not ConditionArity.None) json["value"] = new JsonArray([.. condition.Values.Select(Write)]);
        return json;
    }

    private static JsonNode Write(ConditionValue value) => value switch
    {
        ExpressionValue expression => new JsonObject { ["expression"] = expression.Text },
        LiteralValue { Value: bool flag } => JsonValue.Create(flag),
        LiteralValue { Value: long whole } => JsonValue.Create(whole),
        LiteralValue { Value: decimal number } => JsonValue.Create(number),
        LiteralValue { Value: var text } => JsonValue.Create((string)text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <returns>Null where the JSON is no conditions, which is reported.</returns>
    public static ConditionGroup? Read(JsonElement json, DiagnosticBag diagnostics) => Group(json, "conditions", diagnostics);

    private static ConditionGroup? Group(JsonElement json, string at, DiagnosticBag diagnostics)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("conditions", out var list) || list.ValueKind != JsonValueKind.Array
            || json.TryGetProperty("match", out var match) && !(match.ValueKind == JsonValueKind.String && match.GetString() is "all" or "any"))
        {
            diagnostics.ConditionShape(ConditionWriter.Nowhere, at);
            return null;
        }
        var items = list.EnumerateArray().Select((item, i) => Item(item, $"{at}[{i}]", diagnostics)).ToArray();
        return items.All(item => item is not null) ? new ConditionGroup(match.ValueKind != JsonValueKind.String || match.GetString() == "all", [.. items!]) : null;
    }

    private static ConditionItem? Item(JsonElement json, string at, DiagnosticBag diagnostics)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("conditions", out _)) return Group(json, at, diagnostics);
        if (json.ValueKind != JsonValueKind.Object || Text(json, "path") is not { } path || Text(json, "operator") is not { } op || Values(json) is not { } values)
        {
            diagnostics.ConditionShape(ConditionWriter.Nowhere, at);
            return null;
        }
        return new Condition(path, op, values);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static ImmutableArray<ConditionValue>? Values(JsonElement json)
    {
        if (!json.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null) return [];
        var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Value).ToArray() : [Value(value)];
        return values.All(one => one is not null) ? [.. values!] : null;
    }

    private static ConditionValue? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => new LiteralValue(true),
        JsonValueKind.False => new LiteralValue(false),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? new LiteralValue(whole) : json.TryGetDecimal(out var number) ? new LiteralValue(number) : null,
        JsonValueKind.String => new LiteralValue(json.GetString()!),
        JsonValueKind.Object when Text(json, "expression") is { } text => new ExpressionValue(text),
        _ => null,
    };
}
