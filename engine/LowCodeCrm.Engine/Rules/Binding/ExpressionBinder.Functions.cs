using System.Collections.Immutable;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    /// <summary>
    /// A call of the package's function. Empty in, empty out: an argument that may be empty, where the parameter may not, makes the call
    /// <c>if a is set then f(a) else empty</c>, so that no back end needs to know of it.
    /// </summary>
    private BoundExpression BindFunctionCall(CallExpressionSyntax syntax, FunctionSymbol function)
    {
        var parameters = function.Parameters;
        diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Function(function.Name));
        if (Arguments(syntax, i => i < parameters.Length ? parameters[i].Name : null, i => i < parameters.Length ? parameters[i].Type : null) is not { } arguments)
            return new BoundError(syntax.Span);
        if (arguments.Length != parameters.Length || arguments.Zip(parameters).Any(pair => !Conversions.Exists(pair.First.Type, pair.Second.Type)))
        {
            var signature = $"({string.Join(", ", parameters.Select(p => $"{p.Name}: {p.Type}"))})";
            diagnostics.WrongArguments(At(syntax), function.Name, signature, string.Join(", ", arguments.Select(a => a.Type)));
            return new BoundError(syntax.Span);
        }
        var lets = new List<(VariableSymbol Symbol, BoundExpression Value)>();
        var tests = new List<BoundExpression>();
        var passed = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var (argument, parameter) in arguments.Zip(parameters))
        {
            var value = Conversions.Apply(argument, parameter.Type.NotOptional);
            if (value.Type.IsOptional && !parameter.Type.IsOptional)
            {
                if (FactKey.Of(value) is null)
                {
                    var symbol = new VariableSymbol(parameter.Name, value.Type);
                    lets.Add((symbol, value));
                    value = new BoundVariable(symbol, value.Span);
                }
                tests.Add(new BoundIsSet(value, false, value.Span));
                value = value with { Type = value.Type.NotOptional };
            }
            passed.Add(value);
        }
        return Guarded(new BoundFunctionCall(function, passed.ToImmutable(), function.ReturnType, syntax.Span), lets, tests);
    }

    private static BoundExpression Guarded(BoundExpression call, List<(VariableSymbol Symbol, BoundExpression Value)> lets, List<BoundExpression> tests)
    {
        if (tests.Count == 0) return call;
        var condition = tests.Aggregate((a, b) => new BoundBinary(BinaryOperator.And, a, b, RuleType.Bool, call.Span));
        var type = call.Type.Optional;
        BoundExpression result = new BoundIf(condition, Conversions.Apply(call, type), new BoundLiteral(null, type, call.Span), type, call.Span);
        foreach (var (symbol, value) in Enumerable.Reverse(lets)) result = new BoundLet(symbol, value, result, type, call.Span);
        return result;
    }
}
