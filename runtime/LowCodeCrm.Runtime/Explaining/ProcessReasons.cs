using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Why a record can or cannot go on in a process, and why it waits for a decision.</summary>
internal static class ProcessReasons
{
    /// <param name="scene">The record as the transition would leave it, before what is asked for is entered.</param>
    /// <param name="blockers">What keeps the caller from making it.</param>
    public static WhyAnswer Transition(WhyScene scene, ProcessDefinition process, ProcessTransition transition, bool startsHere, ImmutableArray<Violation> blockers)
    {
        var title = ProcessLabels.Of(scene.Model, process, transition).For(scene.Context.Locale, scene.Model.DefaultLocale);
        if (!startsHere)
        {
            var state = scene.Values.Write(scene.Old?.GetValue(process.Field.Index), RuleType.OfField(scene.Entity, process.Field));
            var from = string.Join(scene.Say(", ", "、"), transition.From.Select(option => option.Label.For(scene.Context.Locale, scene.Model.DefaultLocale)));
            return new WhyAnswer("transition", title, false, RuleType.Bool, scene.Say($"It starts from {from}; the record stands at {state}.", $"{from}から進む遷移です。このレコードは{state}にあります。"), []);
        }
        var parts = new List<WhyPart>();
        if (RuleReasons.By(scene, transition) is { } by) parts.Add(by);
        parts.AddRange(transition.Guards.Select(guard => RuleReasons.Guard(scene, transition, guard)));
        var told = transition.Guards.Select(guard => guard.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var blocker in blockers.Where(one => one.Rule is null || !told.Contains(one.Rule))) parts.AddRange(Blocking(scene, transition, blocker));
        foreach (var ask in transition.Asks)
        {
            var isThere = scene.Record.GetValue(ask.Field.Index) is not null;
            parts.Add(new WhyPart("ask", null, ask.Required ? scene.Say($"{scene.Label(ask.Field)} must be entered.", $"{scene.Label(ask.Field)}の入力が必要です。") : scene.Say($"{scene.Label(ask.Field)} can be entered.", $"{scene.Label(ask.Field)}を入力できます。"),
                isThere || !ask.Required, null, transition.Location) { Fields = RuleReasons.Names([ask.Field]) });
        }
        var missing = parts.Where(part => part is { Role: "ask", Holds: false }).SelectMany(part => part.Fields).ToHashSet(StringComparer.Ordinal);
        var asked = scene.Labels(transition.Asks.Where(ask => ask.Required && missing.Contains(Saving.Input.JsonInputReader.PropertyOf(ask.Field))).Select(ask => ask.Field));
        var allowed = blockers.IsEmpty;
        return new WhyAnswer("transition", title, allowed, RuleType.Bool,
            !allowed ? string.Join(' ', blockers.Select(one => one.Message).Distinct(StringComparer.Ordinal))
            : asked.Length > 0 ? scene.Say($"It can be made; it asks for {asked}.", $"実行できます。{asked}の入力が必要です。") : scene.Say("It can be made now.", "いま実行できます。"),
            [.. parts.OrderBy(part => part.Holds is true ? 1 : 0)]);
    }

    private static IEnumerable<WhyPart> Blocking(WhyScene scene, ProcessTransition transition, Violation blocker)
    {
        // Who may not is told by the condition itself.
        if (blocker.Code == "forbidden" && transition.By is not null) return [];
        if (blocker.Rule is { } rule && RuleReasons.Of(scene, rule, transition) is { } answer && answer.Parts.Any(part => part.Tree is not null))
            return answer.Kind == "validation" ? answer.Parts.Where(part => part.Role == "require") : answer.Parts.Take(1).Select(part => part with { Holds = false, Message = blocker.Message, Fields = blocker.Fields });
        return [new WhyPart("require", blocker.Rule, blocker.Message, false, null, null, blocker.Message) { Fields = blocker.Fields }];
    }

    public static WhyAnswer Approval(WhyScene scene, ApprovalPosition position)
    {
        var (approval, one) = (position.Approval, position.Case);
        var title = Label(scene, ApprovalLabels.Of(scene.Model, approval));
        var parts = new List<WhyPart>();
        if (approval.SubmitWhen is { } submit)
        {
            var part = scene.Condition("submit", approval.Name, submit, approval.Location, true, change => scene.Say($"It would be needed with {change}.", $"{change}なら必要になります。"));
            parts.Add(part with { Holds = part.Holds is true });
        }
        foreach (var step in approval.Steps)
        {
            // Which steps it goes through was settled when it was submitted.
            var isChosen = one is { IsPending: true } ? one.Steps.Contains(step.Name) : (bool?)null;
            var name = Label(scene, ApprovalLabels.Of(scene.Model, approval, step.Name));
            var part = step.When is null ? new WhyPart("step", approval.Name, "", true, null, step.Location)
                : scene.Condition("step", approval.Name, step.When, step.Location, true, change => scene.Say($"It would go through it with {change}.", $"{change}なら通る段階です。"));
            parts.Add(part with { Holds = isChosen ?? part.Holds is true, Message = scene.Say($"{name}: {People(scene, step.People)}", $"{name}: {People(scene, step.People)}"), Text = part.Text.Length > 0 ? part.Text : scene.Say("Always.", "常に。") });
        }
        if (!approval.Locked.IsEmpty)
            parts.Add(new WhyPart("lock", approval.Name, one is { IsPending: true }
                ? scene.Say($"{scene.Labels(approval.Locked)} cannot be changed while it is being decided.", $"承認待ちの間、{scene.Labels(approval.Locked)}は変更できません。")
                : scene.Say($"{scene.Labels(approval.Locked)} can be changed; that ends when it is submitted.", $"{scene.Labels(approval.Locked)}は、申請するまで変更できます。"), one is { IsPending: true }, null, approval.Location) { Fields = RuleReasons.Names(approval.Locked) });
        return new WhyAnswer("approval", title, one?.State, RuleType.Text, Standing(scene, position), [.. parts]);
    }

    private static string Standing(WhyScene scene, ApprovalPosition position)
    {
        var one = position.Case;
        if (one is not { IsPending: true })
            return position.May.Contains(ApprovalVerb.Submit) ? scene.Say("It can be submitted.", "申請できます。") : scene.Say("It is not needed for the record as it is now.", "現在の内容では必要ありません。");
        var step = Label(scene, ApprovalLabels.Of(scene.Model, position.Approval, one.Step));
        var who = string.Join(scene.Say(", ", "、"), position.Asked.Select(asked => asked.Name).Distinct(StringComparer.Ordinal));
        var given = position.Decisions.Where(decision => decision.At == one.At && decision.Kind == "approve").DistinctBy(decision => decision.By).Count();
        return scene.Say($"It waits at “{step}” for {who}: {given} of {one.Needed} have agreed.", $"「{step}」で{who}の決裁を待っています（{one.Needed} 人中 {given} 人が承認）。");
    }

    private static string People(WhyScene scene, ApprovalPeople people)
    {
        var who = string.Join(scene.Say(" or ", "または"), people.Persons.Select(person => person.Role is { } role ? scene.Say($"whoever is {role}", $"ロール「{role}」の人") : scene.Words.Write(person.User!)));
        return people.Quorum switch
        {
            1 => who,
            null => scene.Say($"all of {who}", $"{who}の全員"),
            var count => scene.Say($"{count} of {who}", $"{who}のうち {count} 人"),
        };
    }

    private static string Label(WhyScene scene, Engine.Diagnostics.LocalizedText text) => text.For(scene.Context.Locale, scene.Model.DefaultLocale);
}
