using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>What a parameter or result of a built-in takes, beyond one fixed type.</summary>
public enum ParameterKind
{
    Fixed,
    /// <summary>int, decimal or money; the result has the argument's type.</summary>
    Number,
    /// <summary>Anything that has an order; all such arguments take their common type.</summary>
    Ordered,
    /// <summary>Anything that text() can write.</summary>
    Scalar,
    /// <summary>What has a label: a choice or a channel.</summary>
    Choice,
    /// <summary>A record of any entity.</summary>
    Record,
    /// <summary>A literal RE2 pattern.</summary>
    Pattern,
}

/// <param name="Default">The optional parameter's default: long or string; null: it must be given.</param>
public sealed record SignatureParameter(string Name, ParameterKind Kind, RuleType? Type, object? Default);

/// <summary>One overload, read from its notation in <see cref="FunctionInfo.Signature"/>.</summary>
/// <param name="IsVariadic">The last parameter may be repeated.</param>
public sealed record FunctionSignature(ImmutableArray<SignatureParameter> Parameters, bool IsVariadic, ParameterKind ResultKind, RuleType? Result)
{
    private static readonly ConcurrentDictionary<string, FunctionSignature> cache = new(StringComparer.Ordinal);

    public int RequiredCount => Parameters.Count(p => p.Default is null);

    /// <summary>The overloads of a function that takes values; not of the groups "record" and "sets".</summary>
    public static IEnumerable<FunctionSignature> Of(FunctionInfo function) => function.Signature.Select(text => cache.GetOrAdd(text, Parse));

    private static FunctionSignature Parse(string text)
    {
        var arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        var inside = text[1..text.LastIndexOf(')', arrow)];
        var variadic = inside.EndsWith('…');
        var parameters = inside.Split(", ", StringSplitOptions.RemoveEmptyEntries).Where(p => p != "…").Select(ParseParameter);
        var (kind, type) = ParseType(text[(arrow + 2)..].Trim());
        return new([.. parameters], variadic, kind, type);
    }

    private static SignatureParameter ParseParameter(string text)
    {
        var (name, rest) = (text[..text.IndexOf(':')], text[(text.IndexOf(':') + 1)..]);
        var equals = rest.IndexOf('=');
        var (kind, type) = ParseType((equals < 0 ? rest : rest[..equals]).Trim());
        return new(name, kind, type, equals < 0 ? null : ParseDefault(rest[(equals + 1)..].Trim()));
    }

    private static object ParseDefault(string text) => text[0] == '"' ? text[1..^1] : long.Parse(text, CultureInfo.InvariantCulture);

    private static (ParameterKind, RuleType?) ParseType(string text) => text switch
    {
        "number" => (ParameterKind.Number, null),
        "ordered" => (ParameterKind.Ordered, null),
        "scalar" => (ParameterKind.Scalar, null),
        "record" => (ParameterKind.Record, null),
        "choice" => (ParameterKind.Choice, null),
        "pattern" => (ParameterKind.Pattern, RuleType.Text),
        _ => (ParameterKind.Fixed, TypeParser.Parse(text, null) ?? throw new FormatException($"The function table has an unknown type: {text}.")),
    };
}
