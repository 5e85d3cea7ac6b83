using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>What each hit policy means, said with <c>if</c>, <c>let</c> and operators.</summary>
internal static class TablePolicies
{
    /// <param name="otherwise">Where no row applies; null: empty, or nothing where <paramref name="regions"/> show that some row always does.</param>
    public static BoundExpression Expression(HitPolicy policy, Collection collection, ImmutableArray<BoundRow> rows, BoundExpression? otherwise, TableRegions? regions, RuleType type, CrmModel model, TextSpan span)
    {
        var overlaps = regions is { IsExact: true } ? regions.Overlaps : default;
        return policy switch
        {
            HitPolicy.Unique when overlaps is not { IsDefault: false, IsEmpty: true } => Unless(Several(rows, span), First(rows, otherwise, regions, type, span), type, span),
            HitPolicy.Any when overlaps.IsDefault || !overlaps.All(pair => rows[pair.Row].AgreesWith(rows[pair.Other])) => Agreeing(rows, First(rows, otherwise, regions, type, span), type, span),
            HitPolicy.Priority => Ranked(rows, otherwise, type, model, span),
            HitPolicy.RuleOrder => Listed(rows, otherwise, type, span),
            HitPolicy.Collect when collection == Collection.None => Listed(rows, otherwise, type, span),
            HitPolicy.Collect => Collected(collection, rows, otherwise, type, span),
            _ => First(rows, otherwise, regions, type, span),
        };
    }

    private static BoundExpression First(ImmutableArray<BoundRow> rows, BoundExpression? otherwise, TableRegions? regions, RuleType type, TextSpan span)
    {
        var complete = otherwise is null && regions is { IsExact: true, Gap: null };
        var result = complete ? rows[^1].Result : otherwise ?? Nothing(type, span);
        return (complete ? rows.RemoveAt(rows.Length - 1) : rows).Reverse().Aggregate(result, BoundExpression (rest, row) => If(row.Condition, row.Result, rest, span));
    }

    /// <summary>Whether more than one row applies.</summary>
    private static BoundExpression Several(ImmutableArray<BoundRow> rows, TextSpan span) =>
        Binary(BinaryOperator.Greater, rows.Select(row => If(row.Condition, Int(1, span), Int(0, span), span)).Aggregate((a, b) => Binary(BinaryOperator.Add, a, b, span)), Int(1, span), span);

    private static BoundExpression Agreeing(ImmutableArray<BoundRow> rows, BoundExpression first, RuleType type, TextSpan span)
    {
        var chosen = new VariableSymbol("chosen", first.Type);
        var differs = rows.Select(row => Binary(BinaryOperator.And, row.Condition, Binary(BinaryOperator.NotEqual, row.Result, new BoundVariable(chosen, span), span), span)).Aggregate((a, b) => Binary(BinaryOperator.Or, a, b, span));
        var result = Unless(differs, new BoundVariable(chosen, span), type, span);
        return new BoundLet(chosen, first, result, result.Type, span);
    }

    /// <summary>The results in the order of their options.</summary>
    private static BoundExpression Ranked(ImmutableArray<BoundRow> rows, BoundExpression? otherwise, RuleType type, CrmModel model, TextSpan span)
    {
        var parts = type.Choice!.Split('.');
        var options = model.Find(parts[0])!.Find(parts[1])!.Options;
        return options.Reverse().Aggregate(otherwise ?? Nothing(type, span), BoundExpression (rest, option) =>
        {
            var literal = new BoundLiteral(option.Value, type.NotOptional, span);
            var reasons = rows.Where(row => row.Result is not BoundLiteral other || Equals(other.Value, option.Value))
                .Select(row => row.Result is BoundLiteral ? row.Condition : Binary(BinaryOperator.And, row.Condition, Binary(BinaryOperator.Equal, row.Result, literal, span), span)).ToArray();
            return reasons.Length == 0 ? rest : If(reasons.Aggregate((a, b) => Binary(BinaryOperator.Or, a, b, span)), literal, rest, span);
        });
    }

