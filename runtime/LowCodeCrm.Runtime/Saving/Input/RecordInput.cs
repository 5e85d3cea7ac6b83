using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>What a caller sent, typed: values boxed as <see cref="Engine.Records.EntityRecord"/> says, and what was wrong with the rest.</summary>
public sealed class RecordInput(Entity entity)
{
    public Entity Entity { get; } = entity;
    public List<FieldInput> Values { get; } = [];
    public List<ChildListInput> ChildLists { get; } = [];
    public List<LinkInput> Links { get; } = [];
    /// <summary>Values of the wrong type or past a limit: reported beside what the rules say.</summary>
    public List<InputProblem> Problems { get; } = [];
    /// <summary>Properties that the entity doesn't have: the request is malformed.</summary>
    public List<InputProblem> Malformed { get; } = [];

    public void Set(Field field, object? value) => Values.Add(new FieldInput(field, value));

    /// <summary>For one of several attempts: a save takes out of its input what callers may not write, and adds what is wrong with it.</summary>
    public RecordInput Copy()
    {
        var copy = new RecordInput(Entity);
        copy.Values.AddRange(Values);
        foreach (var list in ChildLists) copy.ChildLists.Add(list with { Rows = [.. list.Rows.Select(row => row with { Input = row.Input.Copy() })] });
        copy.Links.AddRange(Links);
        copy.Problems.AddRange(Problems);
        copy.Malformed.AddRange(Malformed);
        return copy;
    }

    public bool Has(Field field) => Values.Exists(v => v.Field.Index == field.Index);
}

/// <param name="Value">Boxed; null empties the field.</param>
public readonly record struct FieldInput(Field Field, object? Value);

/// <summary>All rows of a child list: with id updated, without created; stored rows that are absent are removed.</summary>
public sealed record ChildListInput(Field Field, ImmutableArray<ChildRowInput> Rows);

public sealed record ChildRowInput(Guid? Id, RecordInput Input);

/// <summary>The whole of a many-to-many field.</summary>
public sealed record LinkInput(Field Field, ImmutableArray<Guid> Ids);

/// <param name="Field">Null where the property is none of the entity's.</param>
/// <param name="Target">As in the request: the property's name.</param>
public sealed record InputProblem(string Code, string Target, LocalizedText Message, Field? Field = null);
