using System.Globalization;
using System.Numerics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

// Decimals of a database whose types say their digits (SQL Server): the type of each result is known, and what it would round is refused.
public sealed partial class SqlTranslator
{
    /// <summary>More digits than this no such type has.</summary>
    private const int ExactMaximum = 38;

    private SqlValue ExactLiteral(decimal number, RuleType type)
    {
        var (coefficient, scale) = Parts(number);
        var digits = Math.Max(DigitsOf(BigInteger.Abs(coefficient)), Math.Max(scale, 1));
        return new SqlValue(string.Create(CultureInfo.InvariantCulture, $"CAST({Context.Constant(number)} AS decimal({digits}, {scale}))"), type, SqlForm.Exact, scale, PowerOfTen(digits) - 1);
    }

    /// <summary>A whole number.</summary>
    private static SqlValue AsExact(SqlValue value, RuleType type) =>
        value.Text == "NULL" ? value with { Type = type } : new SqlValue($"CAST({value.Text} AS decimal(19, 0))", type, SqlForm.Exact, 0, PowerOfTen(19) - 1);

    /// <summary>Values that may stand beside each other: the type that holds both, with all their digits.</summary>
    private SqlValue[] UnifyExact(SqlValue[] values, BoundExpression at)
    {
        var known = values.Where(value => value.Text != "NULL").ToArray();
        if (known.Any(value => value.Form != SqlForm.Exact)) return [.. values.Select(value => value with { Form = SqlForm.Plain, Scale = 0, Bound = default })];
        var scale = known.Max(value => value.Scale);
        var digits = known.Max(value => DigitsOf(value.Bound) - value.Scale) + scale;
        if (digits > ExactMaximum) throw TooManyDigits(at);
        return [.. values.Select(value => value with { Form = SqlForm.Exact, Scale = scale, Bound = PowerOfTen(digits) - 1 })];
    }

    // The database's own rule for the type of a result: https://learn.microsoft.com/sql/t-sql/data-types/precision-scale-and-length-transact-sql
    private SqlValue? ExactArithmetic(SqlValue left, SqlValue right, BoundBinary binary)
    {
        var (one, other) = (DigitsOf(left.Bound), DigitsOf(right.Bound));
        var (symbol, digits, scale) = binary.Operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract => (binary.Operator == BinaryOperator.Add ? "+" : "-", Math.Max(left.Scale, right.Scale) + Math.Max(one - left.Scale, other - right.Scale) + 1, Math.Max(left.Scale, right.Scale)),
            BinaryOperator.Multiply => ("*", one + other + 1, left.Scale + right.Scale),
            _ => ("", 0, 0),
        };
        if (digits == 0) return null;
        if (digits > Syntax.DecimalDigits) throw TooManyDigits(binary);
        return new SqlValue($"({left.Text} {symbol} {right.Text})", binary.Type, SqlForm.Exact, scale, PowerOfTen(digits) - 1);
    }

    // days(14) takes a decimal, and 14 is one; a database that has the function for whole numbers only is handed the whole number.
    private SqlValue[] AsWholeNumbers(string method, SqlValue[] arguments)
    {
        if (Find(arguments) is not null || arguments.Any(a => a.Form == SqlForm.Exact && (a.Scale > 0 || DigitsOf(a.Bound) > 19))) return arguments;
        var whole = arguments.Select(a => a.Form == SqlForm.Exact ? new SqlValue($"CAST({a.Text} AS bigint)", a.Type.IsOptional ? RuleType.Int.Optional : RuleType.Int) : a).ToArray();
        return Find(whole) is null ? arguments : whole;

        string? Find(SqlValue[] values) => SqlFunctions.Find(method, [.. values.Select(a => SqlFunctions.KindOf(a.Type))]) is { } function ? Syntax.NameOf(function) : null;
    }

    private static int DigitsOf(BigInteger magnitude) => magnitude.IsZero ? 1 : magnitude.ToString(CultureInfo.InvariantCulture).Length;

    private static SqlLimitation TooManyDigits(BoundExpression at) => SqlLimitation.Of(at.Span, "decimals of this many digits", "この桁数の小数");
}
