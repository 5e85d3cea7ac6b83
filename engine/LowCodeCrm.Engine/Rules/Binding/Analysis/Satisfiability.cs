using System.Collections.Immutable;
using System.Globalization;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// Whether conditions can hold together, as far as it is plain: each path against constants — bounds, listed values, set or empty. What is not understood is taken
/// to be possible, so that "never" is always true.
/// </summary>
internal static class Satisfiability
{
    /// <summary>Alternatives that are followed; beyond so many everything is taken to be possible.</summary>
    private const int MaxAlternatives = 64;

    /// <summary>False where no record can meet all conditions; a missing condition holds.</summary>
    public static bool CanHold(params IEnumerable<BoundExpression?> conditions)
    {
        List<ImmutableArray<BoundExpression>> alternatives = [[]];
        foreach (var condition in conditions)
            if (condition is not null && !Conjoin(alternatives, condition, true)) return true;
        return alternatives.Exists(IsPossible);
    }

    /// <summary>Whether a condition holds whatever the record: nothing makes it false or unknown, as far as is plain.</summary>
    public static bool AlwaysHolds(BoundExpression condition) => condition switch
    {
        BoundLiteral { Value: true } => true,
        BoundBinary { Operator: BinaryOperator.Or } either => AlwaysHolds(either.Left) || AlwaysHolds(either.Right),
        BoundBinary { Operator: BinaryOperator.And } both => AlwaysHolds(both.Left) && AlwaysHolds(both.Right),
        _ => false,
    };

    /// <summary>A condition for what is left where another one does not hold: it is false or, where it may be, unknown. As far as is plain; else true.</summary>
    public static BoundExpression NotTrue(BoundExpression condition) => condition switch
    {
        BoundBinary { Operator: BinaryOperator.And } both => Either(BinaryOperator.Or, NotTrue(both.Left), NotTrue(both.Right)),
        BoundBinary { Operator: BinaryOperator.Or } either => Either(BinaryOperator.And, NotTrue(either.Left), NotTrue(either.Right)),
        BoundBinary or BoundIsSet or BoundIn or BoundField or BoundUnary or BoundLiteral when !condition.Type.IsOptional => Negated(condition),
        BoundBinary or BoundIn or BoundField when SubjectOf(condition) is var (subject, _) && FactKey.Of(subject) is not null && Compared(condition) =>
            Either(BinaryOperator.Or, Negated(condition), new BoundIsSet(subject, true, condition.Span)),
        _ => new BoundLiteral(true, RuleType.Bool, condition.Span),
    };

    private static BoundBinary Either(BinaryOperator word, BoundExpression left, BoundExpression right) => new(word, left, right, RuleType.Bool, left.Span);

    /// <summary>Whether a condition is unknown only where what it is about is empty.</summary>
    private static bool Compared(BoundExpression condition) => condition switch
    {
        BoundBinary b => Constant(b.Left) is not null || Constant(b.Right) is not null,
        BoundIn { Container: BoundRange range } => (range.Low is null || Constant(range.Low) is not null) && (range.High is null || Constant(range.High) is not null),
        _ => true,
    };

    /// <summary>To disjunctive form; false where that becomes too long.</summary>
    private static bool Conjoin(List<ImmutableArray<BoundExpression>> alternatives, BoundExpression condition, bool outcome)
    {
        switch (condition)
        {
            case BoundUnary { Operator: UnaryOperator.Not } negation: return Conjoin(alternatives, negation.Operand, !outcome);
            case BoundBinary { Operator: BinaryOperator.And } both when outcome: return Conjoin(alternatives, both.Left, true) && Conjoin(alternatives, both.Right, true);
            case BoundBinary { Operator: BinaryOperator.Or } either when !outcome: return Conjoin(alternatives, either.Left, false) && Conjoin(alternatives, either.Right, false);
            case BoundBinary { Operator: BinaryOperator.Or or BinaryOperator.And } split:
                var other = alternatives.ToList();
                if (!Conjoin(alternatives, split.Left, outcome) || !Conjoin(other, split.Right, outcome)) return false;
                alternatives.AddRange(other);
                return alternatives.Count <= MaxAlternatives;
            default:
                var atom = outcome ? condition : Negated(condition);
                for (var i = 0; i < alternatives.Count; i++) alternatives[i] = alternatives[i].Add(atom);
                return true;
        }
    }

    private static BoundExpression Negated(BoundExpression condition) => condition switch
    {
        BoundIsSet test => test with { Negated = !test.Negated },
        BoundIn test => test with { Negated = !test.Negated },
        BoundBinary { Operator: BinaryOperator.Equal } b => b with { Operator = BinaryOperator.NotEqual },
        BoundBinary { Operator: BinaryOperator.NotEqual } b => b with { Operator = BinaryOperator.Equal },
        BoundBinary { Operator: BinaryOperator.Less } b => b with { Operator = BinaryOperator.GreaterOrEqual },
        BoundBinary { Operator: BinaryOperator.LessOrEqual } b => b with { Operator = BinaryOperator.Greater },
        BoundBinary { Operator: BinaryOperator.Greater } b => b with { Operator = BinaryOperator.LessOrEqual },
        BoundBinary { Operator: BinaryOperator.GreaterOrEqual } b => b with { Operator = BinaryOperator.Less },
        _ => new BoundUnary(UnaryOperator.Not, condition, condition.Type, condition.Span),
    };

