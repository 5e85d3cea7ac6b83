using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>A cell as far as it compares its parameter with constants.</summary>
/// <param name="Constants">Those it names.</param>
/// <param name="Ordered">Whether it asks for more or less, not only for the same.</param>
/// <param name="Holds">Whether it is true throughout a region that holds none of its constants inside.</param>
internal sealed record CellTest(ImmutableArray<object> Constants, bool Ordered, Func<Region, bool> Holds)
{
    public static readonly CellTest Any = new([], false, _ => true);

    /// <summary>Null where it is more than a comparison with constants.</summary>
    public static CellTest? Of(BoundExpression? test, FunctionParameter parameter) => test switch
    {
        null => Any,
        BoundIsSet { Operand: var operand, Negated: var negated } when Is(operand, parameter) => new([], false, region => region is EmptyRegion == negated),
        BoundBinary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual, Right: BoundLiteral { Value: null } } binary when Is(binary.Left, parameter) =>
            new([], false, region => region is EmptyRegion == (binary.Operator == BinaryOperator.Equal)),
        BoundBinary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } binary when Is(binary.Left, parameter) && Constant(binary.Right) is { } value => Compare(binary.Operator, value),
        BoundIn { Container: BoundSet set } member when Is(member.Operand, parameter) && set.Items.All(item => Constant(item) is not null) => In([.. set.Items.Select(item => Constant(item)!)], member.Negated),
        BoundIn { Container: BoundRange range } member when Is(member.Operand, parameter) => Within(range, member.Negated),
        _ => null,
    };

    private static CellTest Compare(BinaryOperator op, object value) => new([value], op is not (BinaryOperator.Equal or BinaryOperator.NotEqual), region => op switch
    {
        BinaryOperator.Equal => region.CompareTo(value) == 0,
        BinaryOperator.NotEqual => region.CompareTo(value) != 0,
        BinaryOperator.Less => region.CompareTo(value) < 0,
        BinaryOperator.LessOrEqual => region.CompareTo(value) <= 0,
        BinaryOperator.Greater => region.CompareTo(value) > 0,
        _ => region.CompareTo(value) >= 0,
    });

    private static CellTest In(ImmutableArray<object> values, bool negated) => new(values, false, region => values.Any(value => region.CompareTo(value) == 0) != negated);

    private static CellTest? Within(BoundRange range, bool negated)
    {
        var (low, high) = (range.Low is null ? null : Constant(range.Low), range.High is null ? null : Constant(range.High));
        if (range.Low is not null && low is null || range.High is not null && high is null) return null;
        return new([.. new[] { low, high }.OfType<object>()], true, region =>
        {
            if (region is EmptyRegion) return false;
            var above = low is null || (range.LowIncluded ? region.CompareTo(low) >= 0 : region.CompareTo(low) > 0);
            var below = high is null || (range.HighIncluded ? region.CompareTo(high) <= 0 : region.CompareTo(high) < 0);
            return (above && below) != negated;
        });
    }

    private static bool Is(BoundExpression operand, FunctionParameter parameter) => operand switch
    {
        BoundVariable variable => variable.Symbol == parameter.Variable,
        BoundConversion conversion => Is(conversion.Operand, parameter),
        _ => false,
    };

    /// <summary>Numbers as decimals, so that all of a column compare.</summary>
    private static object? Constant(BoundExpression expression) => expression switch
    {
        BoundLiteral { Value: long number } => (decimal)number,
        BoundLiteral { Value: bool or decimal or string or DateOnly or TimeOnly or DateTime or TimeSpan } literal => literal.Value,
        BoundConversion conversion => Constant(conversion.Operand),
        BoundUnary { Operator: UnaryOperator.Negate, Operand: var operand } => Constant(operand) switch { decimal number => -number, TimeSpan duration => -duration, _ => null },
        _ => null,
    };
}
