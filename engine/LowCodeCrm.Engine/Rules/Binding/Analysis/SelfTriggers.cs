using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// Rules behind the save whose own work makes them run again: they change their record by what it was, or make a record of their own kind to which they apply as
/// well. Where what they write makes their condition false, they end by themselves.
/// </summary>
internal static class SelfTriggers
{
    public static void Check(EntityRules rules, DiagnosticBag diagnostics)
    {
        foreach (var rule in rules.AfterSave)
        {
            if (Changes(rule) is { } change) diagnostics.TriggersItself(rule.Location with { Span = change.Span }, rule.Name);
            else if (Creates(rule, rule.Commands) is { } create) diagnostics.TriggersItself(rule.Location with { Span = create.Span }, rule.Name);
        }
    }

    /// <summary>A change that reckons on from what it changes: doing it again changes the record again.</summary>
    private static BoundCommand? Changes(AfterSaveRule rule)
    {
        var written = Own(rule.Commands).ToArray();
        var names = written.Select(one => one.Field.Name).ToHashSet(StringComparer.Ordinal);
        if (Array.Find(written, one => GoesOn(one.Value, names)) is not { Command: { } command }) return null;
        var constants = written.GroupBy(one => one.Field.Name).Where(group => group.Count() == 1).Select(group => group.Single()).Where(one => !one.Conditional).ToArray();
        var again = rule.When is null ? null : Substitute(rule.When, node => node switch
        {
            BoundChanged changed when !names.Contains(changed.Field.Name) => False(changed),
            BoundCall { Function.Name: "is_new" } call => False(call),
            _ => null,
        });
        var facts = constants.Where(one => IsConstant(one.Value)).Select(one => Equal(rule, one.Field, one.Value));
        return Satisfiability.CanHold(facts.Prepend(again)) ? command : null;
    }

    private static BoundCommand? Creates(AfterSaveRule rule, IEnumerable<BoundCommand> commands)
    {
        foreach (var command in commands)
        {
            var found = command switch
            {
                CreateCommand create when create.Target.Name == rule.Entity.Name && AppliesTo(rule, create) => create,
                IfCommand branch => Creates(rule, branch.Then.Concat(branch.Else)),
                ForEachCommand each => Creates(rule, each.Body),
                _ => null,
            };
            if (found is not null) return found;
        }
        return null;
    }

    private static bool AppliesTo(AfterSaveRule rule, CreateCommand create)
    {
        var when = rule.When is null ? null : Substitute(rule.When, node => node switch
        {
            BoundCall { Function.Name: "is_new" } call => new BoundLiteral(true, RuleType.Bool, call.Span),
            // Of a new record everything that is set has changed; what nobody gives may come by default.
            BoundChanged changed => new BoundIsSet(new BoundField(new BoundRecord(rule.This, RuleType.Record(rule.Entity.Name), changed.Span), changed.Entity, changed.Field, RuleType.OfField(changed.Entity, changed.Field), changed.Span), false, changed.Span),
            BoundOldField old => new BoundLiteral(null, old.Type, old.Span),
            _ => null,
        });
        return Satisfiability.CanHold(create.Assignments.Where(one => IsConstant(one.Value)).Select(one => Equal(rule, one.Field, one.Value)).Prepend(when));
    }

    private sealed record Written(Field Field, BoundExpression Value, BoundCommand Command, bool Conditional);

    private static IEnumerable<Written> Own(IEnumerable<BoundCommand> commands, bool conditional = false) => commands.SelectMany(command => command switch
    {
        SetCommand set => [new Written(set.Field, set.Value, set, conditional)],
        UpdateCommand { Record: BoundRecord { Symbol.Name: "this" } } update => update.Assignments.Select(one => new Written(one.Field, one.Value, update, conditional)),
        IfCommand branch => Own(branch.Then.Concat(branch.Else), true),
        _ => Enumerable.Empty<Written>(),
    });

    /// <summary>Whether a value is worked out from what is written: counted up, put behind.</summary>
    private static bool GoesOn(BoundExpression value, HashSet<string> written) => BoundTree.DescendantsAndSelf(value).Any(node => node switch
    {
        BoundBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Concat } or BoundInterpolation =>
            Reads.Of(node).Any(read => read.Via == ReadVia.Own && written.Contains(read.Field.Name)),
        _ => false,
    });

    private static bool IsConstant(BoundExpression value) => value is BoundLiteral || value is BoundConversion conversion && IsConstant(conversion.Operand);

    private static BoundExpression Equal(AfterSaveRule rule, Field field, BoundExpression value) => new BoundBinary(
        BinaryOperator.Equal, new BoundField(new BoundRecord(rule.This, RuleType.Record(rule.Entity.Name), value.Span), rule.Entity, field, RuleType.OfField(rule.Entity, field), value.Span), value, RuleType.Bool, value.Span);

    private static BoundLiteral False(BoundExpression node) => new(false, RuleType.Bool, node.Span);

    private static BoundExpression Substitute(BoundExpression expression, Func<BoundExpression, BoundExpression?> by) => by(expression) ?? BoundTree.Map(expression, inner => Substitute(inner, by));
}
