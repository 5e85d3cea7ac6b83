using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Chooses the overload of a built-in and builds its call.</summary>
internal static class Overloads
{
    /// <summary>Null where no overload takes the arguments.</summary>
    public static BoundExpression? Call(FunctionInfo function, ImmutableArray<BoundExpression> arguments, TextSpan span)
    {
        if (arguments.Any(a => a.Type.Kind == TypeKind.Error)) return new BoundError(span);
        foreach (var signature in FunctionSignature.Of(function))
            if (Fit(signature, arguments) is { } converted)
                return new BoundCall(function, converted, Result(function, signature, converted), span);
        return null;
    }

    /// <summary>The parameter that stands at a position; null where there are fewer.</summary>
    public static SignatureParameter? ParameterAt(FunctionSignature signature, int index) =>
        index < signature.Parameters.Length ? signature.Parameters[index] : signature.IsVariadic ? signature.Parameters[^1] : null;

    private static ImmutableArray<BoundExpression>? Fit(FunctionSignature signature, ImmutableArray<BoundExpression> arguments)
    {
        if (arguments.Length < signature.RequiredCount || (!signature.IsVariadic && arguments.Length > signature.Parameters.Length)) return null;
        RuleType? ordered = RuleType.Empty;
        foreach (var argument in arguments) ordered = ordered is null ? null : Conversions.Common(ordered, argument.Type);
        var builder = ImmutableArray.CreateBuilder<BoundExpression>();
        for (var i = 0; i < Math.Max(arguments.Length, signature.Parameters.Length); i++)
        {
            var parameter = ParameterAt(signature, i)!;
            if (i >= arguments.Length)
            {
                var type = parameter.Type!;
                builder.Add(new BoundLiteral(parameter.Default, type, default));
            }
            else if (Take(parameter, arguments[i], ordered) is { } taken) builder.Add(taken);
            else return null;
        }
        return builder.ToImmutable();
    }

    private static BoundExpression? Take(SignatureParameter parameter, BoundExpression argument, RuleType? ordered)
    {
        var type = argument.Type;
        switch (parameter.Kind)
        {
            case ParameterKind.Fixed or ParameterKind.Pattern:
                return Conversions.Exists(type, parameter.Type!) ? Conversions.Apply(argument, parameter.Type!) : null;
            case ParameterKind.Number:
                if (type.Kind == TypeKind.Empty) return Conversions.Apply(argument, RuleType.Decimal);
                return !type.IsNumeric ? null : type.Kind == TypeKind.Percent ? Conversions.Apply(argument, RuleType.Decimal) : argument;
            case ParameterKind.Ordered:
                if (ordered is null or { Kind: TypeKind.Empty } || !Operators.IsOrdered(ordered)) return null;
                return Conversions.Apply(argument, ordered.Kind == TypeKind.Percent ? RuleType.Decimal : ordered.NotOptional);
            case ParameterKind.Scalar:
                if (type.Kind == TypeKind.Empty) return Conversions.Apply(argument, RuleType.Text);
                return IsScalar(type) ? argument : null;
            case ParameterKind.Choice:
                return type.Kind is TypeKind.Choice or TypeKind.Channel ? argument : null;
            case ParameterKind.Record:
                return type.Kind == TypeKind.Record ? argument : null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Whether text() can write it.</summary>
    public static bool IsScalar(RuleType type) => type.Kind is TypeKind.Bool or TypeKind.Choice or TypeKind.Channel || Operators.IsOrdered(type);

    private static RuleType Result(FunctionInfo function, FunctionSignature signature, ImmutableArray<BoundExpression> arguments)
    {
        var type = signature.ResultKind is ParameterKind.Number or ParameterKind.Ordered ? arguments[0].Type : signature.Result!;
        var optional = function.MayBeEmpty || (!function.TotalOnEmpty && arguments.Any(a => a.Type.IsOptional));
        return optional ? type.Optional : type.NotOptional;
    }
}
