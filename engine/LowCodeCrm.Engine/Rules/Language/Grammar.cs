using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>
/// The grammar as data: words from <see cref="Keywords"/>, precedence from <see cref="Operators"/>, hit policies from <see cref="HitPolicies"/>, the tables that the
/// parser works from. Tests hold it to the parser both ways: whatever the parser reads without a complaint is a sentence of it, and sentences made from it are read.
/// </summary>
public static partial class Grammar
{
    /// <summary>Where it begins.</summary>
    public const string Start = "file";

    private static readonly TokenPart name = new("name", [TokenKind.Name], "letters of any script, digits and _, not beginning with a digit, at most 60; no reserved word");
    private static readonly TokenPart integer = new("integer", [TokenKind.IntegerLiteral], "digits, _ between them: 1_000_000");
    private static readonly TokenPart number = new("decimal", [TokenKind.DecimalLiteral], "digits with a point: 12.5");
    private static readonly TokenPart text = new("text", [TokenKind.TextLiteral, TokenKind.RawTextLiteral],
        "\"…\" with {expression} inside and the escapes \\\\ \\\" \\n \\t \\{ \\} \\u{1F363}; r\"…\" without them, \"\" being a quote");
    private static readonly TokenPart date = new("date", [TokenKind.DateLiteral], "2026-04-01");
    private static readonly TokenPart instant = new("datetime", [TokenKind.DateTimeLiteral], "2026-04-01T09:00 or 2026-04-01T09:00+09:00");
    private static readonly TokenPart time = new("time", [TokenKind.TimeLiteral], "09:30");

    /// <summary>What the lexer gives whole, in words.</summary>
    public static ImmutableArray<TokenPart> Tokens { get; } = [name, integer, number, text, date, instant, time];

    /// <summary>Every production, from the file down.</summary>
    public static ImmutableArray<Production> All { get; } = [.. Declarations(), .. Rules(), .. Commands(), .. Automation(), .. Approvals(), .. Tests(), .. Expressions()];

    private static readonly FrozenDictionary<string, Production> byName = All.ToFrozenDictionary(production => production.Name, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is no such production.</exception>
    public static Production Find(string production) => byName[production];

    private static ReferencePart To(string production) => new(production);
    private static SequencePart Seq(params ImmutableArray<GrammarPart> parts) => new(parts);
    private static ChoicePart Or(params ImmutableArray<GrammarPart> parts) => new(parts);
    private static OptionalPart May(params ImmutableArray<GrammarPart> parts) => new(parts is [var only] ? only : new SequencePart(parts));
    private static RepeatedPart Many(params ImmutableArray<GrammarPart> parts) => new(parts is [var only] ? only : new SequencePart(parts));
    private static SequencePart List(GrammarPart item) => Seq(item, Many(",", item));

    private static Production Of(string production, GrammarPart body, string example, params ImmutableArray<Type> nodes) => new(production, body, example) { Nodes = nodes };
}
