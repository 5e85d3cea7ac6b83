using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Explanations;

/// <summary>What would turn a condition round, in words that follow "with": <c>Amount at 10,000 or more and Decision date filled in</c>.</summary>
/// <remarks>A condition of which nothing is known to help (it depends on what nobody enters) gives null.</remarks>
public sealed class OutcomeChange(ExpressionWords words)
{
    /// <param name="node">Explained in full.</param>
    /// <param name="wanted">The outcome that it should have.</param>
    public string? Of(ExplainNode node, bool wanted)
    {
        if (node.State == (wanted ? ExplainState.True : ExplainState.False)) return null;
        switch (node.Expression)
        {
            case BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or } both:
                return Joined(node, wanted, isAll: both.Operator == BinaryOperator.And == wanted);
            case BoundUnary { Operator: UnaryOperator.Not } when node.Children is [var operand]:
                return Of(operand, !wanted);
            case BoundConversion when node.Children is [var operand]:
                return Of(operand, wanted);
            case BoundIf or BoundLet or BoundFunctionCall when !node.Children.IsEmpty:
                return Of(node.Children[^1], wanted);
            case BoundBinary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison when node.Children is [var left, var right]:
                return Comparison(comparison, left, right, wanted);
            case BoundIsSet test:
                return test.Negated == wanted ? Say($"{Write(test.Operand)} empty", $"{Write(test.Operand)}が空") : Filled(test.Operand);
            case BoundIn { Container: BoundRange } or BoundIn:
                return Membership((BoundIn)node.Expression, wanted);
            case BoundField field:
                return wanted ? Say($"{Write(field)} at yes", $"{Write(field)}が「はい」") : Say($"{Write(field)} at no", $"{Write(field)}が「いいえ」");
            case BoundLiteral or BoundChanged or BoundAggregate or BoundVariable or BoundCall { Function.Name: "is_new" or "role" }:
                return null;
            default:
                return wanted ? Write(node.Expression) : Say($"not: {Write(node.Expression)}", $"{Write(node.Expression)}でない状態");
        }
    }

    private string Say(string en, string ja) => words.Values.Say(en, ja);

    private string Write(BoundExpression expression) => words.Write(expression);

    private string Filled(BoundExpression operand) => Say($"{Write(operand)} filled in", $"{Write(operand)}が入力済み");

    /// <summary>Of all that stand in the way each must change; of several ways round any will do, and those of which nothing is known are left out.</summary>
    private string? Joined(ExplainNode node, bool wanted, bool isAll)
    {
        var parts = node.Children.Where(child => child.State != (wanted ? ExplainState.True : ExplainState.False)).Select(child => Of(child, wanted)).ToArray();
        if (parts.Length == 0 || isAll && parts.Contains(null)) return null;
        var known = parts.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (known.Length == 0) return null;
        return known.Length == 1 ? known[0] : string.Join(isAll ? Say(" and ", "、かつ ") : Say(", or ", "、または "), known);
    }

    private string? Comparison(BoundBinary comparison, ExplainNode left, ExplainNode right, bool wanted)
    {
        var asked = wanted ? comparison.Operator : Opposite(comparison.Operator);
        var (subject, bound) = (left, right);
        // 10 < amount is about the amount.
        if (IsGiven(left.Expression) && !IsGiven(right.Expression)) (subject, bound, asked) = (right, left, Flipped(asked));
        if (IsGiven(subject.Expression)) return null;
        var entered = Entered(subject.Expression);
        var name = Write(entered);
        if (bound.Value is null)
            return asked switch
            {
                BinaryOperator.Equal => Say($"{name} empty", $"{name}が空"),
                BinaryOperator.NotEqual => Filled(subject.Expression),
                _ => Filled(bound.Expression),
            };
        var value = words.Values.Write(bound.Value, entered.Type.Kind == TypeKind.Percent && bound.Type.IsNumeric ? entered.Type : bound.Type);
        // Where the bound is worked out too, it is said what it is now.
        if (!IsGiven(bound.Expression) || bound.Expression is not (BoundLiteral or BoundConversion { Operand: BoundLiteral })) value = Say($"{value} ({Write(bound.Expression)})", $"{value}（{Write(bound.Expression)}）");
        // 段階が「失注」 reads better than 段階が 失注.
        if (words.Values.IsJapanese && bound.Type.Kind is (TypeKind.Choice or TypeKind.Channel)) value = $"「{value}」";
        var isTime = bound.Type.Kind is TypeKind.Date or TypeKind.DateTime or TypeKind.Time;
        return asked switch
        {
            BinaryOperator.Equal => Say($"{name} at {value}", value.StartsWith('「') ? $"{name}が{value}" : $"{name}が {value}"),
            BinaryOperator.NotEqual => Say($"{name} at anything but {value}", $"{name}が {value} 以外"),
            BinaryOperator.GreaterOrEqual => isTime ? Say($"{name} at {value} or later", $"{name}が {value} 以降") : Say($"{name} at {value} or more", $"{name}が {value} 以上"),
            BinaryOperator.Greater => isTime ? Say($"{name} after {value}", $"{name}が {value} より後") : Say($"{name} above {value}", $"{name}が {value} 超"),
            BinaryOperator.LessOrEqual => isTime ? Say($"{name} at {value} or earlier", $"{name}が {value} 以前") : Say($"{name} at {value} or less", $"{name}が {value} 以下"),
            _ => isTime ? Say($"{name} before {value}", $"{name}が {value} より前") : Say($"{name} below {value}", $"{name}が {value} 未満"),
        };
    }

    private string? Membership(BoundIn membership, bool wanted)
    {
        if (IsGiven(membership.Operand)) return null;
        var (name, among) = (Write(membership.Operand), Write(membership.Container));
        var isIn = membership.Negated != wanted;
        if (membership.Container is BoundRange) return isIn ? Say($"{name} within {among}", $"{name}が {among} の範囲内") : Say($"{name} outside {among}", $"{name}が {among} の範囲外");
        return isIn ? Say($"{name} at one of {among}", $"{name}が {among} のいずれか") : Say($"{name} at none of {among}", $"{name}が {among} 以外");
    }

    /// <summary>What somebody enters: without what stands in where it is empty.</summary>
    private static BoundExpression Entered(BoundExpression expression) => expression switch
    {
        BoundConversion conversion => Entered(conversion.Operand),
        BoundBinary { Operator: BinaryOperator.Coalesce } first when IsGiven(first.Right) => Entered(first.Left),
        _ => expression,
    };

    /// <summary>Whether nobody could enter anything that changes it: constants, the day, the user.</summary>
    private static bool IsGiven(BoundExpression expression) =>
        !BoundTree.DescendantsAndSelf(expression).Any(node => node is BoundField { Record: not BoundUser } or BoundOldField or BoundVariable or BoundAggregate or BoundChoose or BoundRecord);

    private static BinaryOperator Opposite(BinaryOperator asked) => asked switch
    {
        BinaryOperator.Equal => BinaryOperator.NotEqual,
        BinaryOperator.NotEqual => BinaryOperator.Equal,
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        _ => BinaryOperator.Less,
    };

    private static BinaryOperator Flipped(BinaryOperator asked) => asked switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => asked,
    };
}
