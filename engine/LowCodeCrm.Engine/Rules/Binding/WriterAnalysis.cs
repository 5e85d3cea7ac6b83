using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <param name="Target">"" for the rule's own record; else the path that update names.</param>
internal sealed record FieldWrite(string Target, string Field, bool IsConditional);

/// <summary>What commands write to records that are there already.</summary>
internal static class Writes
{
    public static IEnumerable<FieldWrite> Of(IEnumerable<BoundCommand> commands, bool conditional = false) => commands.SelectMany(command => command switch
    {
        SetCommand set => [new FieldWrite("", set.Field.Name, conditional)],
        UpdateCommand update => update.Assignments.Select(a => new FieldWrite(FactKey.Of(update.Record)?.Path ?? "…", a.Field.Name, conditional)),
        // For each record there may be another record to change, or none.
        ForEachCommand each => Of(each.Body, true),
        IfCommand branch => Of(branch.Then, true).Concat(Of(branch.Else, true)),
        _ => Enumerable.Empty<FieldWrite>(),
    });
}

/// <summary>Two rules of one phase that write one field: an error where both always do, a warning where their conditions may hold together.</summary>
internal static class WriterAnalysis
{
    public static void Check(EntityRules rules, DiagnosticBag diagnostics)
    {
        Check(rules.Defaults.Select(r => ((BoundRule)r, r.When, (IEnumerable<FieldWrite>)[new FieldWrite("", r.Field.Name, false)])), "as a default", "既定値として", diagnostics);
        Check(rules.BeforeSave.Select(r => ((BoundRule)r, r.When, Writes.Of(r.Commands))), "before the save", "保存の前", diagnostics);
        Check(rules.AfterSave.Select(r => ((BoundRule)r, r.When, Writes.Of(r.Commands))), "after the save", "保存の後", diagnostics);
    }

    private static void Check(IEnumerable<(BoundRule Rule, BoundExpression? When, IEnumerable<FieldWrite> Writes)> rules, string en, string ja, DiagnosticBag diagnostics)
    {
        var writers = rules.SelectMany(r => r.Writes.GroupBy(w => (w.Target, w.Field)).Select(g => (r.Rule, r.When, g.Key, Conditional: g.All(w => w.IsConditional))))
            .GroupBy(w => w.Key);
        foreach (var group in writers)
        {
            var list = group.ToArray();
            for (var i = 1; i < list.Length; i++)
            {
                var (rule, when, (target, field), conditional) = list[i];
                var earlier = list.Take(i).FirstOrDefault(e => !AreDisjoint(e.When, when));
                if (earlier.Rule is null) continue;
                var name = target.Length == 0 ? field : $"{target.TrimStart('.')}.{field}";
                if (when is null && earlier.When is null && !conditional && !earlier.Conditional) diagnostics.TwoWriters(rule.Location, en, ja, name, earlier.Rule.Name);
                else diagnostics.PossiblyTwoWriters(rule.Location, en, ja, name, earlier.Rule.Name);
            }
        }
    }

    /// <summary>Whether the conditions plainly exclude each other: one field held equal to different constants, or set here and empty there.</summary>
    public static bool AreDisjoint(BoundExpression? a, BoundExpression? b)
    {
        if (a is null || b is null) return false;
        var others = Conjuncts(b).ToArray();
        return Conjuncts(a).Any(x => others.Any(y => Excludes(x, y)));
    }

    private static IEnumerable<BoundExpression> Conjuncts(BoundExpression condition) =>
        condition is BoundBinary { Operator: BinaryOperator.And } both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [condition];

    private static bool Excludes(BoundExpression x, BoundExpression y)
    {
        if (x is BoundUnary { Operator: UnaryOperator.Not } nx && Same(nx.Operand, y) || y is BoundUnary { Operator: UnaryOperator.Not } ny && Same(ny.Operand, x)) return true;
        if (x is BoundIsSet sx && y is BoundIsSet sy) return sx.Negated != sy.Negated && Same(sx.Operand, sy.Operand);
        return Values(x) is var (subject, values) && Values(y) is var (other, others) && Same(subject, other) && !values.Overlaps(others);
    }

    /// <summary>The constants that a condition allows its subject.</summary>
    private static (BoundExpression Subject, HashSet<object> Values)? Values(BoundExpression condition) => condition switch
    {
        BoundBinary { Operator: BinaryOperator.Equal, Right: BoundLiteral { Value: { } value } } equal => (equal.Left, [value]),
        BoundBinary { Operator: BinaryOperator.Equal, Left: BoundLiteral { Value: { } value } } equal => (equal.Right, [value]),
        BoundIn { Negated: false, Container: BoundSet set } membership when set.Items.All(i => i is BoundLiteral { Value: not null }) =>
            (membership.Operand, [.. set.Items.Select(i => ((BoundLiteral)i).Value!)]),
        BoundField { Type.Kind: TypeKind.Bool } field => (field, [true]),
        BoundUnary { Operator: UnaryOperator.Not, Operand: BoundField { Type.Kind: TypeKind.Bool } field } => (field, [false]),
        _ => null,
    };

    /// <summary>The same path. Rules of an entity each have a record symbol of their own, so paths are compared by their names.</summary>
    private static bool Same(BoundExpression a, BoundExpression b) =>
        FactKey.Of(a) is { } x && FactKey.Of(b) is { } y && x.Path == y.Path && x.Root.GetType() == y.Root.GetType() && x.Root.ToString() == y.Root.ToString();
}
