using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

internal sealed partial class ExpressionEmitter
{
    private Code Unary(BoundUnary unary, RuleScope scope)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            var operand = ValueAsBool(unary.Operand, scope);
            return operand with { Text = $"(!{operand.Text})" };
        }
        var value = Convert(Value(unary.Operand, scope), unary.Type.Kind);
        if (value.Kind is TypeKind.Int or TypeKind.Decimal && value.MayBeNull)
        {
            module.NeedsOverflowGuard();
            return value with { Text = $"(-{value.Text})" };
        }
        return Operator("Negate", value.Kind, value);
    }

    private Code ValueAsBool(BoundExpression expression, RuleScope scope) => Convert(Value(expression, scope), TypeKind.Bool);

    private Code Binary(BoundBinary binary, RuleScope scope)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                return Logical(binary, scope);
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                return new Code(Equality(Value(binary.Left, scope), Value(binary.Right, scope), binary.Operator == BinaryOperator.NotEqual), TypeKind.Bool, false);
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                var (left, right) = Met(Value(binary.Left, scope), Value(binary.Right, scope));
                return !left.MayBeNull && !right.MayBeNull && HasOrderOperators(left.Kind)
                    ? new Code($"({left.Text} {Symbol(binary.Operator)} {right.Text})", TypeKind.Bool, false)
                    : Operator(binary.Operator.ToString(), TypeKind.Bool, left, right);
            case BinaryOperator.Coalesce:
                return Coalesce(Convert(Value(binary.Left, scope), Code.KindOf(binary.Type)), Convert(Value(binary.Right, scope), Code.KindOf(binary.Type)));
            case BinaryOperator.Concat:
                return new Code($"{ModuleWriter.Support}Concat(c, {TextOf(Value(binary.Left, scope)).Nullable.Text}, {TextOf(Value(binary.Right, scope)).Nullable.Text})", TypeKind.Text, false);
            default:
                return Arithmetic(binary, Value(binary.Left, scope), Value(binary.Right, scope));
        }
    }

    private Code Logical(BoundBinary binary, RuleScope scope)
    {
        var (left, right) = (ValueAsBool(binary.Left, scope), ValueAsBool(binary.Right, scope));
        var and = binary.Operator == BinaryOperator.And;
        if (!left.MayBeNull && !right.MayBeNull) return new Code($"({left.Text} {(and ? "&&" : "||")} {right.Text})", TypeKind.Bool, false);
        // C#'s & and | on bool? are Kleene's; the deciding left side spares the right one, as in the interpreter.
        var variable = module.NewVariable();
        return new Code($"({left.Nullable.Text} is var {variable} && {variable} == {(and ? "false" : "true")} ? {variable} : ({variable} {(and ? "&" : "|")} {right.Nullable.Text}))", TypeKind.Bool, true);
    }

    private Code Arithmetic(BoundBinary binary, Code left, Code right)
    {
        if (left.Kind == TypeKind.Empty || right.Kind == TypeKind.Empty) return Null(binary.Type.Kind);
        var kind = Code.Normal(binary.Type.Kind);
        if (left.Kind is TypeKind.Int or TypeKind.Decimal && right.Kind is TypeKind.Int or TypeKind.Decimal && binary.Operator != BinaryOperator.Mod)
        {
            (left, right) = (Convert(left, binary.Type.Kind), Convert(right, binary.Type.Kind));
            // Of constants, C# would compute the result and refuse to compile an overflow; a nullable operand is never a constant.
            var isConstant = !left.MayBeNull && !right.MayBeNull;
            // A divisor known not to be zero needs no test.
            var safe = binary.Operator != BinaryOperator.Divide || (binary.Right is BoundLiteral { Value: not (null or 0L or 0m) } && right.Kind == TypeKind.Decimal);
            if (safe && !isConstant)
            {
                module.NeedsOverflowGuard();
                return new Code($"({left.Text} {Symbol(binary.Operator)} {right.Text})", kind, left.MayBeNull || right.MayBeNull);
            }
        }
        // The sum of a datetime and a period happens on the app's local clock.
        var needsContext = binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract
            && (left.Kind, right.Kind) is (TypeKind.DateTime, TypeKind.Period) or (TypeKind.Period, TypeKind.DateTime);
        return needsContext
            ? new Code($"{Operators}{binary.Operator}(c, {left.Nullable.Text}, {right.Nullable.Text})", kind, true)
            : Operator(binary.Operator.ToString(), kind, left, right);
    }

    private static Code Coalesce(Code left, Code right) => !left.MayBeNull ? left : new Code($"({left.Text} ?? {right.Text})", left.Kind, right.MayBeNull);

    /// <summary>Null-safe equality, as bool.</summary>
    private static string Equality(Code left, Code right, bool negated)
    {
        if (left.Kind == TypeKind.Empty && right.Kind == TypeKind.Empty) return negated ? "false" : "true";
        (left, right) = Met(left, right);
        if (left.IsReference && left.Kind != TypeKind.Text) return $"({(negated ? "!" : "")}{(left.Kind == Code.Values ? ModuleWriter.Support : Operators)}Equal({left.Text}, {right.Text}))";
        return $"({left.Text} {(negated ? "!=" : "==")} {right.Text})";
    }

    /// <summary>Both sides with one kind: empty literals take the other's, int meets decimal as decimal.</summary>
    private static (Code Left, Code Right) Met(Code left, Code right)
    {
        if (left.Kind == right.Kind) return (left, right);
        var kind = left.Kind is TypeKind.Empty or TypeKind.Int || right.Kind == Code.Values ? right.Kind : left.Kind;
        return (Convert(left, kind), Convert(right, kind));
    }

    /// <summary>A call of the shared operators, which take and give nullables and are overloaded by type.</summary>
    private static Code Operator(string name, TypeKind result, params ReadOnlySpan<Code> operands)
    {
        var text = string.Join(", ", operands.ToArray().Select(operand => operand.Nullable.Text));
        return new Code($"{Operators}{name}({text})", result, true);
    }

    private static bool HasOrderOperators(TypeKind kind) => kind is TypeKind.Int or TypeKind.Decimal or TypeKind.Date or TypeKind.Time or TypeKind.DateTime or TypeKind.Duration;

    private static string Symbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => throw new System.Diagnostics.UnreachableException(op.ToString()),
    };
}
