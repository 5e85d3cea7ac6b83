using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Gathers the assignments of a <c>create</c> or <c>update</c> command. Compiled rules build their effects with it.</summary>
public sealed class FieldValues
{
    private readonly ImmutableArray<int>.Builder fields = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<object?>.Builder values = ImmutableArray.CreateBuilder<object?>();

    /// <param name="fieldIndex">A field of the target.</param>
    /// <param name="value">Boxed as <see cref="Records.EntityRecord"/> says.</param>
    public FieldValues Add(int fieldIndex, object? value)
    {
        fields.Add(fieldIndex);
        values.Add(value);
        return this;
    }

    public CreateEffect Create(int entityIndex) => new(entityIndex, fields.DrainToImmutable(), values.DrainToImmutable());

    public UpdateEffect Update(int entityIndex, Guid id) => new(entityIndex, id, fields.DrainToImmutable(), values.DrainToImmutable());
}
