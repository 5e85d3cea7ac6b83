using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>What a JSON Forms condition says, in the rules language.</summary>
internal static class FormRuleProposal
{
    public static string For(SourceJson element, SourceJson rule)
    {
        var fields = string.Join(", ", Controls(element).Select(scope => FormBinder.NameIn(scope) ?? "…").Distinct(StringComparer.Ordinal).DefaultIfEmpty("…"));
        var condition = Condition(rule.Object("condition"));
        return rule.TextAt("effect")?.Text switch
        {
            "HIDE" => $"show {fields} when not ({condition})",
            "DISABLE" => $"readonly {fields} when {condition}",
            "ENABLE" => $"readonly {fields} when not ({condition})",
            _ => $"show {fields} when {condition}",
        };
    }

    private static IEnumerable<string> Controls(SourceJson element) =>
        (element.TextAt("scope") is { } scope ? [scope.Text] : Enumerable.Empty<string>()).Concat(element.Array("elements").SelectMany(Controls));

    private static string Condition(SourceJson? condition)
    {
        var field = condition?.TextAt("scope") is { } scope ? FormBinder.NameIn(scope.Text) : null;
        var schema = condition?.Object("schema");
        if (field is null || schema is null) return "…";
        if (schema["const"] is { } value) return $"{field} = {Literal(value)}";
        if (schema["enum"] is { Kind: JsonKind.Array } values) return $"{field} in {{{string.Join(", ", values.Items.Select(Literal))}}}";
        if (schema["minimum"] is { } minimum) return $"{field} >= {minimum.Text}";
        if (schema["exclusiveMinimum"] is { } above) return $"{field} > {above.Text}";
        if (schema["maximum"] is { } maximum) return $"{field} <= {maximum.Text}";
        return schema["exclusiveMaximum"] is { } below ? $"{field} < {below.Text}" : "…";
    }

    private static string Literal(SourceJson value) => value.Kind == JsonKind.Null ? "empty" : value.Text;
}
