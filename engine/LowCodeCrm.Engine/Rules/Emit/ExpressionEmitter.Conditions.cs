using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

internal sealed partial class ExpressionEmitter
{
    /// <summary>A C# bool: true exactly where the condition is true, not where it is false or unknown.</summary>
    public string WhenTrue(BoundExpression condition, RuleScope scope) => condition switch
    {
        BoundUnary { Operator: UnaryOperator.Not } not => WhenFalse(not.Operand, scope),
        BoundBinary { Operator: BinaryOperator.And } and => $"({WhenTrue(and.Left, scope)} && {WhenTrue(and.Right, scope)})",
        BoundBinary { Operator: BinaryOperator.Or } or => $"({WhenTrue(or.Left, scope)} || {WhenTrue(or.Right, scope)})",
        BoundBinary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } comparison => Comparison(comparison, comparison.Operator, scope),
        BoundIsSet test => IsSet(test, test.Negated, scope),
        BoundIn { Container: not BoundRange } membership => Membership(membership, membership.Negated, scope),
        BoundIn { Container: BoundRange range, Negated: false } membership => Inside(membership, range, scope),
        BoundIf choice => $"({WhenTrue(choice.Condition, scope)} ? {WhenTrue(choice.Then, scope)} : {WhenTrue(choice.Else, scope)})",
        _ => Plain(Value(condition, scope), true),
    };

    /// <summary>A C# bool: true exactly where the condition is false.</summary>
    public string WhenFalse(BoundExpression condition, RuleScope scope) => condition switch
    {
        BoundUnary { Operator: UnaryOperator.Not } not => WhenTrue(not.Operand, scope),
        BoundBinary { Operator: BinaryOperator.And } and => $"({WhenFalse(and.Left, scope)} || {WhenFalse(and.Right, scope)})",
        BoundBinary { Operator: BinaryOperator.Or } or => $"({WhenFalse(or.Left, scope)} && {WhenFalse(or.Right, scope)})",
        BoundBinary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } comparison => Comparison(comparison, Opposite(comparison.Operator), scope),
        BoundIsSet test => IsSet(test, !test.Negated, scope),
        BoundIn { Container: not BoundRange } membership => Membership(membership, !membership.Negated, scope),
        BoundIf choice => $"({WhenTrue(choice.Condition, scope)} ? {WhenFalse(choice.Then, scope)} : {WhenFalse(choice.Else, scope)})",
        _ => Plain(Value(condition, scope), false),
    };

    private static string Plain(Code value, bool wanted) => value switch
    {
        { Kind: TypeKind.Empty } => "false",
        { MayBeNull: true } => $"({value.Text} == {(wanted ? "true" : "false")})",
        _ => wanted ? value.Text : $"(!{value.Text})",
    };

    /// <summary>C#'s lifted comparisons are false where an operand is null, which is what a condition wants of unknown.</summary>
    private string Comparison(BoundBinary comparison, BinaryOperator op, RuleScope scope)
    {
        var (left, right) = Met(Value(comparison.Left, scope), Value(comparison.Right, scope));
        if (left.Kind == TypeKind.Empty) return "false";
        return HasOrderOperators(left.Kind) ? $"({left.Text} {Symbol(op)} {right.Text})" : Plain(Operator(op.ToString(), TypeKind.Bool, left, right), true);
    }

    private static BinaryOperator Opposite(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        _ => BinaryOperator.Less,
    };

    private string IsSet(BoundIsSet test, bool negated, RuleScope scope)
    {
        var value = Value(test.Operand, scope);
        if (value.Kind == TypeKind.Empty) return negated ? "true" : "false";
        return $"({value.Nullable.Text} {(negated ? "==" : "!=")} null)";
    }

    /// <summary>Membership in a set: the "or" of equalities, or a search in a stored set; never unknown.</summary>
    private string Membership(BoundIn membership, bool negated, RuleScope scope)
    {
        if (membership.Container is not BoundSet && Code.KindOf(membership.Container.Type) == Code.Values)
            return $"({(negated ? "!" : "")}{ModuleWriter.Support}Contains({Value(membership.Container, scope).Text}, {Value(membership.Operand, scope).Text}))";
        if (membership.Container is not BoundSet set)
            return $"({(negated ? "!" : "")}{Operators}In({TextOf(Value(membership.Operand, scope)).Text}, {Value(membership.Container, scope).Text}))";
        if (set.Items.IsEmpty) return negated ? "true" : "false";
        var operand = Value(membership.Operand, scope);
        if (operand.Kind == TypeKind.Empty) operand = Null(set.Type.Element!.Kind);
        var variable = operand with { Text = module.NewVariable() };
        var tests = string.Join(" || ", set.Items.Select(item => Equality(variable, Value(item, scope), false)));
        return $"({operand.Text} is var {variable.Text} && {(negated ? "!" : "")}({tests}))";
    }

    /// <summary>As <see cref="InRange"/>, as a condition: comparisons of C#, false where anything is empty.</summary>
    private string Inside(BoundIn membership, BoundRange range, RuleScope scope)
    {
        var operand = Value(membership.Operand, scope);
        var low = range.Low is null ? default(Code?) : Value(range.Low, scope);
        var high = range.High is null ? default(Code?) : Value(range.High, scope);
        if (range.High is { } bound && BoundTree.CanFail(bound)) return Plain(InRange(membership, scope), true);
        if (!HasOrderOperators(operand.Kind) || (low ?? operand).Kind != operand.Kind || (high ?? operand).Kind != operand.Kind) return Plain(InRange(membership, scope), true);
        var variable = module.NewVariable();
        var tests = new List<string> { $"{operand.Nullable.Text} is var {variable}" };
        if (low is { } l) tests.Add($"{variable} {(range.LowIncluded ? ">=" : ">")} {l.Text}");
        if (high is { } h) tests.Add($"{variable} {(range.HighIncluded ? "<=" : "<")} {h.Text}");
        if (tests.Count == 1) tests.Add($"{variable} != null");
        return $"({string.Join(" && ", tests)})";
    }

    /// <summary>Membership in a range: empty where the operand or a bound is.</summary>
    private Code InRange(BoundIn membership, RuleScope scope)
    {
        var range = (BoundRange)membership.Container;
        var operand = Value(membership.Operand, scope);
        var bounds = new[] { range.Low, range.High }.Select(bound => bound is null ? default(Code?) : Value(bound, scope)).ToArray();
        var kind = bounds.Append(operand).OfType<Code>().Select(code => code.Kind).Aggregate(TypeKind.Empty, (a, b) => a is TypeKind.Empty or TypeKind.Int ? b is TypeKind.Empty ? a : b : a);
        if (kind == TypeKind.Empty) return Null(TypeKind.Bool);
        var variable = new Code(module.NewVariable(), kind, true);
        var tests = new List<string>();
        if (bounds[0] is { } low) tests.Add(Operator(range.LowIncluded ? "GreaterOrEqual" : "Greater", TypeKind.Bool, variable, Convert(low, kind)).Text);
        if (bounds[1] is { } high) tests.Add(Operator(range.HighIncluded ? "LessOrEqual" : "Less", TypeKind.Bool, variable, Convert(high, kind)).Text);
        var inside = tests.Count switch
        {
            0 => $"({variable.Text} != null ? true : default(bool?))",
            1 => tests[0],
            _ => $"{ModuleWriter.Support}Both({tests[0]}, {tests[1]})",
        };
        return new Code($"({Convert(operand, kind).Nullable.Text} is var {variable.Text} ? {(membership.Negated ? $"!{inside}" : inside)} : default(bool?))", TypeKind.Bool, true);
    }
}
