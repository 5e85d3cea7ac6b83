using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

public sealed record NavigationGroup(LocalizedText Label, ImmutableArray<string> Items);

/// <summary>A form: a JSON Forms UI schema whose controls have been checked against the entity.</summary>
public sealed record Form(string Id, string Name, string Entity, LocalizedText Label, JsonObject Layout, bool IsGenerated);

public enum ViewKind { List, Kanban, Calendar, Timeline, Map, Chart }

/// <param name="Filter">A rules expression, or null.</param>
/// <param name="Sort">Field names; a leading "-" sorts descending.</param>
public sealed record View(
    string Id, string Name, string Entity, ViewKind Kind, LocalizedText Label,
    ImmutableArray<string> Columns, string? Filter, ImmutableArray<string> Sort, string? GroupBy, JsonObject Definition, bool IsGenerated);

public sealed record Role(string Id, string Name, LocalizedText Label, JsonObject Definition);

/// <summary>What a field is called: label, its reading (kana), and a longer explanation.</summary>
public sealed record FieldLabels(LocalizedText Label, LocalizedText Reading, LocalizedText Description);

public sealed record Page(string Id, string Name, LocalizedText Label, JsonObject Definition);

/// <summary>The package as meant: names resolved, defaults applied. Immutable.</summary>
public sealed class CrmModel
{
    private readonly FrozenDictionary<string, Entity> byName;

    public CrmModel(string id, string name, LocalizedText title, IEnumerable<Entity> entities)
    {
        Id = id;
        Name = name;
        Title = title;
        Entities = [.. entities.Select((entity, index) => entity.Index == index ? entity : Reindex(entity, index))];
        byName = Entities.ToFrozenDictionary(entity => entity.Name, StringComparer.Ordinal);
    }

    public string Id { get; }
    /// <summary>The app's place in URLs.</summary>
    public string Name { get; }
    public LocalizedText Title { get; }
    /// <summary>System entities ("$user", "$team") first, then the package's by name.</summary>
    public ImmutableArray<Entity> Entities { get; }
    public string Version { get; init; } = "1.0.0";
    public ImmutableArray<string> Locales { get; init; } = ["en"];
    public string DefaultLocale { get; init; } = "en";
    /// <summary>IANA id.</summary>
    public string TimeZone { get; init; } = "UTC";
    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";
    /// <summary>Holiday calendar's name ("jp"), or null: only weekends are free.</summary>
    public string? Calendar { get; init; }
    /// <summary>The day on which the data that the package brings were true; null: they are loaded as they are.</summary>
    public DateOnly? DataAsOf { get; init; }
    public ImmutableArray<NavigationGroup> Navigation { get; init; } = [];
    public ImmutableArray<Form> Forms { get; init; } = [];
    public ImmutableArray<View> Views { get; init; } = [];
    public ImmutableArray<Role> Roles { get; init; } = [];
    public ImmutableArray<Page> Pages { get; init; } = [];
    /// <summary>By path.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [];
    /// <summary>Names of message and document templates, each once: those of <c>templates/NAME.LOCALE.*</c>.</summary>
    public ImmutableArray<string> Templates { get; init; } = [];
    public JsonObject Theme { get; init; } = [];

    /// <summary>Labels of fields that rules declare, by entity id, colon and field name.</summary>
    public FrozenDictionary<string, FieldLabels> DeclaredLabels { get; init; } = FrozenDictionary<string, FieldLabels>.Empty;

    /// <summary>A field that a rule declares: its id is the entity's, a colon and the name; its labels come from the locale files by that id.</summary>
    public Field DeclaredField(Entity entity, string name, FieldType type, FieldOrigin origin)
    {
        var id = $"{entity.Id}:{name}";
        var labels = DeclaredLabels.GetValueOrDefault(id);
        return new Field
        {
            Id = id, Name = name, Type = type, Origin = origin, Label = labels is { Label.IsEmpty: false } ? labels.Label : LocalizedText.Plain(name),
            Reading = labels?.Reading ?? LocalizedText.Empty, Description = labels?.Description ?? LocalizedText.Empty,
        };
    }

    public Entity? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">There is no such entity; only for names that binding has checked.</exception>
    public Entity Entity(string name) => Find(name) ?? throw new KeyNotFoundException($"The app has no entity {name}.");

    public Entity TargetOf(Field field) => Entity(field.Target!);

    public Channel? FindChannel(string name) => Channels.FirstOrDefault(channel => channel.Name == name);

    /// <summary>A copy with other entities, e.g. with the fields that rules declare.</summary>
    public CrmModel WithEntities(IEnumerable<Entity> entities) => new(Id, Name, Title, entities)
    {
        Version = Version, Locales = Locales, DefaultLocale = DefaultLocale, TimeZone = TimeZone, Currency = Currency, Calendar = Calendar, DataAsOf = DataAsOf,
        Navigation = Navigation, Forms = Forms, Views = Views, Roles = Roles, Pages = Pages, Channels = Channels, Templates = Templates, Theme = Theme, DeclaredLabels = DeclaredLabels,
    };

    /// <summary>A copy with forms and views, once the fields that rules declare are known.</summary>
    public CrmModel WithLayouts(ImmutableArray<Form> forms, ImmutableArray<View> views) => new(Id, Name, Title, Entities)
    {
        Version = Version, Locales = Locales, DefaultLocale = DefaultLocale, TimeZone = TimeZone, Currency = Currency, Calendar = Calendar, DataAsOf = DataAsOf,
        Navigation = Navigation, Forms = forms, Views = views, Roles = Roles, Pages = Pages, Channels = Channels, Templates = Templates, Theme = Theme, DeclaredLabels = DeclaredLabels,
    };

    private static Entity Reindex(Entity entity, int index) => new(entity.Id, entity.Name, entity.Label, entity.Fields)
    {
        LabelPlural = entity.LabelPlural, Reading = entity.Reading, Description = entity.Description, Index = index, Display = entity.Display, Keys = entity.Keys, History = entity.History, Search = entity.Search,
        Icon = entity.Icon, Color = entity.Color, IsSystem = entity.IsSystem, Location = entity.Location,
    };
}

/// <summary>The entities that the platform keeps in every app's database.</summary>
public static class SystemEntities
{
    public const string User = "$user";
    public const string Team = "$team";
}
