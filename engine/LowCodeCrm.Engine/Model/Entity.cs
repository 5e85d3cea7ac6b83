using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>An entity, as meant. The first seven fields are the system's, in the order of <see cref="SystemFields.All"/>.</summary>
public sealed class Entity
{
    private readonly FrozenDictionary<string, Field> byName;

    public Entity(string id, string name, LocalizedText label, IEnumerable<Field> fields)
    {
        Id = id;
        Name = name;
        Label = label;
        Fields = [.. fields.Select((field, index) => field with { Index = index })];
        byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    public string Id { get; }
    public string Name { get; }
    public LocalizedText Label { get; }
    public LocalizedText LabelPlural { get; init; } = LocalizedText.Empty;
    /// <summary>How the label is read (kana), by locale: for sorting and completion.</summary>
    public LocalizedText Reading { get; init; } = LocalizedText.Empty;
    public LocalizedText Description { get; init; } = LocalizedText.Empty;
    public ImmutableArray<Field> Fields { get; }
    /// <summary>Position in <see cref="CrmModel.Entities"/>.</summary>
    public int Index { get; init; }
    /// <summary>Name of the field that stands for a record in lookups and titles.</summary>
    public string Display { get; init; } = SystemFields.Id;
    /// <summary>Alternate keys: each a list of field names. A key with an empty part is not compared.</summary>
    public ImmutableArray<ImmutableArray<string>> Keys { get; init; } = [];
    public bool History { get; init; } = true;
    /// <summary>Names of the fields that full-text search reads.</summary>
    public ImmutableArray<string> Search { get; init; } = [];
    public string? Icon { get; init; }
    public string? Color { get; init; }
    /// <summary>True for "$user" and "$team", which the platform keeps; no package file declares them.</summary>
    public bool IsSystem { get; init; }
    public SourceLocation? Location { get; init; }

    public Field? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">There is no such field; only for names that binding has checked.</exception>
    public Field Field(string name) => Find(name) ?? throw new KeyNotFoundException($"{Name} has no field {name}.");

    /// <summary>A copy with other fields (indices are given anew), e.g. with those that rules declare.</summary>
    public Entity WithFields(IEnumerable<Field> fields) => new(Id, Name, Label, fields)
    {
        LabelPlural = LabelPlural, Reading = Reading, Description = Description, Index = Index, Display = Display, Keys = Keys, History = History, Search = Search,
        Icon = Icon, Color = Color, IsSystem = IsSystem, Location = Location,
    };

    public override string ToString() => Name;
}
