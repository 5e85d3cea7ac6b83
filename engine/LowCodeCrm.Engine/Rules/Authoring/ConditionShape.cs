using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Where conditions stand in a text: operands of one kind of word together, however they are bracketed, as <see cref="ConditionReader"/> reads them.</summary>
/// <param name="Inner">Without brackets around it.</param>
/// <param name="Outer">With them.</param>
/// <param name="Items">Of one condition: itself.</param>
/// <param name="Operators">The words between the items.</param>
internal sealed record ConditionShape(TextSpan Inner, TextSpan Outer, ImmutableArray<ConditionShape> Items, ImmutableArray<SyntaxToken> Operators)
{
    public bool IsBracketed => Inner != Outer;

    public static ConditionShape Of(ExpressionSyntax expression)
    {
        var inner = Unwrap(expression);
        var items = ImmutableArray.CreateBuilder<ConditionShape>();
        var operators = ImmutableArray.CreateBuilder<SyntaxToken>();
        if (inner is BinaryExpressionSyntax { Operator.Kind: TokenKind.And or TokenKind.Or } logical)
        {
            // Chains lean to the left and may be long.
            var left = new Stack<(ExpressionSyntax? Operand, SyntaxToken? Word)>([(logical, null)]);
            while (left.TryPop(out var next))
            {
                if (next.Word is { } word) operators.Add(word);
                else if (Unwrap(next.Operand!) is BinaryExpressionSyntax binary && binary.Operator.Kind == logical.Operator.Kind)
                {
                    left.Push((binary.Right, null));
                    left.Push((null, binary.Operator));
                    left.Push((binary.Left, null));
                }
                else items.Add(Of(next.Operand!));
            }
        }
        var shape = new ConditionShape(inner.Span, expression.Span, items.ToImmutable(), operators.ToImmutable());
        return items.Count == 0 ? shape with { Items = [shape] } : shape;
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax bracketed ? Unwrap(bracketed.Expression) : expression;
}
