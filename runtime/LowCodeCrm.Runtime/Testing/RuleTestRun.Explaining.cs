using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Explaining;

namespace LowCodeCrm.Runtime.Testing;

internal sealed partial class RuleTestRun
{
    /// <summary>What was refused is explained as it would be; what was done, as it is.</summary>
    private LocalizedText? Explained(ExplainsStep step)
    {
        var frame = Frame();
        if (Interpreter.Evaluate(step.Text, frame) is not string wanted) return LocalizedText.Of("The text is empty.", "文字列が空です。");
        var stored = current is { } id ? transaction.Load(test.Entity, id) : null;
        var record = outcome is { IsSuccess: false } && asked is { } request && request.Entity.Index == test.Entity.Index ? transaction.Evaluate(request).Record : null;
        // Who asks why a save was refused has seen that it was.
        if (record is not null) unanswered = null;
        if ((record ?? stored) is not { } of) return LocalizedText.Of("There is no record to explain anything of.", "説明する対象のレコードがありません。");
        var app = transaction.Unit.App;
        var scene = new WhyScene(app.Model, app.Rules, test.Entity, of, stored, transaction.Unit.Context, 1, ExplainLevel.Full);
        if (Answer(scene, step.Rule, stored) is not { } answer) return LocalizedText.Of($"Nothing explains {step.Rule} here.", $"ここで {step.Rule} の説明はありません。");
        var told = Sentences(answer).Where(text => text.Length > 0).ToArray();
        return told.Any(text => text.Contains(wanted, StringComparison.Ordinal)) ? null
            : LocalizedText.Of($"The explanation does not contain this; it says: {string.Join(" / ", told)}", $"説明に含まれていません。説明：{string.Join(" / ", told)}");
    }

    private static WhyAnswer? Answer(WhyScene scene, string rule, EntityRecord? stored)
    {
        foreach (var process in scene.Own.Processes)
            if (process.Transitions.FirstOrDefault(one => one.Name == rule) is { } transition)
                return ProcessReasons.Transition(scene, process, transition, stored is not null && transition.From.Any(from => from.Value == stored.GetValue(process.Field.Index) as string), []);
        return RuleReasons.Of(scene, rule, null);
    }

    private static IEnumerable<string> Sentences(WhyAnswer answer) =>
        answer.Parts.SelectMany(part => new[] { part.Text, part.Message, part.Change }).Prepend(answer.Summary).Prepend(answer.Title).OfType<string>();
}
