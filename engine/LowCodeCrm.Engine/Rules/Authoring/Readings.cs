using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Explanations;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>An expression and how somebody reads it who writes no rules.</summary>
public sealed record Reading(TextSpan Span, string Text);

/// <summary>The conditions and values of a file's rules in words: fields and options by their labels.</summary>
public static class Readings
{
    /// <param name="rules">With the file bound.</param>
    /// <param name="file">Its path.</param>
    /// <param name="locale">The reader's.</param>
    public static IEnumerable<Reading> Of(BoundRuleSet rules, string file, string locale)
    {
        var words = new ExpressionWords(new ValueWords(rules.Model, new NoRecords
        {
            Now = DateTime.UnixEpoch, TimeZone = rules.Model.TimeZone, UserTimeZone = rules.Model.TimeZone, Locale = locale, Calendar = rules.Model.Calendar, Model = rules.Model,
        }));
        return Expressions(rules, file).Where(one => one is not BoundLiteral && BoundTree.DescendantsAndSelf(one).All(node => node is not BoundError))
            .DistinctBy(one => one.Span).OrderBy(one => one.Span.Start).Select(one => new Reading(one.Span, words.Write(one)));
    }

    private static IEnumerable<BoundExpression> Expressions(BoundRuleSet rules, string file)
    {
        var all = rules.ByEntity.SelectMany(entity =>
            entity.Validations.SelectMany(rule => Here(rule, rule.When, rule.Require))
                .Concat(entity.Warnings.SelectMany(rule => Here(rule, rule.When)))
                .Concat(entity.Defaults.SelectMany(rule => Here(rule, rule.When, rule.Value)))
                .Concat(entity.Computed.SelectMany(rule => Here(rule, rule.Value)))
                .Concat(entity.FieldStates.SelectMany(rule => Here(rule, rule.When)))
                .Concat(entity.BeforeSave.SelectMany(rule => Here(rule, [rule.When, .. rule.Commands.SelectMany(Of)])))
                .Concat(entity.AfterSave.SelectMany(rule => Here(rule, [rule.When, .. rule.Commands.SelectMany(Of)])))
                .Concat(entity.Processes.SelectMany(process => process.Transitions).Where(transition => transition.Location.File == file)
                    .SelectMany(transition => transition.Guards.Select(guard => guard.Condition).Concat(transition.Do.SelectMany(Of))))
                .Concat(entity.Approvals.SelectMany(approval => approval.Outcomes).Where(outcome => outcome.Location.File == file).SelectMany(outcome => outcome.Commands.SelectMany(Of))));
        return all.Concat(rules.Handlers.Where(handler => handler.Location.File == file).SelectMany(handler => handler.Job.Commands.SelectMany(Of)))
            .Concat(rules.Schedules.Where(schedule => schedule.Location.File == file).SelectMany(schedule => schedule.Steps)
                .SelectMany(step => step.Commands.SelectMany(Of).Concat(step.Selection?.Where is { } where ? [where] : [])));

        IEnumerable<BoundExpression> Here(BoundRule rule, params IEnumerable<BoundExpression?> parts) => rule.Location.File == file ? parts.OfType<BoundExpression>() : [];
    }

    private static IEnumerable<BoundExpression> Of(BoundCommand command) => command switch
    {
        ForEachCommand each => each.Body.SelectMany(Of).Concat(each.Selection.Where is { } where ? [where] : []),
        IfCommand branch => branch.Then.Concat(branch.Else).SelectMany(Of).Prepend(branch.Condition),
        _ => BoundTree.ExpressionsOf(command),
    };

    /// <summary>Rules are read, not run: no record is ever asked for.</summary>
    private sealed class NoRecords : RuleContext
    {
        public override bool HasRole(string role) => false;
        public override EntityRecord? Load(int entityIndex, Guid id) => null;
        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
    }
}
