using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A static method over nullable values, as one delegate over boxed ones. Unused arguments are null.</summary>
internal delegate object? Invoker(RuleContext context, object? a, object? b, object? c);

internal static class Invokers
{
    private static readonly ConcurrentDictionary<MethodInfo, Invoker> cache = new();
    private static readonly MethodInfo boxBool = typeof(BoxedValues).GetMethod(nameof(BoxedValues.Box), [typeof(bool?)])!;

    /// <exception cref="MissingMethodException">There is no such overload.</exception>
    public static Invoker Function(FunctionImplementation implementation, Type[] types) =>
        Find(implementation.DeclaringType, implementation.Method, implementation.NeedsContext ? [typeof(RuleContext), .. types] : types)
        ?? throw new MissingMethodException(implementation.DeclaringType.Name, $"{implementation.Method}({string.Join(", ", types.Select(t => t.Name))})");

    /// <exception cref="MissingMethodException">The operator is not defined for the types.</exception>
    public static Invoker Operator(string name, params Type[] types) =>
        Find(typeof(RuleOperators), name, types) ?? Find(typeof(RuleOperators), name, [typeof(RuleContext), .. types])
        ?? throw new MissingMethodException(nameof(RuleOperators), $"{name}({string.Join(", ", types.Select(t => Nullable.GetUnderlyingType(t)?.Name ?? t.Name))})");

    private static Invoker? Find(Type type, string name, Type[] types) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, types) is { } method
        && method.GetParameters().Select(p => p.ParameterType).SequenceEqual(types) ? cache.GetOrAdd(method, Make) : null;

    private static Invoker Make(MethodInfo method)
    {
        var context = Expression.Parameter(typeof(RuleContext), "context");
        ParameterExpression[] boxed = [Expression.Parameter(typeof(object), "a"), Expression.Parameter(typeof(object), "b"), Expression.Parameter(typeof(object), "c")];
        var next = 0;
        var arguments = method.GetParameters().Select(p =>
            p.ParameterType == typeof(RuleContext) ? context : (Expression)Expression.Convert(boxed[next++], p.ParameterType)).ToArray();
        Expression call = Expression.Call(method, arguments);
        call = method.ReturnType == typeof(bool?) ? Expression.Call(boxBool, call) : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Invoker>(call, context, boxed[0], boxed[1], boxed[2]).Compile();
    }
}
