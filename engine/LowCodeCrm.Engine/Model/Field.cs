using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>One value of a choice. Stored in the database by <paramref name="Id"/>; in memory, rules and the API it is <paramref name="Value"/>.</summary>
/// <param name="Value">Identifier, as written in rules and JSON.</param>
public sealed record Option(string Id, string Value, LocalizedText Label, string? Color, int Order, SourceLocation? Location = null)
{
    /// <summary>How the label is read (kana), by locale: for sorting and completion.</summary>
    public LocalizedText Reading { get; init; } = LocalizedText.Empty;
}

/// <summary>How a field that rules fill gets its value; such fields are read-only to callers.</summary>
public enum FieldOrigin
{
    /// <summary>Entered by callers.</summary>
    Entered,
    /// <summary>Every entity has it: id, created_at, created_by, updated_at, updated_by, owner, version.</summary>
    System,
    /// <summary>A <c>computed</c> rule: stored, and derived again on each save.</summary>
    Computed,
    /// <summary>A <c>computed</c> that depends on the day, the time or the user: evaluated on reading, has no column.</summary>
    ComputedOnRead,
    /// <summary>A <c>rollup</c> over child records: stored, maintained when children change.</summary>
    Rollup,
}

/// <summary>A field of an entity, as meant.</summary>
public sealed record Field
{
    /// <summary>Immutable id, unique in the package; provisional (starting with "?") while the package has none for it.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required LocalizedText Label { get; init; }
    public required FieldType Type { get; init; }
    /// <summary>Position in <see cref="Entity.Fields"/>; generated record classes and boxed access use it.</summary>
    public int Index { get; init; }
    public FieldOrigin Origin { get; init; }
    public bool Required { get; init; }
    /// <summary>Of a derived field: its rule always gives a value, so that rules need not test for it.</summary>
    public bool IsNeverEmpty { get; init; }
    /// <summary>In code points; null where the type has no length.</summary>
    public int? MaxLength { get; init; }
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }
    /// <summary>Digits after the point of decimal, money and percent.</summary>
    public int Scale { get; init; }
    /// <summary>Digits in all, at most 28.</summary>
    public int Precision { get; init; } = 18;
    /// <summary>A JSON Schema <c>pattern</c>, or an auto number's pattern such as OP-{0000}.</summary>
    public string? Pattern { get; init; }
    /// <summary>A constant default from the schema's <c>default</c>, as a rule value.</summary>
    public object? Default { get; init; }
    /// <summary>Options of choice and multiChoice, in order.</summary>
    public ImmutableArray<Option> Options { get; init; } = [];
    /// <summary>Target entity's name of lookup, manyToMany, childList (the child) and user ("$user").</summary>
    public string? Target { get; init; }
    public OnDelete OnDelete { get; init; }
    /// <summary>Of a childList: the child's lookup field that names the parent.</summary>
    public string? Via { get; init; }
    public LocalizedText Description { get; init; } = LocalizedText.Empty;
    /// <summary>How the label is read (kana), by locale: for sorting and completion.</summary>
    public LocalizedText Reading { get; init; } = LocalizedText.Empty;
    public SourceLocation? Location { get; init; }

    public bool IsReadOnlyToCallers => Origin is not FieldOrigin.Entered && Name != SystemFields.Owner;
    public bool IsToOne => Type is FieldType.Lookup or FieldType.User;
    /// <summary>Whether a column of the entity's own table holds it (a person name or address has several).</summary>
    public bool IsStored => Origin != FieldOrigin.ComputedOnRead && Type is not (FieldType.ChildList or FieldType.ManyToMany);
    public override string ToString() => Name;
}

/// <summary>Names of the fields that every entity has.</summary>
public static class SystemFields
{
    public const string Id = "id";
    public const string CreatedAt = "created_at";
    public const string CreatedBy = "created_by";
    public const string UpdatedAt = "updated_at";
    public const string UpdatedBy = "updated_by";
    public const string Owner = "owner";
    public const string Version = "version";
    public static readonly ImmutableArray<string> All = [Id, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, Owner, Version];
}
