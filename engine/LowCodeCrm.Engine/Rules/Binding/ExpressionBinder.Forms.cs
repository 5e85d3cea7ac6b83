using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    private BoundExpression BindIf(IfExpressionSyntax syntax, RuleType? expected)
    {
        var condition = BindAs(syntax.Condition, RuleType.Bool);
        var (whenTrue, whenNot) = (scope.Facts.WhenTrue(condition), scope.Facts.WhenNotTrue(condition));
        BoundExpression then, otherwise;
        if (expected is null && Waits(syntax.Then))
        {
            otherwise = Knowing(whenNot, () => Bind(syntax.Else, null));
            then = Knowing(whenTrue, () => Bind(syntax.Then, Hint(otherwise)));
        }
        else
        {
            then = Knowing(whenTrue, () => Bind(syntax.Then, expected));
            otherwise = Knowing(whenNot, () => Bind(syntax.Else, expected ?? Hint(then)));
        }
        if (condition is BoundError || then.Type.Kind == TypeKind.Error || otherwise.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        if (Conversions.Common(then.Type, otherwise.Type) is not { } type)
        {
            diagnostics.WrongType(At(syntax.Else), then.Type, otherwise.Type);
            return new BoundError(syntax.Span);
        }
        return new BoundIf(condition, Conversions.Apply(then, type), Conversions.Apply(otherwise, type), type, syntax.Span);
    }

    private BoundExpression BindLet(LetExpressionSyntax syntax, RuleType? expected)
    {
        var value = Bind(syntax.Value, null);
        var symbol = new VariableSymbol(NameOf(syntax.Name), value.Type);
        diagnostics.Recorder?.Declare(source, syntax.Name, symbol, symbol.Name);
        var inner = scope.With(symbol);
        var body = In(inner, () => Bind(syntax.Body, expected));
        if (value.Type.Kind == TypeKind.Error || body.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        return new BoundLet(symbol, value, body, body.Type, syntax.Span);
    }

    private BoundExpression BindIs(IsExpressionSyntax syntax)
    {
        var operand = Bind(syntax.Operand, null);
        if (operand.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        // "is empty" and "is not set" are one.
        var empty = syntax.SetOrEmpty.Kind == TokenKind.Empty;
        return new BoundIsSet(operand, empty != syntax.Not is not null, syntax.Span);
    }

    private BoundExpression BindIn(InExpressionSyntax syntax)
    {
        BoundExpression operand, container;
        if (Waits(syntax.Operand))
        {
            container = BindContainer(syntax.Container, null);
            operand = Bind(syntax.Operand, container.Type.Element);
        }
        else
        {
            operand = Bind(syntax.Operand, null);
            container = BindContainer(syntax.Container, Hint(operand) is { } hint ? RuleType.SetOf(hint) : null);
        }
        if (!MeetChannel(ref operand, ref container)) return new BoundError(syntax.Span);
        if (Operators.In(operand, container, syntax.Not is not null, syntax.Span) is { } bound) return bound;
        diagnostics.OperatorUndefined(At(syntax.In), syntax.Not is null ? "in" : "not in", operand.Type, container.Type);
        return new BoundError(syntax.Span);
    }

    private BoundExpression BindBetween(BetweenExpressionSyntax syntax)
    {
        var operand = Bind(syntax.Operand, null);
        var (low, high) = (Bind(syntax.Low, Hint(operand)), Bind(syntax.High, Hint(operand)));
        if (operand.Type.Kind == TypeKind.Error || low.Type.Kind == TypeKind.Error || high.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        var element = Conversions.Common(low.Type, high.Type);
        if (element is not null)
        {
            var range = new BoundRange(low, true, high, true, RuleType.RangeOf(element.NotOptional), syntax.Span);
            if (Operators.In(operand, range, syntax.Not is not null, syntax.Span) is { } bound) return bound;
        }
        diagnostics.OperatorUndefined(At(syntax.Between), "between", operand.Type, element ?? low.Type);
        return new BoundError(syntax.Span);
    }

    /// <summary>Items of one type; a bare option among them takes the type of the first that is none.</summary>
    private BoundExpression BindSet(SetExpressionSyntax syntax, RuleType? expected)
    {
        var hint = expected?.Element ?? expected;
        var items = syntax.Items.Items.ToArray();
        if (items.Length > Values.RuleText.MaxItems)
        {
            diagnostics.TooManyItems(At(items[Values.RuleText.MaxItems]), Values.RuleText.MaxItems);
            return new BoundError(syntax.Span);
        }
        if (hint is null && items.FirstOrDefault(i => !Waits(i)) is { } known && items.Any(Waits)) hint = Hint(Quietly(known));
        var bound = items.Select(item => Bind(item, hint)).ToImmutableArray();
        if (bound.Any(b => b.Type.Kind == TypeKind.Error)) return new BoundError(syntax.Span);
        var element = RuleType.Empty;
        for (var i = 0; i < bound.Length; i++)
        {
            if (Conversions.Common(element, bound[i].Type) is { } common)
            {
                element = i == 0 ? bound[i].Type : common;
                continue;
            }
            if (element.Kind == TypeKind.Choice && bound[i] is BoundLiteral { Value: string text })
                diagnostics.ChoiceWrittenAsText(At(items[i]), element.NotOptional, text, OptionNamed(element, text)?.Value);
            else
                diagnostics.WrongType(At(items[i]), element, bound[i].Type);
            return new BoundError(syntax.Span);
        }
        return Conversions.Set(bound, element, syntax.Span);
    }

    /// <summary>What stands behind <c>in</c>, or in a table's cell: there alone a range means something.</summary>
    private BoundExpression BindContainer(ExpressionSyntax syntax, RuleType? hint)
    {
        while (syntax is ParenthesizedExpressionSyntax parenthesized) syntax = parenthesized.Expression;
        return syntax is RangeExpressionSyntax range ? BindRange(range, hint) : Bind(syntax, hint);
    }

    private BoundExpression RangeAlone(RangeExpressionSyntax syntax)
    {
        diagnostics.RangeIsNoValue(At(syntax));
        return new BoundError(syntax.Span);
    }

    private BoundExpression BindRange(RangeExpressionSyntax syntax, RuleType? expected)
    {
        if (syntax is { Low: null, High: null }) return RangeAlone(syntax);
        var hint = expected?.Element;
        var low = syntax.Low is null ? null : Bind(syntax.Low, hint);
        var high = syntax.High is null ? null : Bind(syntax.High, hint);
        if (low?.Type.Kind == TypeKind.Error || high?.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        var element = low is null ? high?.Type : high is null ? low.Type : Conversions.Common(low.Type, high.Type);
        if (element is null)
        {
            if (low is not null) diagnostics.WrongType(At(syntax.High!), low.Type, high!.Type);
            return new BoundError(syntax.Span);
        }
        return new BoundRange(low, syntax.Open.Kind == TokenKind.OpenBracket, high, syntax.Close.Kind == TokenKind.CloseBracket, RuleType.RangeOf(element.NotOptional), syntax.Span);
    }

    /// <summary>Binds for its type alone; mistakes are reported when it is bound for good.</summary>
    private BoundExpression Quietly(ExpressionSyntax syntax) => new ExpressionBinder(source, scope, new Diagnostics.DiagnosticBag()).Bind(syntax, null);
}
