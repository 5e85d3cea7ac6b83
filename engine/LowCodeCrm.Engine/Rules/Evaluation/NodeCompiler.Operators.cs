using System.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

internal sealed partial class NodeCompiler
{
    private LambdaNode Unary(BoundUnary expression)
    {
        var operand = Compile(expression.Operand);
        if (expression.Operator == UnaryOperator.Not)
            return new(s => operand.Eval(s) is bool value ? BoxedValues.Box(!value) : null);
        if (expression.Operand.Type.Kind == TypeKind.Empty) return new(static _ => null);
        var negate = Invokers.Operator(nameof(RuleOperators.Negate), ClrTypes.Of(expression.Operand.Type));
        return new(s => negate(s.Context, operand.Eval(s), null, null));
    }

    private EvalNode Binary(BoundBinary expression)
    {
        var (left, right) = (Compile(expression.Left), Compile(expression.Right));
        switch (expression.Operator)
        {
            case BinaryOperator.Coalesce: return new LambdaNode(s => left.Eval(s) ?? right.Eval(s));
            case BinaryOperator.And: return new AndNode(left, right);
            case BinaryOperator.Or: return new OrNode(left, right);
            case BinaryOperator.Equal: return new LambdaNode(s => BoxedValues.Box(BoxedValues.AreEqual(left.Eval(s), right.Eval(s))));
            case BinaryOperator.NotEqual: return new LambdaNode(s => BoxedValues.Box(!BoxedValues.AreEqual(left.Eval(s), right.Eval(s))));
            case BinaryOperator.Less: return new CompareNode(left, right, true, false, false);
            case BinaryOperator.LessOrEqual: return new CompareNode(left, right, true, true, false);
            case BinaryOperator.Greater: return new CompareNode(left, right, false, false, true);
            case BinaryOperator.GreaterOrEqual: return new CompareNode(left, right, false, true, true);
            case BinaryOperator.Concat: return new LambdaNode(s => s.Context.Paid(RuleOperators.Concat(left.Eval(s) as string, right.Eval(s) as string)));
        }
        if (expression.Left.Type.Kind == TypeKind.Empty || expression.Right.Type.Kind == TypeKind.Empty) return new ConstantNode(null);
        var apply = Invokers.Operator(expression.Operator switch
        {
            BinaryOperator.Add => nameof(RuleOperators.Add),
            BinaryOperator.Subtract => nameof(RuleOperators.Subtract),
            BinaryOperator.Multiply => nameof(RuleOperators.Multiply),
            BinaryOperator.Divide => nameof(RuleOperators.Divide),
            BinaryOperator.Mod => nameof(RuleOperators.Mod),
            _ => throw new UnreachableException(),
        }, ClrTypes.Of(expression.Left.Type), ClrTypes.Of(expression.Right.Type));
        return new LambdaNode(s => apply(s.Context, left.Eval(s), right.Eval(s), null));
    }

    private EvalNode In(BoundIn expression)
    {
        var operand = Compile(expression.Operand);
        var negated = expression.Negated;
        switch (expression.Container)
        {
            case BoundRange range:
                var inside = Range(range);
                return new LambdaNode(s => inside(s, operand.Eval(s)) is { } found ? BoxedValues.Box(found != negated) : null);
            case BoundSet set:
                Compile(set);
                // Item by item, so that an empty item is met by an empty operand.
                var items = set.Items.Select(Compile).ToArray();
                return new LambdaNode(s =>
                {
                    var value = operand.Eval(s);
                    foreach (var item in items)
                        if (BoxedValues.AreEqual(value, item.Eval(s))) return BoxedValues.Box(!negated);
                    return BoxedValues.Box(negated);
                });
        }
        var container = Compile(expression.Container);
        return new LambdaNode(s =>
        {
            var value = operand.Eval(s);
            return BoxedValues.Box(negated != container.Eval(s) switch
            {
                Records.TextSet set => RuleOperators.In(value as string, set),
                TextList list => RuleOperators.In(value as string, list),
                ValueList list => list.Contains(value),
                _ => false,
            });
        });
    }

    private Func<EvalState, object?, bool?> Range(BoundRange range)
    {
        var low = range.Low is null ? null : Compile(range.Low);
        var high = range.High is null ? null : Compile(range.High);
        var (lowIncluded, highIncluded) = (range.LowIncluded, range.HighIncluded);
        return (s, value) =>
        {
            // Both bounds are evaluated whatever the value: a failure in one is a failure.
            var (least, most) = (low?.Eval(s), high?.Eval(s));
            if (value is null) return null;
            var inside = true;
            if (low is not null)
            {
                if (BoxedValues.Compare(value, least) is not { } order) return null;
                inside = order > 0 || (order == 0 && lowIncluded);
            }
            if (high is not null)
            {
                if (BoxedValues.Compare(value, most) is not { } order) return null;
                inside &= order < 0 || (order == 0 && highIncluded);
            }
            return inside;
        };
    }

    private sealed class AndNode(EvalNode left, EvalNode right) : EvalNode
    {
        public override object? Eval(EvalState state)
        {
            var a = left.Eval(state);
            if (a is false) return BoxedValues.False;
            var b = right.Eval(state);
            return b is false ? BoxedValues.False : a is null ? null : b;
        }
    }

    private sealed class OrNode(EvalNode left, EvalNode right) : EvalNode
    {
        public override object? Eval(EvalState state)
        {
            var a = left.Eval(state);
            if (a is true) return BoxedValues.True;
            var b = right.Eval(state);
            return b is true ? BoxedValues.True : a is null ? null : b;
        }
    }

    private sealed class CompareNode(EvalNode left, EvalNode right, bool whenLess, bool whenEqual, bool whenGreater) : EvalNode
    {
        public override object? Eval(EvalState state) => BoxedValues.Compare(left.Eval(state), right.Eval(state)) switch
        {
            null => null,
            < 0 => BoxedValues.Box(whenLess),
            0 => BoxedValues.Box(whenEqual),
            _ => BoxedValues.Box(whenGreater),
        };
    }
}
