using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

internal static partial class Operators
{
    /// <summary>Membership in a set, list or range.</summary>
    public static BoundExpression? In(BoundExpression operand, BoundExpression container, bool negated, TextSpan span)
    {
        if (operand.Type.Kind == TypeKind.Error || container.Type.Kind == TypeKind.Error) return new BoundError(span);
        if (container.Type.Kind == TypeKind.Empty) container = new BoundSet([], RuleType.SetOf(operand.Type.NotOptional), span);
        if (container.Type.Element is not { } element || Conversions.Common(operand.Type, element) is not { } common) return null;
        if (container.Type.Kind == TypeKind.List && element.Kind == TypeKind.Record) return null;
        // The members of a stored set have their own type; only literals can be widened.
        if (container is not (BoundSet or BoundRange) && !Conversions.Exists(operand.Type, element)) return null;
        var target = (container is BoundSet or BoundRange ? common : element).NotOptional;
        if (target.IsNumeric && target.Kind != TypeKind.Int) target = RuleType.Decimal;
        var converted = operand.Type.IsDecimalLike && target.IsDecimalLike ? operand : Conversions.Apply(operand, target);
        var holder = container switch
        {
            BoundSet set => Conversions.Set([.. set.Items.Select(i => i.Type.IsDecimalLike && target.IsDecimalLike ? i : Conversions.Apply(i, target))], target, set.Span),
            BoundRange range => range with { Low = Bound(range.Low, target), High = Bound(range.High, target), Type = RuleType.RangeOf(target) },
            _ => container,
        };
        if (holder is BoundRange ranged)
        {
            if (!IsOrdered(target)) return null;
            var optional = operand.Type.IsOptional || ranged.Low is { Type.IsOptional: true } || ranged.High is { Type.IsOptional: true };
            return new BoundIn(converted, holder, negated, optional ? RuleType.Bool.Optional : RuleType.Bool, span);
        }
        return IsComparable(target) ? new BoundIn(converted, holder, negated, RuleType.Bool, span) : null;
    }

    /// <summary>An aggregate with its result type; null where the value's type does not fit.</summary>
    public static BoundAggregate? Aggregate(AggregateKind kind, Entity source, Field via, BoundExpression parent, RecordSymbol inner, BoundExpression? where, BoundExpression? value, TextSpan span)
    {
        if (kind is AggregateKind.All && value is null) (where, value) = (null, where);
        if (value?.Type.Kind == TypeKind.Percent && kind is AggregateKind.Sum or AggregateKind.Average) value = Conversions.Apply(value!, RuleType.Decimal);
        if (kind is AggregateKind.Average && value?.Type.Kind == TypeKind.Int) value = Conversions.Apply(value, RuleType.Decimal);
        var type = kind switch
        {
            AggregateKind.Any when value is null => RuleType.Bool,
            AggregateKind.All when value is { Type.Kind: TypeKind.Bool } => RuleType.Bool,
            AggregateKind.Count when value is null => RuleType.Int,
            AggregateKind.Sum when value is { Type.IsNumeric: true } => value.Type.NotOptional,
            AggregateKind.Average when value is { Type.IsNumeric: true } => value.Type.Optional,
            AggregateKind.Min or AggregateKind.Max when value is not null && value.Type.Kind != TypeKind.Empty && IsOrdered(value.Type) => value.Type.Optional,
            _ => null,
        };
        return type is null ? null : new BoundAggregate(kind, source, via, parent, inner, where, value, type, span);
    }

    private static BoundExpression? Bound(BoundExpression? bound, RuleType target) =>
        bound is null || bound.Type.IsDecimalLike && target.IsDecimalLike ? bound : Conversions.Apply(bound, target);
}
