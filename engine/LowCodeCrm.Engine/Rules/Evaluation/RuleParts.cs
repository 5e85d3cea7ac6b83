using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>An expression of a rule that the interpreter runs when a record is saved or a job does its work.</summary>
/// <param name="Rule">As reports name it: <c>opportunity.won_needs_amount</c>.</param>
/// <param name="IsCondition">Whether the rule acts where it holds, so that it could be left out.</param>
public sealed record RulePart(string Rule, BoundExpression Expression, SourceText Source, bool IsCondition);

/// <summary>What rules are made of, for those who look at tests of them.</summary>
public static class RuleParts
{
    /// <summary>In the order of the rules. Of messages only their being said is a matter of rules; selections are the database's.</summary>
    public static IEnumerable<RulePart> Of(BoundRuleSet rules)
    {
        foreach (var entity in rules.ByEntity)
        {
            foreach (var rule in entity.Defaults) foreach (var part in Two(rule, rule.When, rule.Value, false)) yield return part;
            foreach (var rule in entity.BeforeSave) foreach (var part in Acting(Name(rule), rule.Location.Source, rule.When, rule.Commands)) yield return part;
            foreach (var rule in entity.Computed) yield return new(Name(rule), rule.Value, rule.Location.Source, false);
            foreach (var rule in entity.Rollups) yield return new(Name(rule), rule.Aggregate, rule.Location.Source, false);
            foreach (var rule in entity.Validations) foreach (var part in Two(rule, rule.When, rule.Require, true)) yield return part;
            foreach (var rule in entity.Warnings) yield return new(Name(rule), rule.When, rule.Location.Source, true);
            foreach (var rule in entity.FieldStates) if (rule.When is not null) yield return new(Name(rule), rule.When, rule.Location.Source, true);
            foreach (var rule in entity.AfterSave) foreach (var part in Acting(Name(rule), rule.Location.Source, rule.When, rule.Commands)) yield return part;
            foreach (var transition in entity.Processes.SelectMany(process => process.Transitions))
            {
                foreach (var guard in transition.Guards) yield return new($"{entity.Entity.Name}.{guard.Name}", guard.Condition, transition.Location.Source, true);
                if (transition.By is { } by) yield return new($"{entity.Entity.Name}.{transition.Name} by", by, transition.Location.Source, true);
                foreach (var part in Acting($"{entity.Entity.Name}.{transition.Name}", transition.Location.Source, null, transition.Do)) yield return part;
            }
        }
        foreach (var approval in rules.ByEntity.SelectMany(entity => entity.Approvals))
        {
            var (name, source) = ($"{approval.Entity.Name}.{approval.Name}", approval.Location.Source);
            if (approval.SubmitWhen is { } submit) yield return new(name, submit, source, true);
            foreach (var step in approval.Steps)
            {
                if (step.When is { } when) yield return new($"{name} {step.Name}", when, source, true);
                foreach (var user in step.People.Persons.Concat(step.Escalation?.Persons ?? []).Select(person => person.User).OfType<BoundExpression>()) yield return new($"{name} {step.Name}", user, source, false);
            }
            foreach (var outcome in approval.Outcomes)
                foreach (var part in Acting($"{name} {outcome.Result.ToString().ToLowerInvariant()}", source, null, outcome.Commands)) yield return part;
        }
        foreach (var schedule in rules.Schedules)
            foreach (var step in schedule.Steps)
                foreach (var part in Acting($"schedule.{schedule.Name}", schedule.Location.Source, null, step.Commands)) yield return part;
        foreach (var handler in rules.Handlers)
            foreach (var part in Acting(handler.Name, handler.Location.Source, null, handler.Job.Commands)) yield return part;
    }

    /// <summary>The single conditions of all parts, called functions included, each once.</summary>
    public static ImmutableArray<(string Rule, BoundExpression Condition, SourceText Source)> ConditionsOf(BoundRuleSet rules)
    {
        var found = ImmutableArray.CreateBuilder<(string, BoundExpression, SourceText)>();
        var functions = new HashSet<FunctionSymbol>();
        foreach (var part in Of(rules)) Walk(part.Rule, part.Expression, part.Source);
        return found.ToImmutable();

        void Walk(string rule, BoundExpression expression, SourceText source)
        {
            if (EvaluationProbe.IsCondition(expression)) found.Add((rule, expression, source));
            foreach (var child in BoundTree.Children(expression)) Walk(rule, child, source);
            if (expression is BoundFunctionCall { Function: { Body: { } body } function } && functions.Add(function)) Walk($"function {function.Name}", body, function.Location.Source);
        }
    }

    private static IEnumerable<RulePart> Two(BoundRule rule, BoundExpression? when, BoundExpression value, bool isCondition)
    {
        if (when is not null) yield return new(Name(rule), when, rule.Location.Source, true);
        yield return new(Name(rule), value, rule.Location.Source, isCondition);
    }

    private static IEnumerable<RulePart> Acting(string name, SourceText source, BoundExpression? when, ImmutableArray<BoundCommand> commands)
    {
        if (when is not null) yield return new(name, when, source, true);
        foreach (var command in commands)
            switch (command)
            {
                case IfCommand branch:
                    yield return new(name, branch.Condition, source, true);
                    foreach (var part in Acting(name, source, null, branch.Then).Concat(Acting(name, source, null, branch.Else))) yield return part;
                    break;
                case ForEachCommand each:
                    foreach (var part in Acting(name, source, null, each.Body)) yield return part;
                    break;
                case NotifyCommand: break;
                default:
                    foreach (var expression in BoundTree.ExpressionsOf(command)) yield return new(name, expression, source, false);
                    break;
            }
    }

    private static string Name(BoundRule rule) => $"{rule.Entity.Name}.{rule.Name}";
}
