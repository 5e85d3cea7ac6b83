using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>What a column holds, before a dialect names a type for it.</summary>
public enum StorageType { Guid, Text, Int, Decimal, Bool, Date, Time, DateTime, Duration, Period, Set, Json }

/// <param name="Name">Physical name, unquoted.</param>
/// <param name="Precision">Of decimals.</param>
/// <param name="Scale">Of decimals.</param>
/// <param name="MaxLength">Of texts, in code points; null: the limit of long text.</param>
public sealed record Column(string Name, StorageType Type, bool IsNullable = true, int Precision = 0, int Scale = 0, int? MaxLength = null);

/// <param name="LiveRowsOnly">Rows in the recycle bin are left out (a partial index over deleted_at is null).</param>
public sealed record TableIndex(string Name, ImmutableArray<string> Columns, bool IsUnique, bool LiveRowsOnly = false);

public sealed record ForeignKey(string Name, string Column, string ReferencedTable, string ReferencedColumn);

public sealed record Table(string Name, ImmutableArray<Column> Columns, ImmutableArray<string> PrimaryKey, ImmutableArray<TableIndex> Indexes, ImmutableArray<ForeignKey> ForeignKeys);

/// <summary>Where a field lives: its columns side by side (one, but for personName: family, given, family reading, given reading; address: country, postal code, region, city, street, building; geo: lat, lon; file: id, name, type, size).</summary>
public sealed record FieldMapping(string FieldId, ImmutableArray<Column> Columns)
{
    public Column Column => Columns[0];
}

/// <summary>Where an entity lives.</summary>
public sealed record EntityMapping(string EntityId, Table Table, FrozenDictionary<string, FieldMapping> ByFieldId)
{
    public FieldMapping Of(Field field) => ByFieldId[field.Id];
}

/// <summary>The tables of one app version as data. Physical names are decided once, by id, and carried from version to version.</summary>
/// <remarks>
/// Beside the fields' columns every entity table has <c>deleted_at</c> (recycle bin), <c>app_version</c> (the version that wrote the row)
/// and, for each text field that lists sort, <c>…__sort</c> (fold of reading or text). Full-text tables and many-to-many link tables stand beside.
/// </remarks>
public sealed record DatabaseSchema(ImmutableArray<Table> Tables, FrozenDictionary<string, EntityMapping> ByEntityId)
{
    public EntityMapping Of(Entity entity) => ByEntityId[entity.Id];
}
