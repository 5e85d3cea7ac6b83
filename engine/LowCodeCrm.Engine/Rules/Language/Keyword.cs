using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>A word of the language: one row of <see cref="Keywords"/>.</summary>
/// <param name="Text">The English word.</param>
/// <param name="Alias">The Japanese word that means the same; no two keywords share one.</param>
/// <param name="Kind">A reserved word's own token; <see cref="TokenKind.Name"/> for contextual keywords.</param>
/// <param name="Summary">What it is for, in a few words, for completion and the reference.</param>
public sealed record Keyword(string Text, string Alias, TokenKind Kind, LocalizedText Summary)
{
    /// <summary>Reserved words may not be names; all others may.</summary>
    public bool IsReserved => Kind != TokenKind.Name;

    public override string ToString() => Text;
}
