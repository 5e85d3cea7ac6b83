using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    private BoundExpression BindUnary(UnaryExpressionSyntax syntax)
    {
        var op = syntax.Operator.Kind == TokenKind.Not ? UnaryOperator.Not : UnaryOperator.Negate;
        // The least int is one longer than the greatest, so its digits alone read as a decimal.
        if (op == UnaryOperator.Negate && syntax.Operand is LiteralExpressionSyntax { Literal: { Kind: TokenKind.IntegerLiteral, Value: 9223372036854775808m } })
            return new BoundLiteral(long.MinValue, RuleType.Int, syntax.Span);
        if (op == UnaryOperator.Not) return BindAs(syntax.Operand, RuleType.Bool) is var condition and not BoundError ? Operators.Unary(op, condition, syntax.Span)! : new BoundError(syntax.Span);
        var operand = Bind(syntax.Operand, null);
        return Operators.Unary(op, operand, syntax.Span) ?? Undefined(syntax.Operator, syntax.Span, operand);
    }

    private BoundExpression BindBinary(BinaryExpressionSyntax syntax, RuleType? expected)
    {
        var op = OperatorOf(syntax.Operator.Kind);
        if (op is BinaryOperator.And or BinaryOperator.Or) return BindLogical(syntax, op);
        var hint = op == BinaryOperator.Coalesce ? expected : null;
        var (left, right) = BindPair(syntax.Left, syntax.Right, hint);
        var span = Cover(left, right, syntax);
        if (op is BinaryOperator.Equal or BinaryOperator.NotEqual && !MeetChannel(ref left, ref right)) return new BoundError(span);
        if (Operators.Binary(op, left, right, span) is { } bound) return bound;
        if (op is BinaryOperator.Equal or BinaryOperator.NotEqual && ReportQuotedOption(syntax, left, right)) return new BoundError(span);
        diagnostics.OperatorUndefined(At(syntax.Operator), syntax.Operator.Text, left.Type, right.Type);
        return new BoundError(span);
    }

    /// <summary>The right side of <c>and</c> matters only where the left is not false, of <c>or</c> where it is not true.</summary>
    private BoundExpression BindLogical(BinaryExpressionSyntax syntax, BinaryOperator op)
    {
        var left = BindAs(syntax.Left, RuleType.Bool);
        var facts = left is BoundError ? scope.Facts : op == BinaryOperator.And ? scope.Facts.WhenTrue(left) : scope.Facts.WhenNotTrue(left);
        var right = Knowing(facts, () => BindAs(syntax.Right, RuleType.Bool));
        return Operators.Binary(op, left, right, Cover(left, right, syntax))!;
    }

    /// <summary>Two operands that give each other their type: whichever is a bare option waits for the other.</summary>
    private (BoundExpression Left, BoundExpression Right) BindPair(ExpressionSyntax left, ExpressionSyntax right, RuleType? expected)
    {
        if (expected is null && Waits(left))
        {
            var second = Bind(right, null);
            return (Bind(left, Hint(second)), second);
        }
        var first = Bind(left, expected);
        return (first, Bind(right, expected ?? Hint(first)));
    }

    private static RuleType? Hint(BoundExpression value) => value.Type.Kind is TypeKind.Error or TypeKind.Empty ? null : value.Type;

    /// <summary>Whether the expression is made of names that only an expected type could explain, or could explain otherwise.</summary>
    private bool Waits(ExpressionSyntax syntax) => syntax switch
    {
        ParenthesizedExpressionSyntax parenthesized => Waits(parenthesized.Expression),
        NameExpressionSyntax name => !IsResolvable(NameOf(name.Name)) || scope.Model.FindChannel(NameOf(name.Name)) is not null,
        IfExpressionSyntax conditional => Waits(conditional.Then) && Waits(conditional.Else),
        SetExpressionSyntax set => set.Items.Items.Any() && set.Items.Items.All(Waits),
        BinaryExpressionSyntax { Operator.Kind: TokenKind.Coalesce } coalesce => Waits(coalesce.Left) && Waits(coalesce.Right),
        _ => false,
    };

    /// <summary><c>stage = "won"</c> gets its own sentence.</summary>
    private bool ReportQuotedOption(BinaryExpressionSyntax syntax, BoundExpression left, BoundExpression right)
    {
        if ((IsChannel(left.Type), IsChannel(right.Type)) is (true, false) or (false, true) && (IsChannel(left.Type) ? right : left) is BoundLiteral { Value: string name, Type.Kind: TypeKind.Text } quoted)
        {
            diagnostics.ChannelWrittenAsText(At(quoted.Span), name, scope.Model.FindChannel(name)?.Name);
            return true;
        }
        var (choice, literal, at) = left.Type.Kind == TypeKind.Choice ? (left, right, syntax.Right) : (right, left, syntax.Left);
        if (choice.Type.Kind != TypeKind.Choice || literal is not BoundLiteral { Value: string text, Type.Kind: TypeKind.Text }) return false;
        diagnostics.ChoiceWrittenAsText(At(at), choice.Type.NotOptional, text, OptionNamed(choice.Type, text)?.Value);
        return true;
    }

    private BoundError Undefined(SyntaxToken op, TextSpan span, BoundExpression operand)
    {
        diagnostics.OperatorUndefined(At(op), op.Text, operand.Type);
        return new BoundError(span);
    }

    private static TextSpan Cover(BoundExpression left, BoundExpression right, BinaryExpressionSyntax syntax) =>
        syntax.Left is ParenthesizedExpressionSyntax || syntax.Right is ParenthesizedExpressionSyntax ? syntax.Span : TextSpan.FromBounds(Math.Min(left.Span.Start, right.Span.Start), Math.Max(left.Span.End, right.Span.End));

    internal static BinaryOperator OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Coalesce => BinaryOperator.Coalesce,
        TokenKind.Or => BinaryOperator.Or,
        TokenKind.And => BinaryOperator.And,
        TokenKind.Equals => BinaryOperator.Equal,
        TokenKind.NotEquals => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEquals => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEquals => BinaryOperator.GreaterOrEqual,
        TokenKind.Ampersand => BinaryOperator.Concat,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Mod => BinaryOperator.Mod,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
