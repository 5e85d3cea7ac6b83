using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding;

internal static partial class Operators
{
    private static BoundExpression? Arithmetic(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span)
    {
        if (left.Type.Kind == TypeKind.Empty && right.Type.Kind == TypeKind.Empty) return null;
        if (left.Type.Kind == TypeKind.Empty) left = Conversions.Apply(left, EmptyBeside(op, right.Type));
        if (right.Type.Kind == TypeKind.Empty) right = Conversions.Apply(right, EmptyBeside(op, left.Type));
        if (left.Type.IsNumeric && right.Type.IsNumeric) return Numeric(op, left, right, span);
        return Temporal(op, left, right, span) ?? (op is BinaryOperator.Add or BinaryOperator.Multiply ? Temporal(op, right, left, span) : null);
    }

    /// <summary>What the literal <c>empty</c> is taken for beside the other operand; the result is empty all the same.</summary>
    private static RuleType EmptyBeside(BinaryOperator op, RuleType other) => (op, other.Kind) switch
    {
        (BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Date or TypeKind.DateTime) => RuleType.Duration,
        (BinaryOperator.Multiply or BinaryOperator.Divide, TypeKind.Duration or TypeKind.Period or TypeKind.Money) => RuleType.Decimal,
        _ => other.NotOptional,
    };

    private static BoundBinary? Numeric(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span)
    {
        var (l, r) = (left.Type.Kind, right.Type.Kind);
        var money = l == TypeKind.Money || r == TypeKind.Money;
        switch (op)
        {
            case BinaryOperator.Multiply when l == TypeKind.Money && r == TypeKind.Money:
                return null;
            case BinaryOperator.Multiply when money:
                return Typed(op, left, l == TypeKind.Money ? RuleType.Money : RuleType.Decimal, right, r == TypeKind.Money ? RuleType.Money : RuleType.Decimal, RuleType.Money, span);
            case BinaryOperator.Divide when l == TypeKind.Money && r != TypeKind.Money:
                return Typed(op, left, RuleType.Money, right, RuleType.Decimal, RuleType.Money, span);
            case BinaryOperator.Divide when money:
                return Typed(op, left, RuleType.Money, right, RuleType.Money, RuleType.Decimal, span);
            case BinaryOperator.Divide:
                return Typed(op, left, RuleType.Decimal, right, RuleType.Decimal, RuleType.Decimal, span);
        }
        var kind = money ? RuleType.Money : l == TypeKind.Int && r == TypeKind.Int ? RuleType.Int : RuleType.Decimal;
        return Typed(op, left, kind, right, kind, kind, span);
    }

    private static BoundBinary Typed(BinaryOperator op, BoundExpression left, RuleType leftType, BoundExpression right, RuleType rightType, RuleType result, TextSpan span)
    {
        var (l, r) = (Conversions.Apply(left, leftType), Conversions.Apply(right, rightType));
        var type = Like(result, left.Type, right.Type);
        // Division by zero is empty, so only a divisor known not to be zero keeps the result set.
        if (op is BinaryOperator.Divide or BinaryOperator.Mod && r is not BoundLiteral { Value: not (null or 0L or 0m) }) type = type.Optional;
        return new BoundBinary(op, l, r, type, span);
    }

    /// <summary>date, datetime and time move by durations, dates and datetimes by periods; differences are durations; durations and periods multiply and divide by numbers and divide by their like, as in FEEL.</summary>
    private static BoundBinary? Temporal(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span)
    {
        var (l, r) = (left.Type.Kind, right.Type.Kind);
        var result = (op, l, r) switch
        {
            (BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Date or TypeKind.DateTime, TypeKind.Duration or TypeKind.Period) => left.Type,
            (BinaryOperator.Subtract, TypeKind.Date, TypeKind.Date) or (BinaryOperator.Subtract, TypeKind.DateTime, TypeKind.DateTime) => RuleType.Duration,
            (BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Duration, TypeKind.Duration) => RuleType.Duration,
            (BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Period, TypeKind.Period) => RuleType.Period,
            (BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Time, TypeKind.Duration) => RuleType.Time,
            (BinaryOperator.Subtract, TypeKind.Time, TypeKind.Time) => RuleType.Duration,
            (BinaryOperator.Multiply or BinaryOperator.Divide, TypeKind.Duration or TypeKind.Period, TypeKind.Int or TypeKind.Decimal or TypeKind.Percent) => left.Type,
            (BinaryOperator.Divide, TypeKind.Duration, TypeKind.Duration) or (BinaryOperator.Divide, TypeKind.Period, TypeKind.Period) => RuleType.Decimal,
            _ => null,
        };
        if (result is null) return null;
        if (right.Type.IsNumeric) right = Conversions.Apply(right, RuleType.Decimal);
        var type = Like(result, left.Type, right.Type);
        // As with numbers: division by zero is empty.
        if (op == BinaryOperator.Divide && right is not BoundLiteral { Value: not (null or 0m) }) type = type.Optional;
        return new BoundBinary(op, left, right, type, span);
    }
}
