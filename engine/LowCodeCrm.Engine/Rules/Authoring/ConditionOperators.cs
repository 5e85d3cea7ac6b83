using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>How many values an operator takes.</summary>
public enum ConditionArity { None, One, Two, Many }

/// <summary>The operators of conditions: those of the language, and its functions that are conditions on a text.</summary>
public static class ConditionOperators
{
    public const string In = "in", NotIn = "not in", Between = "between", NotBetween = "not between", IsSet = "is set", IsEmpty = "is empty";

    /// <summary>A tags or multiple choice field has the value among its own.</summary>
    public const string Includes = "includes", NotIncludes = "not includes";

    private const string Not = "not ";

    internal static readonly ImmutableDictionary<string, BinaryOperator> Comparisons = new Dictionary<string, BinaryOperator>
    {
        ["="] = BinaryOperator.Equal, ["<>"] = BinaryOperator.NotEqual, ["<"] = BinaryOperator.Less, ["<="] = BinaryOperator.LessOrEqual,
        [">"] = BinaryOperator.Greater, [">="] = BinaryOperator.GreaterOrEqual,
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, ConditionArity> functions = new Dictionary<string, ConditionArity>
    {
        ["contains"] = ConditionArity.One, ["starts_with"] = ConditionArity.One, ["ends_with"] = ConditionArity.One, ["contains_any"] = ConditionArity.Many,
    }.ToImmutableDictionary();

    /// <summary>Every operator, in the order in which a client may offer them.</summary>
    public static readonly ImmutableArray<string> All =
    [
        "=", "<>", "<", "<=", ">", ">=", In, NotIn, Between, NotBetween, IsSet, IsEmpty, Includes, NotIncludes,
        .. functions.Keys.Order(StringComparer.Ordinal).SelectMany(name => new[] { name, Not + name }),
    ];

    /// <summary>Null: there is no such operator.</summary>
    public static ConditionArity? ArityOf(string op) => op switch
    {
        IsSet or IsEmpty => ConditionArity.None,
        Includes or NotIncludes => ConditionArity.One,
        In or NotIn => ConditionArity.Many,
        Between or NotBetween => ConditionArity.Two,
        _ when Comparisons.ContainsKey(op) => ConditionArity.One,
        _ when FunctionOf(op) is { } function => functions[function.Name],
        _ => null,
    };

    /// <summary>The function that an operator calls; null: it calls none.</summary>
    internal static (string Name, bool Negated)? FunctionOf(string op)
    {
        var negated = op.StartsWith(Not, StringComparison.Ordinal);
        var name = negated ? op[Not.Length..] : op;
        return functions.ContainsKey(name) ? (name, negated) : null;
    }

    internal static string? OfFunction(string name, bool negated) => functions.ContainsKey(name) ? negated ? Not + name : name : null;
}
