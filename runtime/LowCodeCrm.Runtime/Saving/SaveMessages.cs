using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>The sentences of a save, in English and Japanese. One method for each.</summary>
internal static class SaveMessages
{
    public static string Say(string locale, string en, string ja) => locale.StartsWith("ja", StringComparison.Ordinal) ? ja : en;

    /// <summary>A remark on a value, with the field's label before it.</summary>
    public static string ForField(string locale, Field? field, LocalizedText message) =>
        field is null ? message.For(locale) : Say(locale, $"{Label(locale, field)}: {message.For(locale)}", $"{Label(locale, field)}：{message.For(locale)}");

    public static Malformed Malformed(RecordInput input, string locale) =>
        new([.. input.Malformed.Select(p => new Violation(p.Code, p.Message.For(locale), p.Target.Length == 0 ? [] : [p.Target]))]);

    public static Violation Required(string locale, RecordSave row, Field field, string? rule) =>
        new("required", Say(locale, $"{Label(locale, field)} is required.", $"{Label(locale, field)}は必須です。"), At(row, field), rule);

    public static Violation ReadOnly(string locale, RecordSave row, Field field, string? rule) =>
        new("read_only", Say(locale, $"{Label(locale, field)} cannot be changed{(rule is null ? "" : " in this state")}.", $"{(rule is null ? "" : "この状態では")}{Label(locale, field)}を変更できません。"), At(row, field), rule);

    public static Violation NoSuchRecord(string locale, CrmModel model, RecordSave row, Field field) =>
        new("not_found", Say(locale,
            $"{Label(locale, field)}: there is no such {model.TargetOf(field).Label.For(locale)}, or it was deleted.",
            $"{Label(locale, field)}：指定された{model.TargetOf(field).Label.For(locale)}は存在しないか、削除されています。"), At(row, field));

    public static Violation NoTransition(string locale, RecordSave row, ProcessDefinition process, string? from, string? to) =>
        new("no_transition", Say(locale,
            $"{Label(locale, process.Field)} cannot go from \"{Option(locale, process.Field, from)}\" to \"{Option(locale, process.Field, to)}\": the process has no such transition.",
            $"{Label(locale, process.Field)}を「{Option(locale, process.Field, from)}」から「{Option(locale, process.Field, to)}」に変えることはできません。プロセスにその遷移がありません。"),
            At(row, process.Field), process.Name);

    public static Violation SeveralTransitions(string locale, RecordSave row, ProcessDefinition process, ImmutableArray<string> names) =>
        new("several_transitions", Say(locale,
            $"Several transitions lead there: name one of {string.Join(", ", names)}.",
            $"その状態への遷移が複数あります。{string.Join("、", names)} のいずれかを指定してください。"), At(row, process.Field), process.Name);

    public static Violation NotFromHere(string locale, RecordSave row, ProcessDefinition process, ProcessTransition transition, string? from) =>
        new("no_transition", Say(locale,
            $"The transition \"{transition.Name}\" does not start from \"{Option(locale, process.Field, from)}\".",
            $"遷移「{transition.Name}」は「{Option(locale, process.Field, from)}」からは実行できません。"), At(row, process.Field), transition.Name);

    public static Violation UnknownTransition(string locale, RecordSave row, string name)
    {
        var near = Suggestion.Nearest(name, row.Access.Rules.Processes.SelectMany(p => p.Transitions).Select(t => t.Name));
        return new Violation("no_transition", Say(locale,
            $"There is no transition \"{name}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}",
            $"遷移「{name}」はありません。{(near is null ? "" : $"「{near}」ではありませんか。")}"), []);
    }

    public static string NotTheirTransition(string locale, ProcessTransition transition) =>
        Say(locale, $"You may not perform the transition \"{transition.Name}\".", $"遷移「{transition.Name}」を実行する権限がありません。");

    public static KeyTaken KeyTaken(string locale, RecordSave row, ImmutableArray<Field> key) =>
        new([.. key.Select(f => row.Path + JsonInputReader.PropertyOf(f))], Say(locale,
            $"Another {row.Entity.Label.For(locale)} has the same {string.Join(", ", key.Select(f => Label(locale, f)))} already.",
            $"同じ{string.Join("・", key.Select(f => Label(locale, f)))}の{row.Entity.Label.For(locale)}がすでにあります。"));

    public static Restricted Restricted(string locale, Entity by) => new(Say(locale,
        $"The record cannot be deleted because {by.Label.For(locale)} records refer to it.",
        $"{by.Label.For(locale)}から参照されているため削除できません。"));

