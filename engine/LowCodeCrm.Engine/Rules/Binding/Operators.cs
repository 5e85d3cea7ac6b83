using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The typing of operators: operands in, converted node out, or null where the operator has no meaning for their types.</summary>
internal static partial class Operators
{
    public static BoundExpression? Unary(UnaryOperator op, BoundExpression operand, TextSpan span)
    {
        var type = operand.Type;
        if (type.Kind == TypeKind.Error) return new BoundError(span);
        if (op == UnaryOperator.Not)
            return type.Kind is TypeKind.Bool or TypeKind.Empty ? new BoundUnary(op, Conversions.Apply(operand, RuleType.Bool), Like(RuleType.Bool, type), span) : null;
        if (operand is BoundLiteral { Value: decimal number }) return new BoundLiteral(-number, type, span);
        if (operand is BoundLiteral { Value: long whole and not long.MinValue }) return new BoundLiteral(-whole, type, span);
        if (type.Kind == TypeKind.Percent) return Unary(op, Conversions.Apply(operand, RuleType.Decimal), span);
        return type.IsNumeric || type.Kind is TypeKind.Duration or TypeKind.Period ? new BoundUnary(op, operand, type, span) : null;
    }

    public static BoundExpression? Binary(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span)
    {
        if (left.Type.Kind == TypeKind.Error || right.Type.Kind == TypeKind.Error) return new BoundError(span);
        return op switch
        {
            BinaryOperator.Coalesce => Coalesce(left, right, span),
            BinaryOperator.And or BinaryOperator.Or => Logical(op, left, right, span),
            BinaryOperator.Equal or BinaryOperator.NotEqual => Equality(op, left, right, span),
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => Ordering(op, left, right, span),
            BinaryOperator.Concat => Concat(left, right, span),
            _ => Arithmetic(op, left, right, span),
        };
    }

    /// <summary>Whether values of the type can be put in order.</summary>
    public static bool IsOrdered(RuleType type) => type.IsNumeric || type.Kind is TypeKind.Empty or
        TypeKind.Text or TypeKind.Date or TypeKind.Time or TypeKind.DateTime or TypeKind.Duration or TypeKind.Period;

    /// <summary>Whether <c>=</c> compares values of the type.</summary>
    public static bool IsComparable(RuleType type) => type.Kind is not (TypeKind.Json or TypeKind.List or TypeKind.Range);

    /// <summary>The operands as comparisons need them: int with int, else decimal-like with decimal-like, else one kind. Null where they cannot meet.</summary>
    public static (BoundExpression Left, BoundExpression Right)? Meet(BoundExpression left, BoundExpression right)
    {
        if (Conversions.Common(left.Type, right.Type) is not { } common) return null;
        if (left.Type.IsNumeric && right.Type.IsNumeric && common.Kind != TypeKind.Int) return (AsDecimalLike(left), AsDecimalLike(right));
        return (Conversions.Apply(left, common.NotOptional), Conversions.Apply(right, common.NotOptional));
    }

    public static RuleType Like(RuleType type, RuleType a) => a.IsOptional ? type.Optional : type.NotOptional;
    public static RuleType Like(RuleType type, RuleType a, RuleType b) => a.IsOptional || b.IsOptional ? type.Optional : type.NotOptional;

    private static BoundExpression AsDecimalLike(BoundExpression value) => value.Type.IsDecimalLike ? value : Conversions.Apply(value, RuleType.Decimal);

    private static BoundBinary? Coalesce(BoundExpression left, BoundExpression right, TextSpan span)
    {
        if (Conversions.Common(left.Type, right.Type) is not { } common) return null;
        var kind = common.NotOptional;
        var type = left.Type.IsOptional && right.Type.IsOptional ? kind.Optional : kind;
        return new(BinaryOperator.Coalesce, Conversions.Apply(left, kind), Conversions.Apply(right, kind), type, span);
    }

    private static BoundBinary? Logical(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span) =>
        left.Type.Kind is TypeKind.Bool or TypeKind.Empty && right.Type.Kind is TypeKind.Bool or TypeKind.Empty
            ? new(op, Conversions.Apply(left, RuleType.Bool), Conversions.Apply(right, RuleType.Bool), Like(RuleType.Bool, left.Type, right.Type), span)
            : null;

    private static BoundExpression? Equality(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span)
    {
        // Against the literal empty it is the test for emptiness, which every back end has.
        if (right.Type.Kind == TypeKind.Empty) return new BoundIsSet(left, op == BinaryOperator.Equal, span);
        if (left.Type.Kind == TypeKind.Empty) return new BoundIsSet(right, op == BinaryOperator.Equal, span);
        if (!IsComparable(left.Type) || Meet(left, right) is not var (l, r)) return null;
        return new BoundBinary(op, l, r, RuleType.Bool, span);
    }

    private static BoundBinary? Ordering(BinaryOperator op, BoundExpression left, BoundExpression right, TextSpan span) =>
        IsOrdered(left.Type) && IsOrdered(right.Type) && Conversions.Common(left.Type, right.Type) is not { Kind: TypeKind.Empty } && Meet(left, right) is var (l, r)
            ? new(op, l, r, Like(RuleType.Bool, left.Type, right.Type), span)
            : null;

    private static BoundBinary? Concat(BoundExpression left, BoundExpression right, TextSpan span) =>
        left.Type.Kind is TypeKind.Text or TypeKind.Empty && right.Type.Kind is TypeKind.Text or TypeKind.Empty
            ? new(BinaryOperator.Concat, Conversions.Apply(left, RuleType.Text), Conversions.Apply(right, RuleType.Text), RuleType.Text, span)
            : null;
}
