using System.Diagnostics;
using System.Numerics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

// Decimals are whole numbers of their smallest unit while 64 bits provably hold every intermediate value; past that they are ordered text and
// every operation is a function. Binary floating point never occurs.
public sealed partial class SqlTranslator
{
    private static BigInteger PowerOfTen(int exponent) => BigInteger.Pow(10, exponent);

    private static bool Fits(BigInteger bound) => bound <= long.MaxValue;

    private SqlValue Conversion(BoundConversion conversion)
    {
        var value = Value(conversion.Operand);
        if (conversion.Operand.Type.Kind == TypeKind.Int && conversion.Type.IsDecimalLike && Syntax.DecimalDigits > 0)
            return value.Constant is long known ? ExactLiteral(known, conversion.Type) : AsExact(value, conversion.Type);
        if (conversion.Operand.Type.Kind == TypeKind.Int && conversion.Type.IsDecimalLike && Syntax.HasDecimals)
            return new SqlValue(Syntax.Typed(value.Text, conversion.Type), conversion.Type);
        if (conversion.Operand.Type.Kind == TypeKind.Int && conversion.Type.IsDecimalLike)
            return value.Constant is long whole
                ? new SqlValue("", conversion.Type, SqlForm.Literal, Constant: (decimal)whole)
                : new SqlValue(value.Text, conversion.Type, SqlForm.Scaled, 0, (BigInteger)long.MaxValue + 1);
        // A choice is held by its option's id, a channel goes by its name.
        if (value.Type.Kind == TypeKind.Choice && conversion.Type.Kind == TypeKind.Channel) value = TextOf(value, conversion);
        return value with { Type = conversion.Type };
    }

    /// <summary>A literal decimal written down; anything else as it is.</summary>
    private SqlValue Realise(SqlValue value) => value.Form == SqlForm.Literal ? AsOrdered(value) : value;

    private SqlValue AsOrdered(SqlValue value) => value.Form switch
    {
        SqlForm.Ordered => value,
        SqlForm.Literal => value with { Text = Context.Constant(OrderedDecimal.Encode((decimal)value.Constant!)), Form = SqlForm.Ordered },
        SqlForm.Scaled => value with { Text = $"{SqlFunctions.FromScaled}({value.Text}, {value.Scale})", Form = SqlForm.Ordered, Constant = null },
        _ when value.Text == "NULL" => value with { Form = SqlForm.Ordered },
        _ when value.Type.Kind == TypeKind.Int => value with { Text = $"{SqlFunctions.FromScaled}({value.Text}, 0)", Form = SqlForm.Ordered, Constant = null },
        _ => throw new UnreachableException(),
    };

    // The value at a finer scale, or null where 64 bits might not hold it.
    private SqlValue? AtScale(SqlValue value, int scale)
    {
        if (value.Text == "NULL") return value with { Form = SqlForm.Scaled, Scale = scale, Bound = 0 };
        if (value.Form == SqlForm.Literal)
        {
            var (coefficient, own) = Parts((decimal)value.Constant!);
            if (own > scale) return null;
            coefficient *= PowerOfTen(scale - own);
            return Fits(BigInteger.Abs(coefficient)) ? value with { Text = Context.Constant((long)coefficient), Form = SqlForm.Scaled, Scale = scale, Bound = BigInteger.Abs(coefficient), Constant = null } : null;
        }
        if (value.Form != SqlForm.Scaled || value.Scale > scale) return null;
        if (value.Scale == scale) return value;
        var bound = value.Bound * PowerOfTen(scale - value.Scale);
        return Fits(bound) ? value with { Text = $"({value.Text} * {PowerOfTen(scale - value.Scale)})", Scale = scale, Bound = bound } : null;
    }

    private static int ScaleOf(SqlValue value) => value.Form switch
    {
        SqlForm.Literal => Parts((decimal)value.Constant!).Scale,
        SqlForm.Scaled => value.Scale,
        _ => 0,
    };

