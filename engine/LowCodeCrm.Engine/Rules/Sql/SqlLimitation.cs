using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>A construct that a database cannot compute exactly, found while translating.</summary>
public sealed class SqlLimitation(TextSpan span, LocalizedText construct) : Exception(construct.For("en"))
{
    /// <summary>Where it stands in the rule.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>What it is, as a phrase: <c>the function split</c>.</summary>
    public LocalizedText Construct { get; } = construct;

    internal static SqlLimitation Of(TextSpan span, string en, string ja) => new(span, LocalizedText.Of(en, ja));
}