    private static bool IsPossible(ImmutableArray<BoundExpression> atoms)
    {
        var values = new Dictionary<(string, string), Possible>();
        foreach (var atom in atoms)
        {
            if (atom is BoundLiteral literal && literal.Value is not true) return false;
            if (atom is BoundUnary { Operand: BoundLiteral { Value: true } }) return false;
            if (SubjectOf(atom) is not var (subject, narrow)) continue;
            if (FactKey.Of(subject) is not { } key) continue;
            // Rules of an entity each have a record symbol of their own, so paths are compared by their names.
            var name = ($"{key.Root.GetType().Name} {key.Root}", key.Path);
            if (!values.TryGetValue(name, out var possible)) values[name] = possible = new Possible();
            narrow(possible);
            if (possible.IsNone) return false;
        }
        return true;
    }

    /// <summary>The path that an atom speaks of and how it narrows what is possible there.</summary>
    private static (BoundExpression Subject, Action<Possible> Narrow)? SubjectOf(BoundExpression atom) => atom switch
    {
        BoundIsSet test => (test.Operand, test.Negated ? static p => p.OnlyEmpty() : static p => p.NeverEmpty()),
        BoundField { Type.Kind: TypeKind.Bool } field => (field, static p => p.Only([true])),
        BoundUnary { Operator: UnaryOperator.Not, Operand: BoundField { Type.Kind: TypeKind.Bool } field } => (field, static p => p.Only([false])),
        BoundBinary { Right: { } right } b when Constant(right) is { } value => (b.Left, Comparison(b.Operator, value)),
        BoundBinary { Left: { } left } b when Constant(left) is { } value => (b.Right, Comparison(Flipped(b.Operator), value)),
        BoundBinary { Operator: BinaryOperator.Equal, Right: BoundLiteral { Value: null } } b => (b.Left, static p => p.OnlyEmpty()),
        BoundBinary { Operator: BinaryOperator.NotEqual, Right: BoundLiteral { Value: null } } b => (b.Left, static p => p.NeverEmpty()),
        BoundIn { Negated: false, Container: BoundSet set } test when set.Items.All(item => Constant(item) is not null) => (test.Operand, p => p.Only(set.Items.Select(item => Constant(item)!))),
        BoundIn { Negated: true, Container: BoundSet set } test when set.Items.All(item => Constant(item) is not null) => (test.Operand, p => p.Without(set.Items.Select(item => Constant(item)!))),
        BoundIn { Negated: false, Container: BoundRange range } test => (test.Operand, p => Within(p, range)),
        _ => null,
    };

    private static void Within(Possible possible, BoundRange range)
    {
        possible.NeverEmpty();
        if (Constant(range.Low) is { } low) possible.AtLeast(low, range.LowIncluded);
        if (Constant(range.High) is { } high) possible.AtMost(high, range.HighIncluded);
    }

    private static Action<Possible> Comparison(BinaryOperator op, object value) => op switch
    {
        BinaryOperator.Equal => p => p.Only([value]),
        BinaryOperator.NotEqual => p => p.Without([value]),
        BinaryOperator.Less => p => p.AtMost(value, included: false),
        BinaryOperator.LessOrEqual => p => p.AtMost(value, included: true),
        BinaryOperator.Greater => p => p.AtLeast(value, included: false),
        BinaryOperator.GreaterOrEqual => p => p.AtLeast(value, included: true),
        _ => static _ => { },
    };

    private static BinaryOperator Flipped(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => op,
    };

    /// <summary>A constant's value, numbers as decimals; null where it is none.</summary>
    private static object? Constant(BoundExpression? expression) => expression switch
    {
        BoundLiteral { Value: long number } => (decimal)number,
        BoundLiteral { Value: { } value } => value,
        BoundConversion conversion => Constant(conversion.Operand),
        BoundUnary { Operator: UnaryOperator.Negate } negation when Constant(negation.Operand) is decimal number => -number,
        _ => null,
    };

    /// <summary>What one path can hold.</summary>
    private sealed class Possible
    {
        private HashSet<object>? only;
        private readonly HashSet<object> without = [];
        private object? low, high;
        private bool lowIncluded, highIncluded, mayBeEmpty = true, mayBeSet = true;

        public bool IsNone => !mayBeEmpty && (!mayBeSet || (only is not null ? !only.Any(Fits) : low is not null && high is not null && Compare(low, high) is { } order && (order > 0 || order == 0 && !(lowIncluded && highIncluded && !without.Contains(low)))));

        public void OnlyEmpty() => mayBeSet = false;

        public void NeverEmpty() => mayBeEmpty = false;

        public void Only(IEnumerable<object> values)
        {
            NeverEmpty();
            if (only is null) only = [.. values];
            else only.IntersectWith(values);
        }

        public void Without(IEnumerable<object> values) => without.UnionWith(values);

        public void AtLeast(object value, bool included)
        {
            NeverEmpty();
            if (low is not null && (Compare(value, low) is not { } order || order < 0 || order == 0 && !lowIncluded)) return;
            (low, lowIncluded) = (value, included);
        }

        public void AtMost(object value, bool included)
        {
            NeverEmpty();
            if (high is not null && (Compare(value, high) is not { } order || order > 0 || order == 0 && !highIncluded)) return;
            (high, highIncluded) = (value, included);
        }

        private bool Fits(object value) => !without.Contains(value)
            && (low is null || Compare(value, low) is not { } above || above > 0 || above == 0 && lowIncluded)
            && (high is null || Compare(value, high) is not { } below || below < 0 || below == 0 && highIncluded);

        private static int? Compare(object a, object b) => (a, b) switch
        {
            (string x, string y) => Values.RuleText.Compare(x, y),
            (IComparable x, _) when a.GetType() == b.GetType() => x.CompareTo(b),
            _ => null,
        };
    }
}
