using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// What is written and never comes to anything: conditions that cannot hold, checks that cannot refuse, and what something before it always comes before. Only what
/// is so for every record is told.
/// </summary>
internal sealed class DeadRules(DiagnosticBag diagnostics)
{
    public static void Check(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        var dead = new DeadRules(diagnostics);
        foreach (var entity in rules.ByEntity) dead.Check(entity);
        foreach (var job in rules.Schedules.SelectMany(schedule => schedule.Steps.Select(step => (schedule.Location, Step: step)))) dead.Commands(job.Step.Commands, [], job.Location);
        foreach (var handler in rules.Handlers) dead.Commands(handler.Job.Commands, [], handler.Location);
        foreach (var selection in rules.Selections.Where(selection => selection.Where is not null))
            if (IsDead(selection.Where!)) diagnostics.SelectsNothing(At(selection.Location, selection.Where!));
    }

    private void Check(EntityRules rules)
    {
        foreach (var rule in rules.Validations)
        {
            if (Never(rule, rule.When)) continue;
            // What is unknown is refused as well, so only a requirement that is never unknown can be one that is always met.
            if (rule.Require is not BoundLiteral && !rule.Require.Type.IsOptional && IsSound(rule.Require) && !Satisfiability.CanHold(rule.When, Satisfiability.NotTrue(rule.Require)))
                diagnostics.NeverRefuses(At(rule.Location, rule.Require), rule.Name);
        }
        foreach (var rule in rules.Warnings) Never(rule, rule.When);
        foreach (var rule in rules.Defaults) Never(rule, rule.When);
        foreach (var rule in rules.FieldStates) Never(rule, rule.When);
        foreach (var rule in rules.BeforeSave) Commands(rule, rule.When, rule.Commands);
        foreach (var rule in rules.AfterSave) Commands(rule, rule.When, rule.Commands);
        Repeated(rules.FieldStates);
        foreach (var process in rules.Processes)
            foreach (var transition in process.Transitions)
            {
                // A transition starts where it starts from, so its guards are asked of such a record.
                if (transition.Guards.Length > 0 && transition.Guards.All(guard => IsSound(guard.Condition)) && !Satisfiability.CanHold(transition.Guards.Select(guard => guard.Condition)))
                    diagnostics.TransitionNeverPossible(At(transition.Location, transition.Guards[^1].Condition), transition.Name);
                Commands(transition.Do, [], transition.Location);
                if (transition.Deadline is { } deadline) Commands(deadline.Job.Commands, [], deadline.Location);
            }
        foreach (var approval in rules.Approvals)
        {
            if (approval.SubmitWhen is { } submit && IsDead(submit)) diagnostics.RuleNeverApplies(At(approval.Location, submit), approval.Name);
            foreach (var outcome in approval.Outcomes) Commands(outcome.Commands, [], outcome.Location);
        }
    }

    private bool Never(BoundRule rule, BoundExpression? when)
    {
        if (when is null || !IsDead(when)) return false;
        diagnostics.RuleNeverApplies(At(rule.Location, when), rule.Name);
        return true;
    }

    private void Commands(BoundRule rule, BoundExpression? when, ImmutableArray<BoundCommand> commands)
    {
        if (!Never(rule, when)) Commands(commands, when is null ? [] : [when], rule.Location);
    }

    /// <param name="given">What holds where the commands begin.</param>
    private void Commands(ImmutableArray<BoundCommand> commands, ImmutableArray<BoundExpression> given, SourceLocation place)
    {
        foreach (var command in commands)
            switch (command)
            {
                case IfCommand branch: given = Branch(branch, given, place, isElse: false) ? given : []; break;
                case ForEachCommand each:
                    Commands(each.Body, [], place);
                    given = [];
                    break;
                // What is written from here on may make another condition of it.
                case not (LetCommand or NotifyCommand or SendCommand or ReplyCommand or WebhookCommand): given = []; break;
            }
    }

    /// <returns>Whether what was given still holds behind it.</returns>
    private bool Branch(IfCommand branch, ImmutableArray<BoundExpression> given, SourceLocation place, bool isElse)
    {
        if (branch.Condition is not BoundLiteral && IsSound(branch.Condition) && !Satisfiability.CanHold(given.Append(branch.Condition)))
        {
            diagnostics.BranchNeverRuns(At(place, branch.Condition), isElse || given.Length > 0 && Satisfiability.CanHold(branch.Condition));
            return branch.Then.IsEmpty;
        }
        Commands(branch.Then, given.Add(branch.Condition), place);
        var otherwise = given.Add(Satisfiability.NotTrue(branch.Condition));
        if (branch.Else is [IfCommand chained]) Branch(chained, otherwise, place, isElse: true);
        else Commands(branch.Else, otherwise, place);
        return branch.Then.Concat(branch.Else).All(command => command is LetCommand or NotifyCommand or SendCommand or ReplyCommand or WebhookCommand);
    }

    /// <summary>A state that a field always has needs no conditions; a second rule for it changes nothing.</summary>
    private void Repeated(ImmutableArray<FieldStateRule> rules)
    {
        foreach (var (rule, field) in rules.SelectMany(rule => rule.Fields.Select(field => (rule, field))))
        {
            if (rules.FirstOrDefault(other => other != rule && other.Kind == rule.Kind && other.When is null && other.Fields.Any(one => one.Name == field.Name)) is not { } always) continue;
            // Of two that both always apply the second is too much.
            if (rule.When is null && rules.IndexOf(rule) < rules.IndexOf(always)) continue;
            diagnostics.RuleShadowed(rule.Location, rule.Name, always.Name);
        }
    }

    /// <summary>Who writes <c>when false</c> means it so: the rule is switched off.</summary>
    private static bool IsDead(BoundExpression condition) => condition is not BoundLiteral && IsSound(condition) && !Satisfiability.CanHold(condition);

    /// <summary>What is wrong anyway is not judged besides.</summary>
    private static bool IsSound(BoundExpression condition) => BoundTree.DescendantsAndSelf(condition).All(node => node is not BoundError);

    private static SourceLocation At(SourceLocation place, BoundExpression expression) => place with { Span = expression.Span };
}
