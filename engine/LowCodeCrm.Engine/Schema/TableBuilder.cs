using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>One entity -> its table and the mapping of its fields, carried on from the table that it has already.</summary>
internal sealed class TableBuilder(
    CrmModel model, Entity entity, IReadOnlyDictionary<string, string> entityTables, PhysicalNames tableNames, PhysicalNames indexNames, EntityMapping? previous)
{
    private readonly string name = entityTables[entity.Id];
    private readonly List<Column> columns = previous?.Table.Columns.ToList() ?? [];
    private readonly List<ForeignKey> foreignKeys = previous?.Table.ForeignKeys.ToList() ?? [];
    private readonly List<FieldMapping> retired = previous?.Retired.ToList() ?? [];
    private readonly Dictionary<string, FieldMapping> fields = previous?.ByFieldId.ToDictionary() ?? [];
    private readonly PhysicalNames columnNames = new(
        [.. previous?.Table.Columns.Select(c => c.Name) ?? [], SystemTables.DeletedAt, SystemTables.AppVersionColumn]);

    public EntityMapping Build()
    {
        foreach (var field in entity.Fields.Where(f => f.IsStored)) fields[field.Id] = MapField(field);
        if (previous is null)
        {
            columns.Add(new Column(SystemTables.DeletedAt, StorageType.DateTime));
            columns.Add(new Column(SystemTables.AppVersionColumn, StorageType.Int));
        }
        foreach (var field in entity.Fields.Where(f => f.IsStored && ColumnLayout.IsSortedByKey(entity, f))) AddSortColumn(field);
        var table = new Table(name, [.. columns], [SystemFields.Id], Indexes(), [.. foreignKeys]);
        return new EntityMapping(entity.Id, table, fields.ToFrozenDictionary(StringComparer.Ordinal)) { Search = Search(), Retired = [.. retired] };
    }

    private FieldMapping MapField(Field field)
    {
        var wished = ColumnLayout.Of(field);
        var target = field.IsToOne && field.Target is not null ? model.TargetOf(field).Id : null;
        var existing = fields.GetValueOrDefault(field.Id);
        if (existing is not null && CanStay(existing)) return Widen(existing);
        if (existing is not null) retired.Add(existing);
        if (retired.Find(m => m.FieldId == field.Id && CanStay(m)) is { } earlier)
        {
            retired.Remove(earlier);
            return Widen(earlier);
        }
        return NewColumns(field, wished, target);

        bool CanStay(FieldMapping mapping) => 
            ColumnLayout.CanShare(mapping.Columns, wished) && mapping.ReferencedEntityId == target && mapping.HoldsOptionIds == HoldsOptionIds(field);

        FieldMapping Widen(FieldMapping mapping)
        {
            ImmutableArray<Column> widened = [.. mapping.Columns.Zip(wished, ColumnLayout.Widen)];
            foreach (var column in widened) columns[columns.FindIndex(c => c.Name == column.Name)] = column;
            return mapping with { Columns = widened };
        }
    }

    private FieldMapping NewColumns(Field field, ImmutableArray<Column> wished, string? target)
    {
        // All columns of a field bear the field's name or none does.
        var stem = columnNames.AreFree(wished.Select(c => field.Name + c.Name)) ? field.Name : "c_" + PhysicalNames.FromId(field.Id);
        ImmutableArray<Column> added = [.. wished.Select(c => c with { Name = columnNames.Take(stem + c.Name, $"c_{PhysicalNames.FromId(field.Id)}{c.Name}") })];
        columns.AddRange(added);
        // Owner and the stamps name users without a foreign key: the system itself has no row, and a user's row is never removed.
        if (target is not null && field.Origin != FieldOrigin.System)
            foreignKeys.Add(new ForeignKey($"fk_{PhysicalNames.Hash($"{name}.{added[0].Name}")}", added[0].Name, entityTables[target], SystemFields.Id));
        return new FieldMapping(field.Id, added) { ReferencedEntityId = target, HoldsOptionIds = HoldsOptionIds(field) };
    }

    private static bool HoldsOptionIds(Field field) => field.Type is FieldType.Choice or FieldType.MultiChoice;

    private void AddSortColumn(Field field)
    {
        var mapping = fields[field.Id];
        if (mapping.Sort is not null) return;
        var sort = new Column(columnNames.Take(field.Name + "__sort", $"c_{PhysicalNames.FromId(field.Id)}__sort"), StorageType.Text);
        columns.Add(sort);
        fields[field.Id] = mapping with { Sort = sort };
    }

    private ImmutableArray<TableIndex> Indexes()
    {
        var indexes = new List<TableIndex>();
        foreach (var key in entity.Keys)
            if (key.Select(entity.Find).ToArray() is var parts && parts.All(f => f is { IsStored: true }))
                Add([.. parts.SelectMany(f => fields[f!.Id].Columns).Select(c => c.Name)], isUnique: true, liveRowsOnly: true);
        foreach (var field in entity.Fields.Where(f => f is { IsStored: true, IsToOne: true } && (f.Origin != FieldOrigin.System || f.Name == SystemFields.Owner)))
            Add([fields[field.Id].Column.Name], isUnique: false, liveRowsOnly: false);
        foreach (var view in model.Views.Where(v => v.Entity == entity.Name))
        {
            if (view.Sort.Select(s => entity.Find(s.TrimStart('-'))).FirstOrDefault() is { IsStored: true } sorted && sorted.Name != SystemFields.Id)
                Add([(fields[sorted.Id].Sort ?? fields[sorted.Id].Column).Name, SystemFields.Id], isUnique: false, liveRowsOnly: true);
            if (view.GroupBy is { } group && entity.Find(group) is { IsStored: true, IsToOne: false } grouped)
                Add([fields[grouped.Id].Column.Name], isUnique: false, liveRowsOnly: true);
        }
        return [.. indexes];

        void Add(ImmutableArray<string> indexed, bool isUnique, bool liveRowsOnly)
        {
            var index = new TableIndex("", indexed, isUnique, liveRowsOnly);
            if (indexes.Exists(index.Matches)) return;
            var kept = previous?.Table.Indexes.FirstOrDefault(index.Matches)?.Name;
            var wished = $"{(isUnique ? "uq" : "ix")}_{name}_{string.Join('_', indexed)}";
            indexes.Add(index with { Name = kept ?? indexNames.Take(wished, (isUnique ? "uq_" : "ix_") + PhysicalNames.Hash($"{name}.{string.Join('.', indexed)}")) });
        }
    }

    private SearchTable? Search()
    {
        ImmutableArray<string> found = [.. entity.Search.Select(entity.Find).Where(f => f is { IsStored: true }).Select(f => f!.Id)];
        if (previous?.Search is { } search) return search with { FieldIds = found };
        return found.IsEmpty ? null : new SearchTable(tableNames.Take("$search_" + name, "$search_" + PhysicalNames.FromId(entity.Id)), found);
    }
}
