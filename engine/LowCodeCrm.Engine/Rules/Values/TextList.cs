using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>A list of texts (what <c>split</c> gives): ordered, repetitions kept, compared item by item.</summary>
public sealed class TextList(ImmutableArray<string> items) : IEquatable<TextList>
{
    public ImmutableArray<string> Items { get; } = items;
    public bool Equals(TextList? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);
    public override bool Equals(object? obj) => Equals(obj as TextList);
    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item));
    public override string ToString() => string.Join(", ", Items);
}
