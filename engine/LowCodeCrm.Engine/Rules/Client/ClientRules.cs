using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Client;

/// <summary>
/// The rules of an app as the browser gets them in <c>/meta</c>: what decides at each keystroke (defaults, computed, validations, warnings, field
/// states, guards), with the zone and the holidays they count by. What only the server does (before and after save) stays there; which fields it may
/// write before it checks is told, so that a client leaves the verdict on those to it. A rule with <c>server</c> asks for what only the server has, consents
/// and messages, so its outcome is that of <c>$evaluate</c>.
/// </summary>
public static class ClientRules
{
    public static JsonObject Build(BoundRuleSet rules) => new()
    {
        ["zone"] = TimeZones.Exists(rules.Model.TimeZone) ? Convert.ToBase64String(TimeZones.Body(rules.Model.TimeZone).Span) : null,
        ["calendar"] = Calendar(rules.Model.Calendar),
        ["functions"] = new JsonObject(rules.Functions.Where(function => function.Body is not null).Select(Function)),
        ["entities"] = new JsonObject(rules.ByEntity.Where(entity => !entity.Entity.IsSystem).Select(entity =>
            KeyValuePair.Create(entity.Entity.Name, (JsonNode?)Entity(rules.Model, entity)))),
    };

    /// <summary>A holiday calendar as <c>calendar.ts</c> takes it; null for weekends only.</summary>
    public static JsonObject? Calendar(string? name)
    {
        if (string.IsNullOrEmpty(name)) return null;
        var days = HolidayCalendar.Find(name).Holidays.Keys.Order().ToImmutableArray();
        return new JsonObject
        {
            ["name"] = name, ["firstYear"] = days[0].Year, ["lastYear"] = days[^1].Year,
            ["days"] = new JsonArray([.. days.Select(day => (JsonNode?)JsonValue.Create(RuleConvert.Text(day)))]),
        };
    }

    private static KeyValuePair<string, JsonNode?> Function(FunctionSymbol function)
    {
        var writer = new ClientExpressionWriter(null, null);
        // Parameters first, so that their numbers are known to the body.
        var parameters = new JsonArray([.. function.Parameters.Select(parameter => parameter.Record is { } record
            ? (JsonNode)new JsonObject { ["record"] = writer.NumberOf(record) }
            : new JsonObject { ["variable"] = writer.NumberOf(parameter.Variable!) })]);
        return KeyValuePair.Create(function.Name, (JsonNode?)new JsonObject { ["params"] = parameters, ["body"] = writer.Write(function.Body!) });
    }

    private static JsonObject Entity(CrmModel model, EntityRules rules) => new()
    {
        ["defaults"] = Array(rules.Defaults, rule => Rule(rule, ("field", rule.Field.Name), ("when", Expression(model, rule, rule.When)), ("value", Expression(model, rule, rule.Value)))),
        ["computed"] = Array(rules.Computed, rule => Rule(rule, ("field", rule.Field.Name), ("value", Expression(model, rule, rule.Value)))),
        ["validations"] = Array(rules.Validations, rule => Rule(rule, ("when", Expression(model, rule, rule.When)), ("require", Expression(model, rule, rule.Require)), ("message", Message(model, rule, rule.Message)), ("at", Names(rule.At)))),
        ["warnings"] = Array(rules.Warnings, rule => Rule(rule, ("when", Expression(model, rule, rule.When)), ("message", Message(model, rule, rule.Message)), ("at", Names(rule.At)))),
        ["states"] = Array(rules.FieldStates, rule => Rule(rule, ("kind", rule.Kind.ToString().ToLowerInvariant()), ("fields", Names(rule.Fields)), ("when", Expression(model, rule, rule.When)))),
        ["rollups"] = Array(rules.Rollups, rule => Rule(rule, ("field", rule.Field.Name), ("value", Expression(model, rule, rule.Aggregate)))),
        ["processes"] = Array(rules.Processes, process => Process(model, process)),
        ["beforeSave"] = Names(Written(rules.BeforeSave.SelectMany(rule => rule.Commands))),
    };

