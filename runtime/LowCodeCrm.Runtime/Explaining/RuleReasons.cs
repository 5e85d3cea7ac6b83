using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Why a rule speaks, or does not: validations, warnings, guards; what a transition needs.</summary>
internal static class RuleReasons
{
    /// <param name="transition">Looked into first for guards of that name; null: all are.</param>
    /// <returns>Null: the entity has no such rule.</returns>
    public static WhyAnswer? Of(WhyScene scene, string rule, ProcessTransition? transition)
    {
        var own = scene.Own;
        if (own.Validations.FirstOrDefault(one => one.Name == rule) is { } validation) return Validation(scene, validation);
        if (own.Warnings.FirstOrDefault(one => one.Name == rule) is { } warning)
        {
            var part = scene.Condition("when", rule, warning.When, warning.Location, false, change => scene.Say($"It would not be said with {change}.", $"{change}なら表示されません。")) with { Message = scene.Message(warning.Message) };
            return new WhyAnswer("warning", part.Message ?? Named(scene, rule), part.Holds is true, RuleType.Bool,
                part.Holds is true ? scene.Say("It is said because its condition holds.", "条件に当てはまるため表示しています。") : scene.Say("Its condition does not hold.", "条件に当てはまりません。"), [part]);
        }
        foreach (var process in own.Processes)
            foreach (var one in process.Transitions)
            {
                if (transition is not null && one.Name != transition.Name) continue;
                if (one.Name == rule) return null;
                if (one.Guards.FirstOrDefault(guard => guard.Name == rule) is { } guard)
                {
                    var part = Guard(scene, one, guard);
                    return new WhyAnswer("guard", part.Message ?? Named(scene, rule), part.Holds is true, RuleType.Bool, Outcome(scene, part.Holds is true), [part]);
                }
            }
        if (own.FieldStates.FirstOrDefault(one => one.Name == rule) is { Fields: [var field, ..] } state)
            return FieldReasons.Of(scene, field, state.Kind switch { FieldStateKind.Show => WhyAspect.Show, FieldStateKind.Required => WhyAspect.Required, _ => WhyAspect.ReadOnly });
        if (own.Defaults.FirstOrDefault(one => one.Name == rule) is { } initial) return FieldReasons.Of(scene, initial.Field, WhyAspect.Default);
        if (own.Computed.FirstOrDefault(one => one.Name == rule) is { } computed) return FieldReasons.Of(scene, computed.Field, WhyAspect.Value);
        if (own.Rollups.FirstOrDefault(one => one.Name == rule) is { } rollup) return FieldReasons.Of(scene, rollup.Field, WhyAspect.Value);
        return null;
    }

    public static WhyPart Guard(WhyScene scene, ProcessTransition transition, ProcessGuard guard)
    {
        var part = scene.Condition("guard", guard.Name, guard.Condition, transition.Location, true, scene.WouldPass);
        return part with { Holds = part.Holds is true, Message = scene.Message(guard.Message) ?? Named(scene, guard.Name), Fields = Names(guard.Reads) };
    }

    /// <summary>Who may make a transition; decided on the record as it is stored.</summary>
    public static WhyPart? By(WhyScene scene, ProcessTransition transition) => transition.By is not { } by ? null
        : scene.Condition("by", transition.Name, by, transition.Location, true, change => scene.Say($"It would be allowed with {change}.", $"{change}なら実行できます。"), scene.Old) is var part ? part with { Holds = part.Holds is true } : null;

    private static WhyAnswer Validation(WhyScene scene, ValidateRule rule)
    {
        var require = scene.Condition("require", rule.Name, rule.Require, rule.Location, true, scene.WouldPass);
        require = require with { Holds = require.Holds is true, Message = scene.Message(rule.Message), Fields = Names(rule.At) };
        var parts = ImmutableArray.Create(require);
        var isAsked = true;
        if (rule.When is { } condition)
        {
            var when = scene.Condition("when", rule.Name, condition, rule.Location, false, change => scene.Say($"It would not be asked for with {change}.", $"{change}なら求められません。"));
            isAsked = when.Holds is true;
            parts = isAsked ? [require, when with { Holds = true }] : [when with { Holds = false, Change = null }, require with { Change = null }];
        }
        var isViolated = isAsked && require.Holds is false;
        return new WhyAnswer("validation", require.Message ?? Named(scene, rule.Name), !isViolated, RuleType.Bool,
            !isAsked ? scene.Say("It is not asked for: its condition does not hold.", "条件に当てはまらないため、求められません。") : Outcome(scene, !isViolated), parts);
    }

    private static string Outcome(WhyScene scene, bool holds) =>
        holds ? scene.Say("What it asks for is met.", "求められることを満たしています。") : scene.Say("What it asks for is not met.", "求められることを満たしていません。");

    public static string Named(WhyScene scene, string rule) => scene.Say($"Rule: {rule.Replace('_', ' ')}", $"ルール: {rule}");

    public static ImmutableArray<string> Names(IEnumerable<Field> fields) => [.. fields.Select(Saving.Input.JsonInputReader.PropertyOf)];
}
