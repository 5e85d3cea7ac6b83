using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Language;

[Flags]
public enum BackEnds
{
    None = 0, Compiled = 1, Interpreted = 2, Client = 4, Sql = 8, All = 15, NotSql = 7,
    /// <summary>Needs what only the server has: a rule that calls it is evaluated there.</summary>
    Server = Compiled | Interpreted | Sql,
}

/// <summary>A built-in function: one row of the language's table, from which binder, completion, back ends and reference are fed.</summary>
/// <param name="Name">As written in rules; also the key of its implementation in every back end.</param>
/// <param name="Signature">One or more overloads in the notation <c>(s: text, from: int, n: int = 1) -> text</c>; <c>number</c> and <c>ordered</c> stand for one type throughout; see <see cref="FunctionSignature"/>.</param>
/// <param name="TotalOnEmpty">False: an empty argument gives an empty result (so the result is optional where an argument is). True: marked ∘ in rules-language.md.</param>
/// <param name="MayBeEmpty">The result may be empty although all arguments are set (conversions, avg of nothing …).</param>
/// <param name="IsVolatile">Depends on the day, the time, the user, or what was agreed to and sent: on more than records.</param>
public sealed record FunctionInfo(
    string Name, string Group, ImmutableArray<string> Signature, bool TotalOnEmpty, bool MayBeEmpty, bool IsVolatile,
    BackEnds BackEnds, LocalizedText Summary, string Example, string ExampleResult)
{
    /// <summary>Of <see cref="Errors"/>: a text or list grew past its limit, which ends the save as every exceeded budget does.</summary>
    public const string Budget = "budget";

    /// <summary>Ids of the failures (see <see cref="Values.RuleErrors"/>) that a call may end in, or <see cref="Budget"/>.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];
}
