using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Why a field has its value, is shown, required or read-only.</summary>
internal static class FieldReasons
{
    public static WhyAnswer Of(WhyScene scene, Field field, WhyAspect aspect) => aspect switch
    {
        WhyAspect.Value => Value(scene, field),
        WhyAspect.Default => Default(scene, field),
        _ => State(scene, field, aspect),
    };

    private static WhyAnswer Value(WhyScene scene, Field field)
    {
        var type = RuleType.OfField(scene.Entity, field);
        var value = scene.Record.GetValue(field.Index);
        if (scene.Own.Computed.FirstOrDefault(rule => rule.Field.Index == field.Index) is { } computed)
            return Answer("computed", scene.Value(computed.Name, computed.Value, computed.Location), computed.IsVolatile
                ? scene.Say("It depends on the day or on who looks, so it is worked out whenever it is shown.", "日付や見る人によって変わるため、表示のたびに計算する値です。")
                : scene.Say("A rule works this out from other values.", "ほかの値からルールで計算した値です。"));
        if (scene.Own.Rollups.FirstOrDefault(rule => rule.Field.Index == field.Index) is { } rollup)
            return Answer("rollup", scene.Value(rollup.Name, rollup.Aggregate, rollup.Location), scene.Say("Worked out from related records.", "関連するレコードを集計した値です。"));
        return new WhyAnswer(field.Origin == FieldOrigin.System && field.Name != SystemFields.Owner ? "system" : "entered", scene.Label(field), value, type,
            field.Origin == FieldOrigin.System && field.Name != SystemFields.Owner ? scene.Say("Kept by the product itself.", "システムが記録する値です。") : "", []);

        // What is stored may differ for a moment from what the rule gives: it is said what the record has.
        WhyAnswer Answer(string kind, WhyPart part, string summary) =>
            new(kind, scene.Label(field), value ?? (field.IsStored ? null : part.Full!.Value), type, part.Full!.Cause is { } cause && value is null
                ? scene.Say($"It is empty because {cause.For("en")}.", $"{cause.For("ja")}。そのため値も空です。") : summary, [part]);
    }

    /// <summary>What a new record would get, and why.</summary>
    private static WhyAnswer Default(WhyScene scene, Field field)
    {
        var type = RuleType.OfField(scene.Entity, field);
        ImmutableArray<WhyPart> parts =
        [
            .. scene.Own.Defaults.Where(rule => rule.Field.Index == field.Index).SelectMany(rule => rule.When is null
                ? new[] { scene.Value(rule.Name, rule.Value, rule.Location) }
                : [scene.Condition("when", rule.Name, rule.When, rule.Location, true, change => scene.Say($"It would apply with {change}.", $"{change}なら適用されます。")), scene.Value(rule.Name, rule.Value, rule.Location)]),
        ];
        var value = parts.IsEmpty ? field.Default : parts[^1].Full!.Value;
        return new WhyAnswer("default", scene.Label(field), value, type, parts.IsEmpty
            ? field.Default is null ? scene.Say("A new record has no value here.", "新しいレコードでは空です。") : scene.Say("A new record has this value.", "新しいレコードではこの値です。")
            : scene.Say("A rule gives new records their value, where nobody enters one.", "入力がないとき、新しいレコードの値をルールが決めます。"), parts);
    }