    private static ImmutableArray<Field> Written(IEnumerable<BoundCommand> commands) => [.. commands.SelectMany(Fields).Distinct()];

    private static IEnumerable<Field> Fields(BoundCommand command) => command switch
    {
        SetCommand set => [set.Field],
        TagCommand tag => [tag.Field],
        ForEachCommand each => each.Body.SelectMany(Fields),
        IfCommand choice => choice.Then.Concat(choice.Else).SelectMany(Fields),
        _ => [],
    };

    private static JsonObject Process(CrmModel model, ProcessDefinition process) => new()
    {
        ["name"] = process.Name,
        ["field"] = process.Field.Name,
        ["states"] = Array(process.States, state => new JsonObject { ["value"] = state.Option.Value, ["initial"] = state.IsInitial, ["final"] = state.IsFinal }),
        ["transitions"] = Array(process.Transitions, transition => new JsonObject
        {
            ["name"] = transition.Name,
            ["from"] = new JsonArray([.. transition.From.Select(option => (JsonNode?)JsonValue.Create(option.Value))]),
            ["to"] = transition.To.Value,
            ["guards"] = Array(transition.Guards, guard => Guard(model, process, guard)),
            ["by"] = transition.By is null ? null : new ClientExpressionWriter(model, process.This).Write(transition.By),
            ["sets"] = Names(Written(transition.Do)),
            ["asks"] = Array(transition.Asks, ask => new JsonObject { ["field"] = ask.Field.Name, ["required"] = ask.Required }),
        }),
    };

    private static JsonObject Guard(CrmModel model, ProcessDefinition process, ProcessGuard guard)
    {
        var node = new JsonObject { ["name"] = guard.Name };
        if (NeedsServer(guard.Condition)) node["server"] = true;
        node["require"] = new ClientExpressionWriter(model, process.This).Write(guard.Condition);
        node["message"] = Message(model, process.This, guard.Message);
        node["reads"] = Names(guard.Reads);
        return node;
    }

    private static JsonObject Rule(BoundRule rule, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var node = new JsonObject { ["name"] = rule.Name };
        if (NeedsServer(ExpressionsOf(rule))) node["server"] = true;
        foreach (var (name, value) in members)
            if (value is not null) node[name] = value;
        return node;
    }

    /// <summary>Whether a part asks for what only the server has; its node is of the kind <c>server</c>.</summary>
    private static bool NeedsServer(params IEnumerable<BoundExpression?> expressions) => expressions.OfType<BoundExpression>().SelectMany(BoundTree.DescendantsAndSelf)
        .Any(node => node is BoundChoose || node is BoundCall call && !call.Function.BackEnds.HasFlag(BackEnds.Client));

    private static IEnumerable<BoundExpression?> ExpressionsOf(BoundRule rule) => rule switch
    {
        DefaultRule r => [r.When, r.Value],
        ComputedRule r => [r.Value],
        ValidateRule r => [r.When, r.Require, .. r.Message?.Texts.Values ?? []],
        WarnRule r => [r.When, .. r.Message?.Texts.Values ?? []],
        FieldStateRule r => [r.When],
        RollupRule r => [r.Aggregate],
        _ => [],
    };

    private static JsonNode? Expression(CrmModel model, BoundRule rule, BoundExpression? expression) =>
        expression is null ? null : new ClientExpressionWriter(model, rule.This).Write(expression);

    private static JsonNode? Message(CrmModel model, BoundRule rule, BoundMessage? message) => Message(model, rule.This, message);

    private static JsonNode? Message(CrmModel model, RecordSymbol self, BoundMessage? message) => message is null ? null
        : new JsonObject(message.Texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)new ClientExpressionWriter(model, self).Write(text.Value))));

    private static JsonArray Names(ImmutableArray<Field> fields) => new([.. fields.Select(field => (JsonNode?)JsonValue.Create(field.Name))]);

    private static JsonArray Array<T>(ImmutableArray<T> items, Func<T, JsonObject> write) => new([.. items.Select(item => (JsonNode?)write(item))]);
}
