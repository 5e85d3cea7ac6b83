using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>How tightly an operator binds; greater is tighter.</summary>
public enum Precedence { None, Branch, Coalesce, Or, And, Not, Comparison, Concatenation, Sum, Product, Negation, Access }

public enum Associativity { Left, Right, None }

/// <param name="Text">As written in the narrow form.</param>
/// <param name="Associativity"><see cref="Associativity.None"/>: a second one of the same precedence needs parentheses.</param>
public sealed record OperatorInfo(string Text, TokenKind Kind, Precedence Precedence, Associativity Associativity);

/// <summary>The operators with their precedence, loosest first: the table that the parser works from.</summary>
public static class Operators
{
    /// <summary>Operators that stand after an operand. <c>not in</c> and <c>not between</c> go by <c>in</c> and <c>between</c>.</summary>
    public static readonly ImmutableArray<OperatorInfo> Infix =
    [
        new("??", TokenKind.Coalesce, Precedence.Coalesce, Associativity.Right),
        new("or", TokenKind.Or, Precedence.Or, Associativity.Left),
        new("and", TokenKind.And, Precedence.And, Associativity.Left),
        new("=", TokenKind.Equals, Precedence.Comparison, Associativity.None),
        new("<>", TokenKind.NotEquals, Precedence.Comparison, Associativity.None),
        new("<", TokenKind.Less, Precedence.Comparison, Associativity.None),
        new("<=", TokenKind.LessOrEquals, Precedence.Comparison, Associativity.None),
        new(">", TokenKind.Greater, Precedence.Comparison, Associativity.None),
        new(">=", TokenKind.GreaterOrEquals, Precedence.Comparison, Associativity.None),
        new("in", TokenKind.In, Precedence.Comparison, Associativity.None),
        new("between", TokenKind.Between, Precedence.Comparison, Associativity.None),
        new("is", TokenKind.Is, Precedence.Comparison, Associativity.None),
        new("&", TokenKind.Ampersand, Precedence.Concatenation, Associativity.Left),
        new("+", TokenKind.Plus, Precedence.Sum, Associativity.Left),
        new("-", TokenKind.Minus, Precedence.Sum, Associativity.Left),
        new("*", TokenKind.Star, Precedence.Product, Associativity.Left),
        new("/", TokenKind.Slash, Precedence.Product, Associativity.Left),
        new("mod", TokenKind.Mod, Precedence.Product, Associativity.Left),
    ];

    /// <summary>Operators that stand before their operand.</summary>
    public static readonly ImmutableArray<OperatorInfo> Prefix =
    [
        new("not", TokenKind.Not, Precedence.Not, Associativity.Right),
        new("-", TokenKind.Minus, Precedence.Negation, Associativity.Right),
    ];

    private static readonly OperatorInfo?[] infixByKind = Index(Infix);
    private static readonly OperatorInfo?[] prefixByKind = Index(Prefix);

    public static OperatorInfo? FindInfix(TokenKind kind) => infixByKind[(int)kind];
    public static OperatorInfo? FindPrefix(TokenKind kind) => prefixByKind[(int)kind];

    private static OperatorInfo?[] Index(ImmutableArray<OperatorInfo> operators)
    {
        var index = new OperatorInfo?[Enum.GetValues<TokenKind>().Length];
        foreach (var entry in operators) index[(int)entry.Kind] = entry;
        return index;
    }
}