    // Without trailing zeros.
    private static (BigInteger Coefficient, int Scale) Parts(decimal value)
    {
        var bits = decimal.GetBits(value);
        var coefficient = new BigInteger((uint)bits[0]) | new BigInteger((uint)bits[1]) << 32 | new BigInteger((uint)bits[2]) << 64;
        var scale = value.Scale;
        for (; scale > 0 && coefficient % 10 == 0; scale--) coefficient /= 10;
        return (value < 0 ? -coefficient : coefficient, scale);
    }

    /// <summary>Values brought to one form, so that they may stand in the branches of one expression.</summary>
    private SqlValue[] Unify(SqlValue[] values, BoundExpression at)
    {
        if (values.Any(v => v.Columns is not null)) throw SqlLimitation.Of(at.Span, "a choice between structured values", "構造を持つ値の選択");
        if (values.Any(v => v.Form == SqlForm.Id) && values.Any(v => v.Form != SqlForm.Id && v.Text != "NULL")) return [.. values.Select(v => IdAsText(v, at))];
        if (values.Any(v => v.Form == SqlForm.Exact)) return UnifyExact(values, at);
        if (!values.Any(v => v.Form is SqlForm.Scaled or SqlForm.Ordered or SqlForm.Literal)) return values;
        if (values.All(v => v.Form is SqlForm.Scaled or SqlForm.Literal || v.Text == "NULL"))
        {
            var scale = values.Max(ScaleOf);
            var scaled = values.Select(v => AtScale(v, scale)).ToArray();
            if (scaled.All(v => v is not null))
            {
                var bound = scaled.Max(v => v!.Bound);
                return [.. scaled.Select(v => v! with { Bound = bound })];
            }
        }
        return [.. values.Select(AsOrdered)];
    }

    private static string Symbol(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        _ => throw new UnreachableException(),
    };

    private SqlValue Ordering(SqlValue left, SqlValue right, BinaryOperator comparison, BoundExpression at)
    {
        var type = left.Type.IsOptional || right.Type.IsOptional ? RuleType.Bool.Optional : RuleType.Bool;
        if (left.Type.Kind == TypeKind.Choice) throw SqlLimitation.Of(at.Span, "an order of options", "選択肢の順序比較");
        if (left.Form == SqlForm.Literal && right.Form == SqlForm.Scaled) return Ordering(right, left, Mirror(comparison), at);
        if (left.Form == SqlForm.Scaled && right.Form == SqlForm.Literal) return new SqlValue(AgainstLiteral(left, (decimal)right.Constant!, comparison), type);
        if (left.Form == SqlForm.Id || right.Form == SqlForm.Id) (left, right) = (IdAsText(left, at), IdAsText(right, at));
        var both = Unify([left, right], at);
        return new SqlValue($"({Syntax.Ordered(both[0].Text, left.Type)} {Symbol(comparison)} {Syntax.Ordered(both[1].Text, left.Type)})", type);
    }

    private static BinaryOperator Mirror(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => throw new UnreachableException(),
    };

    // The literal is brought to the column's scale, so that the column stands bare. One that lies between two values of the scale is rounded
    // down, and "less" becomes "at most", "at least" becomes "more".
    private string AgainstLiteral(SqlValue column, decimal literal, BinaryOperator comparison)
    {
        var (coefficient, scale) = Parts(literal);
        var isExact = scale <= column.Scale;
        var limit = isExact ? coefficient * PowerOfTen(column.Scale - scale) : Floor(coefficient, PowerOfTen(scale - column.Scale));
        if (!isExact) comparison = comparison is BinaryOperator.Less or BinaryOperator.LessOrEqual ? BinaryOperator.LessOrEqual : BinaryOperator.Greater;
        if (limit > long.MaxValue) (limit, comparison) = (long.MaxValue, comparison is BinaryOperator.Less or BinaryOperator.LessOrEqual ? BinaryOperator.LessOrEqual : BinaryOperator.Greater);
        if (limit < long.MinValue) (limit, comparison) = (long.MinValue, comparison is BinaryOperator.Less or BinaryOperator.LessOrEqual ? BinaryOperator.Less : BinaryOperator.GreaterOrEqual);
        return $"({column.Text} {Symbol(comparison)} {Context.Constant((long)limit)})";
    }

