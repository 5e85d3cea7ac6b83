using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>A record as it was. A value that was not kept is not made up.</summary>
internal sealed class PastRecord(Entity entity) : EntityRecord
{
    private readonly object?[] values = new object?[entity.Fields.Length];
    private readonly bool[] unknown = new bool[entity.Fields.Length];

    public override int EntityIndex => entity.Index;

    /// <exception cref="UnknownPastException">It was not kept.</exception>
    public override object? GetValue(int fieldIndex) => IsKnown(fieldIndex) ? values[fieldIndex] : throw UnknownPastException.Of(entity.Fields[fieldIndex]);

    public bool IsKnown(int fieldIndex) => !unknown[fieldIndex];

    public override void SetValue(int fieldIndex, object? value)
    {
        (values[fieldIndex], unknown[fieldIndex]) = (value, false);
        if (entity.Fields[fieldIndex].Name == SystemFields.Id) Id = (Guid)value!;
        if (entity.Fields[fieldIndex].Name == SystemFields.Version) Version = (long)value!;
    }

    public void Forget(int fieldIndex) => unknown[fieldIndex] = true;

    public override EntityRecord Clone()
    {
        var copy = new PastRecord(entity) { Id = Id, Version = Version };
        values.CopyTo(copy.values, 0);
        unknown.CopyTo(copy.unknown, 0);
        return copy;
    }
}
