using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>What a column holds, before a dialect names a type for it.</summary>
public enum StorageType { Guid, Text, Int, Decimal, Bool, Date, Time, DateTime, Duration, Period, Set, Json, Bytes }

/// <param name="Name">Physical name, unquoted.</param>
/// <param name="Precision">Of decimals.</param>
/// <param name="Scale">Of decimals.</param>
/// <param name="MaxLength">Of texts, in code points; null: the limit of long text.</param>
/// <param name="IsGenerated">The database numbers the rows in the order of insertion.</param>
public sealed record Column(string Name, StorageType Type, bool IsNullable = true, int Precision = 0, int Scale = 0, int? MaxLength = null, bool IsGenerated = false);

/// <param name="LiveRowsOnly">Rows in the recycle bin are left out (a partial index over deleted_at is null).</param>
public sealed record TableIndex(string Name, ImmutableArray<string> Columns, bool IsUnique, bool LiveRowsOnly = false)
{
    /// <summary>Whether both index the same columns in the same way, whatever their names.</summary>
    public bool Matches(TableIndex other) => IsUnique == other.IsUnique && LiveRowsOnly == other.LiveRowsOnly && Columns.SequenceEqual(other.Columns, StringComparer.Ordinal);
}

public sealed record ForeignKey(string Name, string Column, string ReferencedTable, string ReferencedColumn);

public sealed record Table(string Name, ImmutableArray<Column> Columns, ImmutableArray<string> PrimaryKey, ImmutableArray<TableIndex> Indexes, ImmutableArray<ForeignKey> ForeignKeys)
{
    public Column? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);
}

/// <summary>Where a field lives: its columns side by side (one, but for personName: family, given, family reading, given reading; address: country, postal code, region, city, street, building; geo: lat, lon; file: id, name, type, size).</summary>
public sealed record FieldMapping(string FieldId, ImmutableArray<Column> Columns)
{
    public Column Column => Columns[0];

    /// <summary>The <c>…__sort</c> column of a text that lists sort: the fold of its reading or text. Null where the column itself sorts.</summary>
    public Column? Sort { get; init; }

    /// <summary>Of a lookup or user: the entity that its foreign key names.</summary>
    public string? ReferencedEntityId { get; init; }

    /// <summary>Of a choice or multiChoice: the texts are ids of options, so another kind of text cannot share the column.</summary>
    public bool HoldsOptionIds { get; init; }
}

/// <summary>A full-text table beside an entity's table: one text of search tokens a row.</summary>
/// <param name="FieldIds">The fields whose texts are found; none: the entity is no longer searched and the table is not kept up.</param>
public sealed record SearchTable(string Name, ImmutableArray<string> FieldIds);

/// <summary>Where an entity lives.</summary>
/// <param name="ByFieldId">Fields that a later version removed stay, so that their columns keep their owner.</param>
public sealed record EntityMapping(string EntityId, Table Table, FrozenDictionary<string, FieldMapping> ByFieldId)
{
    public SearchTable? Search { get; init; }

    /// <summary>Columns that fields had before their type or scale changed; a field that changes back gets them back.</summary>
    public ImmutableArray<FieldMapping> Retired { get; init; } = [];

    public FieldMapping Of(Field field) => ByFieldId[field.Id];

    /// <summary>The column that lists sort a field by.</summary>
    public Column SortColumnOf(Field field) => Of(field) is var mapping && mapping.Sort is { } sort ? sort : mapping.Column;
}

/// <summary>Where a manyToMany field lives: a table of pairs, columns <c>source</c> and <c>target</c>.</summary>
/// <param name="TargetEntityId">The entity that <c>target</c> names.</param>
public sealed record LinkMapping(string FieldId, string TargetEntityId, Table Table)
{
    public const string Source = "source";
    public const string Target = "target";
}

/// <summary>The tables of one app version as data. Physical names are decided once, by id, and carried from version to version.</summary>
/// <remarks>
/// Beside the fields' columns every entity table has <c>deleted_at</c> (recycle bin), <c>app_version</c> (the version that wrote the row)
/// and, for each text field that lists sort, <c>…__sort</c> (fold of reading or text). Full-text tables and many-to-many link tables stand beside;
/// <see cref="SystemTables"/> are the platform's own.
/// </remarks>
/// <param name="Tables">All tables but full-text ones; those of removed entities too.</param>
public sealed record DatabaseSchema(ImmutableArray<Table> Tables, FrozenDictionary<string, EntityMapping> ByEntityId)
{
    /// <summary>Link tables by the id of their manyToMany field.</summary>
    public FrozenDictionary<string, LinkMapping> LinkByFieldId { get; init; } = FrozenDictionary<string, LinkMapping>.Empty;

    /// <summary>Links that fields had before their target changed.</summary>
    public ImmutableArray<LinkMapping> RetiredLinks { get; init; } = [];

    public EntityMapping Of(Entity entity) => ByEntityId[entity.Id];

    public LinkMapping LinkOf(Field field) => LinkByFieldId[field.Id];

    public Table? Find(string table) => Tables.FirstOrDefault(t => t.Name == table);
}