    private static BigInteger Floor(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private SqlValue DecimalEquality(SqlValue left, SqlValue right, bool negated, BoundExpression at)
    {
        if (Syntax.HasDecimals)
        {
            // Types of too many digits would be cut before they are compared.
            if (left.Form == SqlForm.Exact && right.Form == SqlForm.Exact) UnifyExact([left, right], at);
            return new SqlValue(Syntax.Same(left.Text, right.Text, RuleType.Decimal, negated), RuleType.Bool);
        }
        if (left.Form == SqlForm.Literal && right.Form == SqlForm.Literal)
            return new SqlValue(((decimal)left.Constant! == (decimal)right.Constant!) != negated ? "1" : "0", RuleType.Bool);
        if (left.Form == SqlForm.Literal) (left, right) = (right, left);
        // A literal finer than the column's scale, or out of its range, equals no value of it.
        if (left.Form == SqlForm.Scaled && right.Form == SqlForm.Literal)
            return new SqlValue(AtScale(right, left.Scale) is { } literal ? $"({left.Text} IS {(negated ? "NOT " : "")}{literal.Text})" : negated ? "1" : "0", RuleType.Bool);
        if (left.Text == "NULL" || right.Text == "NULL")
            return new SqlValue($"({Realise(left).Text} IS {(negated ? "NOT " : "")}{Realise(right).Text})", RuleType.Bool);
        var scale = Math.Max(ScaleOf(left), ScaleOf(right));
        var (a, b) = left.Form == SqlForm.Scaled && right.Form == SqlForm.Scaled && AtScale(left, scale) is { } x && AtScale(right, scale) is { } y ? (x, y) : (AsOrdered(left), AsOrdered(right));
        return new SqlValue($"({a.Text} IS {(negated ? "NOT " : "")}{b.Text})", RuleType.Bool);
    }

    private SqlValue Arithmetic(BoundBinary binary)
    {
        var (left, right) = (Value(binary.Left), Value(binary.Right));
        if (left.Text == "NULL" || right.Text == "NULL") return new SqlValue("NULL", binary.Type.Optional);
        if (left.Form == SqlForm.Exact && right.Form == SqlForm.Exact && ExactArithmetic(left, right, binary) is { } exact) return exact;
        if (binary.Type.IsDecimalLike && left.Type.IsDecimalLike && right.Type.IsDecimalLike)
            switch (binary.Operator)
            {
                case BinaryOperator.Add or BinaryOperator.Subtract:
                    var scale = Math.Max(ScaleOf(left), ScaleOf(right));
                    if (AtScaleUnlessFunction(left, scale) is { } a && AtScaleUnlessFunction(right, scale) is { } b && Fits(a.Bound + b.Bound))
                        return new SqlValue($"({a.Text} {(binary.Operator == BinaryOperator.Add ? "+" : "-")} {b.Text})", binary.Type, SqlForm.Scaled, scale, a.Bound + b.Bound);
                    break;
                case BinaryOperator.Multiply:
                    if (AtScaleUnlessFunction(left, ScaleOf(left)) is { } x && AtScaleUnlessFunction(right, ScaleOf(right)) is { } y && x.Scale + y.Scale <= 28 && Fits(x.Bound * y.Bound))
                        return new SqlValue($"({x.Text} * {y.Text})", binary.Type, SqlForm.Scaled, x.Scale + y.Scale, x.Bound * y.Bound);
                    break;
            }
        return CallFunction(binary.Operator.ToString(), binary.Type, binary.Span, left, right);
    }

    private SqlValue? AtScaleUnlessFunction(SqlValue value, int scale) => value.Form is SqlForm.Scaled or SqlForm.Literal ? AtScale(value, scale) : null;
}
