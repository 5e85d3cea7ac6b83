using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A path from a root (record, variable, user) through fields and members.</summary>
internal readonly record struct FactKey(object Root, string Path)
{
    // Named, since paths of different rules are compared by the names of their roots.
    private const string old = "old";
    private const string user = "user";

    /// <summary>Null where the expression is no path.</summary>
    public static FactKey? Of(BoundExpression expression) => expression switch
    {
        BoundRecord record => new(record.Symbol, ""),
        BoundVariable variable => new(variable.Symbol, ""),
        BoundUser => new(user, ""),
        BoundField field => Of(field.Record)?.Down(field.Field.Name),
        BoundMember member => Of(member.Target)?.Down(member.Member),
        BoundOldField field => new(old, "." + field.Field.Name),
        BoundConversion conversion => Of(conversion.Operand),
        _ => null,
    };

    private FactKey Down(string name) => this with { Path = Path + "." + name };
}

/// <summary>Paths known to be set, from conditions that are true here: <c>x is set and x &gt; 1</c>.</summary>
internal sealed class Facts(ImmutableHashSet<FactKey> set)
{
    public static readonly Facts None = new([]);

    public bool KnowsSet(BoundExpression expression) => !set.IsEmpty && FactKey.Of(expression) is { } key && set.Contains(key);

    public Facts And(IEnumerable<FactKey> more) => set.Union(more) is var union && union.Count == set.Count ? this : new(union);

    /// <summary>What is known where the condition is not false.</summary>
    public Facts WhenTrue(BoundExpression? condition) => condition is null ? this : And(Learn(condition, true));

    /// <summary>What is known where the condition is not true. A test for emptiness is never unknown, so neither outcome needs more.</summary>
    public Facts WhenNotTrue(BoundExpression condition) => And(Learn(condition, false));

    /// <summary>Forgets a field that was assigned, and all that was reached through it.</summary>
    public Facts Without(RecordSymbol record, string field)
    {
        var path = "." + field;
        return new(set.Except(set.Where(k => k.Root == record && (k.Path == path || k.Path.StartsWith(path + ".", StringComparison.Ordinal)))));
    }

    public static IEnumerable<FactKey> Learn(BoundExpression condition, bool outcome)
    {
        switch (condition)
        {
            case BoundIsSet test when test.Negated != outcome:
                return FactKey.Of(test.Operand) is FactKey key ? Prefixes(test.Operand, key) : [];
            case BoundUnary { Operator: UnaryOperator.Not } negation:
                return Learn(negation.Operand, !outcome);
            case BoundBinary { Operator: BinaryOperator.And } both when outcome:
                return Learn(both.Left, true).Concat(Learn(both.Right, true));
            case BoundBinary { Operator: BinaryOperator.Or } either when !outcome:
                return Learn(either.Left, false).Concat(Learn(either.Right, false));
            default:
                return [];
        }
    }

    /// <summary>Where <c>account.name</c> is set, so is <c>account</c>.</summary>
    private static IEnumerable<FactKey> Prefixes(BoundExpression expression, FactKey key)
    {
        yield return key;
        var inner = expression switch { BoundField f => f.Record, BoundMember m => m.Target, BoundConversion c => c.Operand, _ => null };
        if (inner is not null && FactKey.Of(inner) is { } above)
            foreach (var prefix in Prefixes(inner, above)) yield return prefix;
    }
}
