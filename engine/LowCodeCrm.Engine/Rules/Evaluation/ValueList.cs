using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A set or list of anything but text, boxed; records by their ids. A set has no empty items, each item once, and no order.</summary>
public sealed class ValueList : IEquatable<ValueList>
{
    private readonly HashSet<object>? members;

    public ValueList(IEnumerable<object?> items, bool isSet)
    {
        var values = items.Select(item => item is EntityRecord record ? record.Id : item);
        if (!isSet)
        {
            Items = [.. values];
            return;
        }
        members = [];
        Items = [.. values.Where(item => item is not null && members.Add(item))];
    }

    public ImmutableArray<object?> Items { get; }

    public bool Contains(object? item)
    {
        if (item is EntityRecord record) item = record.Id;
        return members is null ? Items.Any(known => BoxedValues.AreEqual(known, item)) : item is not null && members.Contains(item);
    }

    public ValueList Select(Func<object?, object?> change) => new(Items.Select(change), members is not null);

    public bool Equals(ValueList? other) => other is not null && (members is not null
        ? Items.Length == other.Items.Length && Items.All(other.Contains)
        : Items.Length == other.Items.Length && Items.Zip(other.Items).All(pair => BoxedValues.AreEqual(pair.First, pair.Second)));

    public override bool Equals(object? obj) => Equals(obj as ValueList);
    public override int GetHashCode() => Items.Aggregate(0, (hash, item) => hash ^ (item?.GetHashCode() ?? 0));
    public override string ToString() => string.Join(", ", Items);
}
