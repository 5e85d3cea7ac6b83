using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Records;

/// <summary>
/// A row of an entity in memory. Each entity has a generated subclass with a typed field per stored field; boxed access by
/// <see cref="Field.Index"/> serves the generic paths (input, interpreter, history).
/// </summary>
/// <remarks>
/// Boxed types by field type: text kinds, choice (the option's value), currency, autoNumber → string; integer, rating, version → long;
/// decimal, money, percent → decimal; boolean → bool; date → DateOnly; time → TimeOnly; datetime → DateTime (UTC);
/// duration → TimeSpan; period → Period; id, lookup, user → Guid; multiChoice, tags → TextSet; personName → PersonName;
/// address → Address; geo → GeoPoint; file, image → FileValue; json → string (canonical JSON text). Empty is null.
/// </remarks>
public abstract class EntityRecord
{
    /// <summary>Position of the entity in <see cref="CrmModel.Entities"/>.</summary>
    public abstract int EntityIndex { get; }

    public Guid Id;

    /// <summary>Optimistic version, from 1; 0 for a record not yet saved.</summary>
    public long Version;

    /// <exception cref="ArgumentOutOfRangeException">No field has that index.</exception>
    public abstract object? GetValue(int fieldIndex);

    /// <exception cref="InvalidCastException">The value has another type than the field.</exception>
    public abstract void SetValue(int fieldIndex, object? value);

    public abstract EntityRecord Clone();
}

/// <summary>A record without generated code: for the interpreter, rule tests and tools.</summary>
public sealed class DynamicRecord(Entity entity) : EntityRecord
{
    private readonly object?[] values = new object?[entity.Fields.Length];

    public Entity Entity { get; } = entity;
    public override int EntityIndex => Entity.Index;

    public override object? GetValue(int fieldIndex) => Entity.Fields[fieldIndex].Name switch
    {
        SystemFields.Id => Id == Guid.Empty ? null : Id,
        SystemFields.Version => Version,
        _ => values[fieldIndex],
    };

    public override void SetValue(int fieldIndex, object? value)
    {
        switch (Entity.Fields[fieldIndex].Name)
        {
            case SystemFields.Id: Id = (Guid)(value ?? Guid.Empty); break;
            case SystemFields.Version: Version = (long)(value ?? 0L); break;
            default: values[fieldIndex] = value; break;
        }
    }

    public override EntityRecord Clone()
    {
        var copy = new DynamicRecord(Entity) { Id = Id, Version = Version };
        values.CopyTo(copy.values, 0);
        return copy;
    }
}
