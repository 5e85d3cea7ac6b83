using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>Model -> tables. What a previous schema decided (names above all) stays, so that two versions can run on the same tables at once.</summary>
public static class SchemaBuilder
{
    /// <param name="model">With the fields that rules declare.</param>
    /// <param name="previous">The tables as they are now; null for a new database. Nothing in it disappears but indexes.</param>
    public static DatabaseSchema Build(CrmModel model, DatabaseSchema? previous)
    {
        var tableNames = new PhysicalNames([.. SystemTables.All.Select(t => t.Name), .. AllNames(previous)]);
        var indexNames = new PhysicalNames(AllIndexNames(previous));

        // Names first: foreign keys name tables that are built later.
        var entityTables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entity in model.Entities)
            entityTables[entity.Id] = previous?.ByEntityId.GetValueOrDefault(entity.Id)?.Table.Name
                ?? tableNames.Take(entity.Name, "e_" + PhysicalNames.FromId(entity.Id));

        var mappings = previous?.ByEntityId.ToDictionary() ?? [];
        foreach (var entity in model.Entities)
            mappings[entity.Id] = new TableBuilder(model, entity, entityTables, tableNames, indexNames, previous?.ByEntityId.GetValueOrDefault(entity.Id)).Build();

        var links = previous?.LinkByFieldId.ToDictionary() ?? [];
        var retiredLinks = previous?.RetiredLinks.ToList() ?? [];
        foreach (var entity in model.Entities)
            foreach (var field in entity.Fields.Where(f => f.Type == FieldType.ManyToMany && f.Target is not null))
                BuildLink(model, entity, field, entityTables, tableNames, links, retiredLinks);

        return new DatabaseSchema(
            [
                .. SystemTables.All,
                .. mappings.Values.Select(m => m.Table).OrderBy(t => t.Name, StringComparer.Ordinal),
                .. links.Values.Concat(retiredLinks).Select(l => l.Table).OrderBy(t => t.Name, StringComparer.Ordinal),
            ],
            mappings.ToFrozenDictionary(StringComparer.Ordinal))
        {
            LinkByFieldId = links.ToFrozenDictionary(StringComparer.Ordinal),
            RetiredLinks = [.. retiredLinks],
        };
    }

    private static void BuildLink(
        CrmModel model, Entity entity, Field field, Dictionary<string, string> entityTables, PhysicalNames tableNames,
        Dictionary<string, LinkMapping> links, List<LinkMapping> retired)
    {
        var target = model.TargetOf(field);
        if (links.TryGetValue(field.Id, out var current))
        {
            if (current.TargetEntityId == target.Id) return;
            retired.Add(current);
        }
        if (retired.Find(l => l.FieldId == field.Id && l.TargetEntityId == target.Id) is { } earlier)
        {
            retired.Remove(earlier);
            links[field.Id] = earlier;
            return;
        }
        var name = tableNames.Take($"{entityTables[entity.Id]}__{field.Name}", "l_" + PhysicalNames.FromId(field.Id));
        links[field.Id] = new LinkMapping(field.Id, target.Id, new Table(
            name,
            [new(LinkMapping.Source, StorageType.Guid, IsNullable: false), new(LinkMapping.Target, StorageType.Guid, IsNullable: false)],
            [LinkMapping.Source, LinkMapping.Target],
            [new TableIndex($"ix_{PhysicalNames.Hash(name)}_target", [LinkMapping.Target], false)],
            [
                new ForeignKey($"fk_{PhysicalNames.Hash(name)}_source", LinkMapping.Source, entityTables[entity.Id], SystemFields.Id),
                new ForeignKey($"fk_{PhysicalNames.Hash(name)}_target", LinkMapping.Target, entityTables[target.Id], SystemFields.Id),
            ]));
    }

    private static IEnumerable<string> AllNames(DatabaseSchema? schema) => schema is null ? [] :
        schema.Tables.Select(t => t.Name).Concat(schema.ByEntityId.Values.Where(m => m.Search is not null).Select(m => m.Search!.Name));

    private static IEnumerable<string> AllIndexNames(DatabaseSchema? schema) => schema is null ? [] : schema.Tables.SelectMany(t => t.Indexes).Select(i => i.Name);
}
