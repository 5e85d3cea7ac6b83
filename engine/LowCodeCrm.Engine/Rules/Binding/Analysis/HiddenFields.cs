using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// What a rule shows to somebody from whom it is hidden: a role that may not see a field sees a formula or a message of it; a message tells a field that the form does
/// not show where the message comes.
/// </summary>
internal static class HiddenFields
{
    public static void Check(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        var hidden = rules.Model.Roles.Select(role => (Role: role, Fields: Hidden(role))).Where(one => one.Fields.Count > 0).ToArray();
        foreach (var entity in rules.ByEntity)
        {
            foreach (var computed in entity.Computed) Formula(computed, computed.Field, computed.Value);
            foreach (var rollup in entity.Rollups) Formula(rollup, rollup.Field, rollup.Aggregate);
            foreach (var rule in entity.Validations) Message(rule, rule.Message, rule.When);
            foreach (var rule in entity.Warnings) Message(rule, rule.Message, rule.When);
            foreach (var (place, guard) in entity.Processes.SelectMany(process => process.Transitions).SelectMany(transition => transition.Guards.Select(guard => (transition.Location, guard))))
                foreach (var text in guard.Message?.Texts.Values ?? []) Told(text, place, entity.Entity, guard.Name);

            void Formula(BoundRule rule, Field field, BoundExpression value)
            {
                foreach (var (role, fields) in hidden)
                {
                    if (fields.Contains((entity.Entity.Name, field.Name)) || !MayRead(role, entity.Entity.Name)) continue;
                    if (First(value, fields) is { } leak) diagnostics.FormulaShowsHidden(rule.Location with { Span = leak.Span }, rule.Name, leak.Field, role.Name);
                }
            }

            void Message(BoundRule rule, BoundMessage? message, BoundExpression? when)
            {
                foreach (var text in message?.Texts.Values ?? [])
                {
                    if (Told(text, rule.Location, entity.Entity, rule.Name)) break;
                    if (Unseen(text, rule, when)) break;
                }
            }

            // A field that no form shows where the message appears.
            bool Unseen(BoundExpression text, BoundRule rule, BoundExpression? when)
            {
                foreach (var read in BoundTree.DescendantsAndSelf(text).OfType<BoundField>().Where(field => field.Record is BoundRecord { Symbol.Name: "this" }))
                {
                    var shows = entity.FieldStates.Where(state => state.Kind == FieldStateKind.Show && state.Fields.Any(one => one.Name == read.Field.Name)).ToArray();
                    if (shows.Length == 0 || shows.Any(state => state.When is null || Satisfiability.CanHold(when, state.When))) continue;
                    diagnostics.MessageShowsHidden(rule.Location with { Span = read.Span }, rule.Name, read.Field.Name);
                    return true;
                }
                return false;
            }
        }

        bool Told(BoundExpression text, SourceLocation place, Entity entity, string name)
        {
            foreach (var (role, fields) in hidden)
                if (MayRead(role, entity.Name) && First(text, fields) is { } leak)
                {
                    diagnostics.MessageTellsRole(place with { Span = leak.Span }, name, leak.Field, role.Name);
                    return true;
                }
            return false;
        }
    }

    /// <summary>The first place of an expression that gives the value of one of the fields.</summary>
    private static (TextSpan Span, string Field)? First(BoundExpression expression, HashSet<(string, string)> fields)
    {
        foreach (var node in Given(expression, []))
        {
            var field = node switch
            {
                BoundField read => (read.Entity, read.Field),
                BoundOldField old => (old.Entity, old.Field),
                _ => default((Entity Entity, Field Field)?),
            };
            if (field is var (entity, found) && fields.Contains((entity.Name, found.Name))) return (node.Span, found.Name);
        }
        return null;
    }

    /// <summary>What a value is made of. Comparisons and conditions only choose among values, a path gives what is at its end.</summary>
    private static IEnumerable<BoundExpression> Given(BoundExpression expression, HashSet<FunctionSymbol> seen)
    {
        yield return expression;
        IEnumerable<BoundExpression?> parts = expression switch
        {
            { Type.Kind: TypeKind.Bool } or BoundField => [],
            BoundIf choice => [choice.Then, choice.Else],
            BoundAggregate { Value: { } value } => [value],
            BoundAggregate => [],
            BoundFunctionCall { Function: { Body: { } body } function } call when seen.Add(function) => [.. call.Arguments, body],
            _ => BoundTree.Children(expression),
        };
        foreach (var inner in parts.OfType<BoundExpression>().SelectMany(part => Given(part, seen))) yield return inner;
    }

    private static HashSet<(string Entity, string Field)> Hidden(Role role) =>
        [.. from entity in (role.Definition["fields"] as JsonObject ?? []).Where(pair => pair.Value is JsonObject)
            from field in (JsonObject)entity.Value!
            where field.Value is JsonValue value && value.TryGetValue<string>(out var word) && word == "hidden"
            select (entity.Key, field.Key)];

    private static bool MayRead(Role role, string entity)
    {
        if (role.Definition["entities"] is not JsonObject granted) return true;
        return (granted[entity] ?? granted["*"]) is JsonArray actions && actions.Any(action => action is JsonValue value && value.TryGetValue<string>(out var word) && word == "read");
    }
}
