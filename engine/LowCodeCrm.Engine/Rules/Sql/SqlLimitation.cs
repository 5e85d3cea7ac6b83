using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>A construct that a database cannot compute exactly, found while translating.</summary>
public sealed class SqlLimitation(TextSpan span, LocalizedText construct) : Exception(construct.For("en"))
{
    /// <summary>Where it stands in the rule.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>What it is, as a phrase: <c>the function split</c>.</summary>
    public LocalizedText Construct { get; } = construct;

    /// <summary>The field computed on reading in whose rule it stands; null: the query itself says it.</summary>
    public BoundField? OnReading { get; init; }

    /// <summary>Of <see cref="OnReading"/>: the fields of the same record that its rule reads.</summary>
    public ImmutableArray<Model.Field> ReadFields { get; init; } = [];

    internal static SqlLimitation Of(TextSpan span, string en, string ja) => new(span, LocalizedText.Of(en, ja));
}