    /// <summary>What a rule says: its own message, or one worded from its name.</summary>
    public static Violation OfRule(SaveUnit unit, RecordSave row, string code, string name, BoundMessage? message, ImmutableArray<Field> at)
    {
        var text = message is null ? "" : Interpreter.FormatMessage(message, row.Record, row.Stored, unit.Context);
        return new Violation(code, text.Length > 0 ? text : Say(unit.Caller.Locale, $"The rule \"{name}\" is not met.", $"ルール「{name}」を満たしていません。"),
            [.. at.Select(f => row.Path + JsonInputReader.PropertyOf(f))], name);
    }

    public static Violation CausedBy(string locale, SaveRequest request, Violation violation) => violation with
    {
        Message = Say(locale, $"{request.Entity.Label.For(locale)} (by rule \"{request.ByRule}\"): {violation.Message}", $"{request.Entity.Label.For(locale)}（ルール「{request.ByRule}」による）：{violation.Message}"),
        Fields = [],
        Rule = violation.Rule ?? request.ByRule,
    };

    public static Violation Budget(SaveUnit unit, string budget)
    {
        var locale = unit.Caller.Locale;
        var (en, ja) = budget switch
        {
            "fuel" => ("computing time", "計算量"),
            "statements" => ("database statements", "データベース文の数"),
            "rows read" => ("rows read", "読み取り行数"),
            "rows written" => ("rows written", "書き込み行数"),
            "commands" => ("commands", "コマンド数"),
            "cascade depth" => ("depth of saves that cause saves", "連鎖する保存の深さ"),
            "time" => ("time", "時間"),
            _ => (budget, budget),
        };
        return unit.Current is { } rule
            ? new Violation("budget", Say(locale,
                $"The save was stopped: rule \"{rule.Name}\" ({rule.Location.File}, line {rule.Location.Start.Line}) exceeded its budget of {en}.",
                $"保存を中止しました。ルール「{rule.Name}」（{rule.Location.File} {rule.Location.Start.Line} 行目）が{ja}の上限を超えました。"), [], rule.Name)
            : new Violation("budget", Say(locale, $"The save was stopped: it exceeded its budget of {en}.", $"保存を中止しました。{ja}の上限を超えました。"), []);
    }

    public static Violation Failed(SaveUnit unit, RuleEvaluationException failure)
    {
        var locale = unit.Caller.Locale;
        var text = failure.Text.For(locale);
        return unit.Current is { } rule
            ? new Violation(failure.Id, Say(locale,
                $"Rule \"{rule.Name}\" ({rule.Location.File}, line {rule.Location.Start.Line}): {text}",
                $"ルール「{rule.Name}」（{rule.Location.File} {rule.Location.Start.Line} 行目）：{text}"), [], rule.Name)
            : new Violation(failure.Id, text, []);
    }

    /// <summary>A derived value that its field cannot hold.</summary>
    public static Violation Unstorable(string locale, Field field, string? rule, ValueProblem problem) =>
        new(problem.Code, rule is null ? ForField(locale, field, problem.Message)
            : Say(locale, $"Rule \"{rule}\": {ForField(locale, field, problem.Message)}", $"ルール「{rule}」：{ForField(locale, field, problem.Message)}"), [], rule);

    /// <summary>A derived value that another record has already, in a field that is a key.</summary>
    public static Violation DerivedKeyTaken(string locale, RecordSave row, ImmutableArray<Field> key) => new("key_taken", KeyTaken(locale, row, key).Message, []);

    /// <summary>The same of a record that was derived again because of this save, with its name before it.</summary>
    public static Violation WhileDeriving(SaveUnit unit, int entityIndex, Guid id, Violation violation)
    {
        var (entity, locale) = (unit.App.Model.Entities[entityIndex], unit.Caller.Locale);
        var display = entity.Find(entity.Display) is { IsStored: true } field ? unit.Records.Load(entityIndex, id)?.GetValue(field.Index)?.ToString() : null;
        var name = string.IsNullOrEmpty(display) ? id.ToString("D") : display;
        return violation with { Message = Say(locale, $"{entity.Label.For(locale)} \"{name}\": {violation.Message}", $"{entity.Label.For(locale)}「{name}」：{violation.Message}"), Fields = [] };
    }

    private static string Label(string locale, Field field) => field.Label.For(locale) is { Length: > 0 } label ? label : field.Name;

    private static string Option(string locale, Field field, string? value) =>
        value is null ? Say(locale, "(empty)", "（空）") : field.Options.FirstOrDefault(o => o.Value == value)?.Label.For(locale) is { Length: > 0 } label ? label : value;

    private static ImmutableArray<string> At(RecordSave row, Field field) => [row.Path + JsonInputReader.PropertyOf(field)];
}
