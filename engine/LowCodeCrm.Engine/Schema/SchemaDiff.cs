using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>Two versions -> what changes for people and what the migration does. Expand only: removed things keep their tables and columns.</summary>
public static class SchemaDiff
{
    /// <param name="oldSchema">The tables as they are now; null for a new database.</param>
    /// <param name="oldModel">The live version; null where there is none.</param>
    /// <param name="newSchema">Built from <paramref name="newModel"/> and <paramref name="oldSchema"/>.</param>
    /// <param name="newModel">The version to be published.</param>
    /// <returns>Changes for people first, then those to the database in the order in which they are made.</returns>
    public static ImmutableArray<SchemaChange> Between(DatabaseSchema? oldSchema, CrmModel? oldModel, DatabaseSchema newSchema, CrmModel newModel) =>
        [.. oldModel is null ? [] : ModelDiff.Between(oldModel, newModel), .. Database(oldSchema, oldModel, newSchema, newModel)];

    private static IEnumerable<DatabaseChange> Database(DatabaseSchema? oldSchema, CrmModel? oldModel, DatabaseSchema newSchema, CrmModel newModel)
    {
        var oldTables = oldSchema?.Tables.ToDictionary(t => t.Name, StringComparer.Ordinal) ?? [];
        var kept = newSchema.Tables.Where(t => oldTables.ContainsKey(t.Name)).Select(t => (Old: oldTables[t.Name], New: t)).ToArray();
        var added = newSchema.Tables.Where(t => !oldTables.ContainsKey(t.Name)).ToArray();

        foreach (var table in added) yield return new AddTable(table);
        foreach (var (old, table) in kept)
            foreach (var column in table.Columns.Where(c => old.Find(c.Name) is null))
                yield return new AddColumn(table, column);
        foreach (var (old, table) in kept)
            foreach (var index in old.Indexes.Where(i => !table.Indexes.Any(n => n.Name == i.Name && n.Matches(i))))
                yield return new DropIndex(old, index);
        foreach (var change in Fill(oldSchema, oldModel, newSchema, newModel)) yield return change;
        foreach (var table in added)
            foreach (var index in table.Indexes)
                yield return new AddIndex(table, index);
        foreach (var (old, table) in kept)
            foreach (var index in table.Indexes.Where(i => !old.Indexes.Any(o => o.Name == i.Name && o.Matches(i))))
                yield return new AddIndex(table, index);
    }

    /// <summary>New columns get what they derive from old ones.</summary>
    private static IEnumerable<DatabaseChange> Fill(DatabaseSchema? oldSchema, CrmModel? oldModel, DatabaseSchema newSchema, CrmModel newModel)
    {
        foreach (var entity in newModel.Entities)
        {
            var mapping = newSchema.Of(entity);
            var old = oldSchema?.ByEntityId.GetValueOrDefault(entity.Id);
            if (mapping.Search is { } created && old?.Search is null) yield return new AddSearchTable(created);
            if (old is null) continue;

            var oldFields = oldModel?.Entities.FirstOrDefault(e => e.Id == entity.Id)?.Fields ?? [];
            foreach (var field in entity.Fields.Where(f => f.IsStored && old.ByFieldId.ContainsKey(f.Id)))
            {
                var (before, now) = (old.Of(field), mapping.Of(field));
                var converts = before.Column.Name != now.Column.Name && oldFields.FirstOrDefault(f => f.Id == field.Id) is { } was && ValueConversion.Exists(was, field) ? was : null;
                if (converts is not null) yield return new ConvertField(entity, mapping, converts, before, field);
                if (now.Sort is not null && (converts is not null || before.Sort?.Name != now.Sort.Name)) yield return new FillSortKeys(entity, mapping, field);
            }
            if (mapping.Search is { FieldIds.Length: > 0 } search && !SameTexts(search, mapping, old)) yield return new RebuildSearch(entity, mapping);
        }
    }

    private static bool SameTexts(SearchTable search, EntityMapping mapping, EntityMapping old) =>
        old.Search is { } before && search.FieldIds.SequenceEqual(before.FieldIds, StringComparer.Ordinal)
        && search.FieldIds.All(id => old.ByFieldId.TryGetValue(id, out var was) && was.Column.Name == mapping.ByFieldId[id].Column.Name);
}
