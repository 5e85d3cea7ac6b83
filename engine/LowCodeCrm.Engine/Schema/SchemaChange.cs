using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

public enum ChangeRisk
{
    None,
    /// <summary>Nothing is lost, but some records may need attention, or publishing may be refused by what the records hold.</summary>
    Low,
    /// <summary>Users can no longer reach something; publishing needs consent that names it.</summary>
    DataLoss,
}

/// <summary>One difference between two versions, as plain data.</summary>
/// <param name="Kind">As the API has it, e.g. <c>removeField</c>.</param>
/// <param name="Target">The entity, <c>entity.field</c>, or <c>entity.field.option</c>; consent names it.</param>
public abstract record SchemaChange(string Kind, string Target)
{
    public ChangeRisk Risk { get; init; }
    /// <summary>What users lose, in a sentence; null where nothing is.</summary>
    public LocalizedText? Loses { get; init; }
}

/// <summary>What changes for people: shown in the plan.</summary>
public sealed record ModelChange(string Kind, string Target) : SchemaChange(Kind, Target);

/// <summary>What the migration does to the database, in order. Every operation adds; indexes alone are dropped.</summary>
public abstract record DatabaseChange(string Kind, string Target) : SchemaChange(Kind, Target);

public sealed record AddTable(Table Table) : DatabaseChange("addTable", Table.Name);

/// <summary>With its foreign key, where the table has one over it.</summary>
public sealed record AddColumn(Table Table, Column Column) : DatabaseChange("addColumn", $"{Table.Name}.{Column.Name}");

public sealed record AddIndex(Table Table, TableIndex Index) : DatabaseChange("addIndex", Index.Name);

public sealed record DropIndex(Table Table, TableIndex Index) : DatabaseChange("dropIndex", Index.Name);

public sealed record AddSearchTable(SearchTable Search) : DatabaseChange("addSearch", Search.Name);

/// <summary>Indexes all records anew: the entity's searched fields changed.</summary>
public sealed record RebuildSearch(Entity Entity, EntityMapping Mapping) : DatabaseChange("rebuildSearch", Entity.Name);

/// <summary>Fills a new sort column from its field.</summary>
public sealed record FillSortKeys(Entity Entity, EntityMapping Mapping, Field Field) : DatabaseChange("fillSortKeys", $"{Entity.Name}.{Field.Name}");

/// <summary>Copies a field's values from the columns of its former type or scale to those of its new one, as far as <see cref="ValueConversion"/> can.</summary>
public sealed record ConvertField(Entity Entity, EntityMapping Mapping, Field OldField, FieldMapping OldColumns, Field Field) : DatabaseChange("convertField", $"{Entity.Name}.{Field.Name}");