    private static BoundExpression Collected(Collection collection, ImmutableArray<BoundRow> rows, BoundExpression? otherwise, RuleType type, TextSpan span)
    {
        var all = collection switch
        {
            Collection.Count => Sum(rows, _ => Int(1, span), Int(0, span), span),
            Collection.Sum => Sum(rows, row => row.Result.Type.IsOptional ? Binary(BinaryOperator.Coalesce, row.Result, Zero(type, span), span) : row.Result, Zero(type, span), span),
            _ => Extreme(rows, collection == Collection.Min ? BinaryOperator.Less : BinaryOperator.Greater, type, span),
        };
        if (otherwise is null) return all;
        return If(rows.Select(row => row.Condition).DefaultIfEmpty(new BoundLiteral(false, RuleType.Bool, span)).Aggregate((a, b) => Binary(BinaryOperator.Or, a, b, span)), all, otherwise, span);
    }

    /// <summary>The results of the rows that apply, in the order of the rows; an empty one is none.</summary>
    private static BoundSet Listed(ImmutableArray<BoundRow> rows, BoundExpression? otherwise, RuleType type, TextSpan span)
    {
        var element = type.Element!.Optional;
        var items = rows.Select(row => Either(row.Condition, row.Result, Nothing(element, span))).ToList();
        if (otherwise is not null) items.Add(Either(rows.Select(row => row.Condition).DefaultIfEmpty(new BoundLiteral(false, RuleType.Bool, span)).Aggregate((a, b) => Binary(BinaryOperator.Or, a, b, span)), Nothing(element, span), otherwise));
        return new BoundSet([.. items], type.NotOptional, span);

        BoundExpression Either(BoundExpression condition, BoundExpression then, BoundExpression other) => new BoundIf(condition, Conversions.Apply(then, element), Conversions.Apply(other, element), element, span);
    }

    private static BoundExpression Sum(ImmutableArray<BoundRow> rows, Func<BoundRow, BoundExpression> value, BoundExpression zero, TextSpan span) =>
        rows.Select(row => If(row.Condition, value(row), zero, span)).DefaultIfEmpty(zero).Aggregate((a, b) => Binary(BinaryOperator.Add, a, b, span));

    /// <summary>The least or greatest so far, row by row; empty results are left out.</summary>
    private static BoundExpression Extreme(ImmutableArray<BoundRow> rows, BinaryOperator better, RuleType type, TextSpan span)
    {
        var best = Enumerable.Range(0, rows.Length).Select(i => new VariableSymbol($"best{i + 1}", type.Optional)).ToArray();
        BoundExpression result = best.Length == 0 ? Nothing(type, span) : new BoundVariable(best[^1], span);
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            var found = Conversions.Apply(rows[i].Result, type.Optional);
            BoundExpression before = i == 0 ? Nothing(type, span) : new BoundVariable(best[i - 1], span);
            // Not better than nothing is unknown, so nothing is asked for first.
            var takes = i == 0 ? rows[i].Condition : Binary(BinaryOperator.And, rows[i].Condition, Binary(BinaryOperator.Or, new BoundIsSet(before, true, span), Binary(better, found, before, span), span), span);
            result = new BoundLet(best[i], new BoundIf(takes, found, before, type.Optional, span), result, result.Type, span);
        }
        return result;
    }

    private static BoundExpression Unless(BoundExpression condition, BoundExpression value, RuleType type, TextSpan span) => If(condition, Nothing(type, span), value, span);

    private static BoundExpression If(BoundExpression condition, BoundExpression then, BoundExpression otherwise, TextSpan span)
    {
        var type = Conversions.Common(then.Type, otherwise.Type)!;
        return new BoundIf(condition, Conversions.Apply(then, type), Conversions.Apply(otherwise, type), type, span);
    }

    private static BoundExpression Binary(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span) => Operators.Binary(op, left, right, span)!;

    private static BoundLiteral Nothing(RuleType type, TextSpan span) => new(null, type.Optional, span);

    private static BoundLiteral Int(long value, TextSpan span) => new(value, RuleType.Int, span);

    private static BoundExpression Zero(RuleType type, TextSpan span) => type.Kind == TypeKind.Duration
        ? new BoundLiteral(TimeSpan.Zero, RuleType.Duration, span) : Conversions.Apply(Int(0, span), type.NotOptional);
}
