using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>One property of a record in an answer.</summary>
public abstract record ShapeItem(JsonEncodedText Name);

/// <summary>A stored field, copied from its column by generated code.</summary>
public sealed record FieldItem(JsonEncodedText Name, EntityModule Module, int FieldIndex, int Ordinal) : ShapeItem(Name);

/// <summary>An expression of the statement.</summary>
public sealed record ValueItem(JsonEncodedText Name, SqlValue Value, Field? Choice, int Ordinal) : ShapeItem(Name);

/// <summary>A field that SQL cannot compute exactly: its rule runs on the record, whose stored columns start at <paramref name="Ordinal"/>.</summary>
internal sealed record ComputedItem(JsonEncodedText Name, EntityAccess Access, int FieldIndex, int Ordinal) : ShapeItem(Name);

/// <summary>A related record, joined; null where the id at <paramref name="IdOrdinal"/> is.</summary>
public sealed record RecordItem(JsonEncodedText Name, int IdOrdinal, QueryShape Shape) : ShapeItem(Name);

/// <summary>A child list or many-to-many, read for the whole page at once; <paramref name="OwnerOrdinal"/> has the owner's id.</summary>
public sealed record ListItem(JsonEncodedText Name, int OwnerOrdinal, ListExpansion Expansion) : ShapeItem(Name);

/// <param name="EtagOrdinal">Of the record's version, given as <c>@odata.etag</c>; -1: the rows are no records.</param>
public sealed record QueryShape(ImmutableArray<ShapeItem> Items, int EtagOrdinal = -1)
{
    /// <summary>All lists in the shape, also those of joined records.</summary>
    public IEnumerable<ListItem> Lists => Items.SelectMany(item => item switch
    {
        ListItem list => [list],
        RecordItem record => record.Shape.Lists,
        _ => Enumerable.Empty<ListItem>(),
    });
}

/// <summary>How the rows of a list are read for many owners: the first column is the owner's id.</summary>
/// <param name="Sql">With the owners' ids, a JSON array of hexadecimal texts, as the parameter after the statement's own.</param>
/// <param name="IsIds">The second column is the related record's id, and nothing else is written of it.</param>
/// <param name="Entity">Whose records they are.</param>
public sealed record ListExpansion(string Sql, ImmutableArray<SqlParameter> Parameters, QueryShape Shape, bool IsIds = false, Entity? Entity = null);
