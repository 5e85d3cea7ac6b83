using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A set or list of anything but text, boxed. A set compares without regard to order and repetition.</summary>
public sealed class ValueList(ImmutableArray<object?> items, bool isSet) : IEquatable<ValueList>
{
    public ImmutableArray<object?> Items { get; } = items;

    public bool Contains(object? item) => Items.Any(known => BoxedValues.AreEqual(known, item));

    public bool Equals(ValueList? other) => other is not null && (isSet
        ? Items.All(other.Contains) && other.Items.All(Contains)
        : Items.Length == other.Items.Length && Items.Zip(other.Items).All(pair => BoxedValues.AreEqual(pair.First, pair.Second)));

    public override bool Equals(object? obj) => Equals(obj as ValueList);
    public override int GetHashCode() => Items.Aggregate(0, (hash, item) => hash ^ (item?.GetHashCode() ?? 0));
    public override string ToString() => string.Join(", ", Items);
}