    private static WhyAnswer State(WhyScene scene, Field field, WhyAspect aspect)
    {
        var kind = aspect switch { WhyAspect.Show => FieldStateKind.Show, WhyAspect.Required => FieldStateKind.Required, _ => FieldStateKind.ReadOnly };
        var rules = scene.Own.FieldStates.Where(rule => rule.Kind == kind && rule.Fields.Any(one => one.Index == field.Index)).ToArray();
        // Read-only is decided on the record as it is stored.
        var record = kind == FieldStateKind.ReadOnly ? scene.Old ?? scene.Record : scene.Record;
        var parts = rules.Select(rule => rule.When is null
            ? new WhyPart("when", rule.Name, scene.Say("Always.", "常に。"), true, null, rule.Location)
            : Stated(rule, scene.Condition("when", rule.Name, rule.When, rule.Location, false, change => change, record))).ToList();
        var holds = parts.Exists(part => part.Holds is true);
        var label = scene.Label(field);
        switch (kind)
        {
            case FieldStateKind.Show:
                var shown = holds || rules.Length == 0;
                return Answer("show", shown, rules.Length == 0 ? scene.Say($"{label} is always shown.", $"{label}は常に表示されます。")
                    : shown ? scene.Say($"{label} is shown because its condition holds.", $"条件を満たすため、{label}を表示しています。") : scene.Say($"{label} is hidden because its condition does not hold.", $"条件を満たさないため、{label}は隠れています。"));
            case FieldStateKind.Required:
                if (field.Required) parts.Insert(0, new WhyPart("field", null, scene.Say($"{label} is required of every record.", $"{label}はすべてのレコードで必須です。"), true, null, field.Location));
                return Answer("required", field.Required || holds, field.Required ? parts[0].Text
                    : holds ? scene.Say($"{label} is required because a condition holds.", $"条件を満たすため、{label}は必須です。") : scene.Say($"{label} may be left empty.", $"{label}は空でも構いません。"));
            default:
                if (field.IsReadOnlyToCallers || field.Type == FieldType.AutoNumber)
                    parts.Insert(0, new WhyPart("field", null, field.Origin switch
                    {
                        FieldOrigin.Computed or FieldOrigin.ComputedOnRead or FieldOrigin.Rollup => scene.Say($"{label} is worked out by a rule; nobody enters it.", $"{label}はルールで計算する値で、入力はできません。"),
                        _ => scene.Say($"{label} is given by the product itself.", $"{label}はシステムが決める値です。"),
                    }, true, null, field.Location));
                var fixedNow = parts.Exists(part => part.Holds is true);
                return Answer("readonly", fixedNow, parts is [{ Role: "field" }, ..] ? parts[0].Text
                    : fixedNow ? scene.Say($"{label} cannot be changed because a condition holds.", $"条件を満たすため、{label}は変更できません。") : scene.Say($"{label} can be changed.", $"{label}は変更できます。"));
        }

        WhyAnswer Answer(string name, bool value, string summary) => new(name, label, value, RuleType.Bool, summary, [.. parts.OrderBy(part => part.Holds == value ? 0 : 1)]);

        WhyPart Stated(FieldStateRule rule, WhyPart part)
        {
            var now = part.Holds is true;
            var change = new Engine.Rules.Explanations.OutcomeChange(scene.Words).Of(part.Full!, !now);
            return part with
            {
                Holds = now,
                Change = change is null ? null : (rule.Kind, now) switch
                {
                    (FieldStateKind.Show, false) => scene.Say($"It would be shown with {change}.", $"{change}なら表示されます。"),
                    (FieldStateKind.Show, true) => scene.Say($"It would be hidden with {change}.", $"{change}なら隠れます。"),
                    (FieldStateKind.Required, false) => scene.Say($"It would be required with {change}.", $"{change}なら必須になります。"),
                    (FieldStateKind.Required, true) => scene.Say($"It would not be required with {change}.", $"{change}なら必須ではなくなります。"),
                    (_, false) => scene.Say($"It would be read-only with {change}.", $"{change}なら変更できなくなります。"),
                    _ => scene.Say($"It could be changed with {change}.", $"{change}なら変更できます。"),
                },
            };
        }
    }

    /// <summary>Why a rule gave a field its value: the default's expression, or what commands set last.</summary>
    public static WhyPart? SetBy(WhyScene scene, Field field, string rule)
    {
        var own = scene.Own;
        if (own.Defaults.FirstOrDefault(one => one.Name == rule && one.Field.Index == field.Index) is { } initial) return scene.Value(rule, initial.Value, initial.Location);
        if (own.BeforeSave.FirstOrDefault(one => one.Name == rule) is { } before) return Set(before.Commands, before.Location);
        if (rule.StartsWith("transition ", StringComparison.Ordinal) && own.Processes.SelectMany(process => process.Transitions).FirstOrDefault(one => "transition " + one.Name == rule) is { } transition)
            return Set(transition.Do, transition.Location);
        if (own.AfterSave.FirstOrDefault(one => one.Name == rule) is { } after) return Set(after.Commands, after.Location);
        return null;

        WhyPart? Set(ImmutableArray<BoundCommand> commands, Engine.Diagnostics.SourceLocation location)
        {
            var variables = new Dictionary<VariableSymbol, object?>();
            return Last(scene, commands, field, variables) is { } value ? scene.Value(rule, value, location, variables) : null;
        }
    }

    private static BoundExpression? Last(WhyScene scene, ImmutableArray<BoundCommand> commands, Field field, Dictionary<VariableSymbol, object?> variables)
    {
        BoundExpression? last = null;
        var frame = new EvaluationFrame(scene.Context, scene.Record, scene.Old, variables);
        foreach (var command in commands)
            switch (command)
            {
                case SetCommand set when set.Field.Index == field.Index: last = set.Value; break;
                case LetCommand let: variables[let.Symbol] = Interpreter.Evaluate(let.Value, frame); break;
                case IfCommand branch: last = Last(scene, Interpreter.Evaluate(branch.Condition, frame) is true ? branch.Then : branch.Else, field, variables) ?? last; break;
            }
        return last;
    }
}
