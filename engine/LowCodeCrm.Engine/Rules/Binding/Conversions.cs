using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The implicit conversions: int → decimal → money, percent with decimal, empty to anything optional, T → T?.</summary>
internal static class Conversions
{
    /// <summary>Whether a value of one type may stand where the other is expected. Emptiness is not compared: it is the caller's to judge.</summary>
    public static bool Exists(RuleType from, RuleType to)
    {
        if (from.Kind is TypeKind.Error or TypeKind.Empty || to.Kind == TypeKind.Error) return true;
        if (SameKind(from, to)) return true;
        return (from.Kind, to.Kind) switch
        {
            (TypeKind.Int, TypeKind.Decimal or TypeKind.Money or TypeKind.Percent) => true,
            (TypeKind.Decimal, TypeKind.Money or TypeKind.Percent) => true,
            (TypeKind.Percent, TypeKind.Decimal or TypeKind.Money) => true,
            (TypeKind.Set, TypeKind.Set) or (TypeKind.Range, TypeKind.Range) => Exists(from.Element!, to.Element!),
            _ => false,
        };
    }

    /// <summary>The type to which both convert, optional where either is; null where there is none.</summary>
    public static RuleType? Common(RuleType a, RuleType b)
    {
        if (a.Kind == TypeKind.Error || b.Kind == TypeKind.Error) return RuleType.Error;
        if (a.Kind == TypeKind.Empty) return b.Optional;
        if (b.Kind == TypeKind.Empty) return a.Optional;
        var optional = a.IsOptional || b.IsOptional;
        RuleType? common;
        if (SameKind(a, b)) common = a;
        else if (a.IsNumeric && b.IsNumeric) common = a.Kind == TypeKind.Money || b.Kind == TypeKind.Money ? RuleType.Money : RuleType.Decimal;
        else if (a.Kind == b.Kind && a.Kind is TypeKind.Set or TypeKind.Range && Common(a.Element!, b.Element!) is { } element) common = a with { Element = element };
        else return null;
        return optional ? common.Optional : common.NotOptional;
    }

    /// <summary>The same type, emptiness aside.</summary>
    public static bool SameKind(RuleType a, RuleType b) =>
        a.Kind == b.Kind && a.Entity == b.Entity && a.Choice == b.Choice && (a.Element is null || SameKind(a.Element, b.Element!));

    /// <summary>The value as the target's kind; optional where the value is, or the target.</summary>
    public static BoundExpression Apply(BoundExpression value, RuleType target)
    {
        if (value is BoundError || target.Kind == TypeKind.Error) return value;
        var type = value.Type.IsOptional ? target.Optional : target;
        if (value.Type == type) return value;
        switch (value)
        {
            case BoundLiteral { Value: null }:
                return new BoundLiteral(null, target.Optional, value.Span);
            case BoundLiteral { Value: long number } literal when type.IsDecimalLike:
                return literal with { Value = (decimal)number, Type = type };
            case BoundLiteral literal:
                return literal with { Type = type };
            case BoundSet { Type.Kind: TypeKind.List } list when target.Element is { } element:
                return list with { Items = [.. list.Items.Select(item => Apply(item, element.NotOptional))], Type = type };
            case BoundSet set when target.Element is { } element:
                return Set(set.Items, element, set.Span);
            case BoundRange range when target.Element is { } element:
                return range with { Low = Bound(range.Low, element), High = Bound(range.High, element), Type = RuleType.RangeOf(element) };
            default:
                return new BoundConversion(value, type, value.Span);
        }
    }

    /// <summary>A set whose items all have the element's kind; the element is optional where an item is.</summary>
    public static BoundSet Set(ImmutableArray<BoundExpression> items, RuleType element, Diagnostics.TextSpan span)
    {
        var converted = items.Select(item => Apply(item, element.NotOptional)).ToImmutableArray();
        return new BoundSet(converted, RuleType.SetOf(converted.Any(item => item.Type.IsOptional) ? element.Optional : element.NotOptional), span);
    }

    private static BoundExpression? Bound(BoundExpression? bound, RuleType element) => bound is null ? null : Apply(bound, element.NotOptional);
}
