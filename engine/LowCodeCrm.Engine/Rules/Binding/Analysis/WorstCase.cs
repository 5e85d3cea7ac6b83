using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// What each rule with commands costs at worst: every loop as long as its limit, of two branches the dearer. What other rules do with the records it writes is theirs.
/// </summary>
public static class WorstCase
{
    /// <summary>Budgets of a save, as the product has them unless it is set up otherwise.</summary>
    public static readonly RuleCost SaveBudget = new(Statements: 100, RowsRead: 50_000, RowsWritten: 10_000, Commands: 200);

    /// <summary>Every rule that has commands, with where it is and what each of its runs may cost.</summary>
    public static IEnumerable<(SourceLocation Location, RuleCost Cost)> Of(BoundRuleSet rules)
    {
        foreach (var entity in rules.ByEntity)
        {
            foreach (var rule in entity.AfterSave) yield return (rule.Location, Of(rule.Commands) + Reading([rule.When]));
            foreach (var transition in entity.Processes.SelectMany(process => process.Transitions).Where(transition => !transition.Do.IsEmpty)) yield return (transition.Location, Of(transition.Do));
            foreach (var outcome in entity.Approvals.SelectMany(approval => approval.Outcomes)) yield return (outcome.Location, Of(outcome.Commands));
        }
        foreach (var handler in rules.Handlers) yield return (handler.Location, Of(handler.Job.Commands));
    }

    internal static void Check(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        foreach (var (location, cost) in Of(rules))
            if (cost.Commands > SaveBudget.Commands) diagnostics.MayExceedBudget(location, (int)cost.Commands, (int)SaveBudget.Commands, "commands", "操作");
            else if (cost.Statements > SaveBudget.Statements) diagnostics.MayExceedBudget(location, (int)cost.Statements, (int)SaveBudget.Statements, "statements", "SQL文");
            else if (cost.RowsRead > SaveBudget.RowsRead) diagnostics.MayExceedBudget(location, (int)cost.RowsRead, (int)SaveBudget.RowsRead, "records read", "レコードの読み込み");
    }

    /// <summary>What commands cost when they run once.</summary>
    public static RuleCost Of(ImmutableArray<BoundCommand> commands) => commands.Aggregate(default(RuleCost), (sum, command) => sum + Of(command));

    private static RuleCost Of(BoundCommand command) => command switch
    {
        // The record that is written is loaded first, and written by a statement of its own.
        CreateCommand => Reading(BoundTree.ExpressionsOf(command)) + new RuleCost(1, 0, 1, 1),
        UpdateCommand or DeleteCommand => Reading(BoundTree.ExpressionsOf(command)) + new RuleCost(1, 0, 1, 1),
        ForEachCommand each => Reading(each.Selection.Outer.Select(outer => outer.Value)) + new RuleCost(1, each.Selection.Limit, 0, 0) + Of(each.Body).Times(each.Selection.Limit),
        IfCommand branch => Reading([branch.Condition]) + Of(branch.Then).Or(Of(branch.Else)),
        _ => Reading(BoundTree.ExpressionsOf(command)),
    };

    /// <summary>Each record on a path to one is loaded once; each sum or count over related records is a question of its own.</summary>
    private static RuleCost Reading(IEnumerable<BoundExpression?> expressions)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var questions = 0L;
        foreach (var node in expressions.OfType<BoundExpression>().SelectMany(BoundTree.DescendantsAndSelf))
            if (node is BoundField { Record: BoundField above } && FactKey.Of(above) is { } key) paths.Add($"{key.Root} {key.Path}");
            else if (node is BoundAggregate) questions++;
        return new RuleCost(paths.Count + questions, paths.Count, 0, 0);
    }
}
