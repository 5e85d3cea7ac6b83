using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowCodeCrm.Engine.Schema;

/// <summary>The database schema as JSON, kept with each published version. Writing is deterministic.</summary>
public static class SchemaJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // False is written: a column is nullable unless it says otherwise.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(DatabaseSchema schema)
    {
        var mapped = schema.ByEntityId.Values.Select(m => m.Table.Name)
            .Concat(schema.LinkByFieldId.Values.Concat(schema.RetiredLinks).Select(l => l.Table.Name)).ToHashSet(StringComparer.Ordinal);
        return JsonSerializer.Serialize(
            new SchemaDto(
                [.. schema.Tables.Where(t => !mapped.Contains(t.Name)).Select(ToDto)],
                [.. schema.ByEntityId.Values.OrderBy(m => m.EntityId, StringComparer.Ordinal).Select(m => new EntityDto(
                    m.EntityId, ToDto(m.Table), [.. m.ByFieldId.Values.OrderBy(f => f.FieldId, StringComparer.Ordinal).Select(ToDto)], [.. m.Retired.Select(ToDto)],
                    m.Search is { } search ? new SearchDto(search.Name, [.. search.FieldIds]) : null))],
                [.. schema.LinkByFieldId.Values.OrderBy(l => l.FieldId, StringComparer.Ordinal).Select(ToDto)],
                [.. schema.RetiredLinks.Select(ToDto)]),
            Options);
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> wrote.</exception>
    public static DatabaseSchema Read(string json)
    {
        var dto = JsonSerializer.Deserialize<SchemaDto>(json, Options) ?? throw new JsonException("There is no schema.");
        var entities = dto.Entities.Select(FromDto).ToArray();
        var links = dto.Links.Select(FromDto).ToArray();
        var retiredLinks = dto.RetiredLinks.Select(FromDto).ToArray();
        return new DatabaseSchema(
            [
                .. dto.SystemTables.Select(FromDto),
                .. entities.Select(m => m.Table).OrderBy(t => t.Name, StringComparer.Ordinal),
                .. links.Concat(retiredLinks).Select(l => l.Table).OrderBy(t => t.Name, StringComparer.Ordinal),
            ],
            entities.ToFrozenDictionary(m => m.EntityId, StringComparer.Ordinal))
        {
            LinkByFieldId = links.ToFrozenDictionary(l => l.FieldId, StringComparer.Ordinal),
            RetiredLinks = [.. retiredLinks],
        };
    }

    private static TableDto ToDto(Table table) => new(table.Name, [.. table.Columns], [.. table.PrimaryKey], [.. table.Indexes.Select(i => new IndexDto(i.Name, [.. i.Columns], i.IsUnique, i.LiveRowsOnly))], [.. table.ForeignKeys]);

    private static Table FromDto(TableDto dto) => new(
        dto.Name, [.. dto.Columns], [.. dto.PrimaryKey], [.. dto.Indexes.Select(i => new TableIndex(i.Name, [.. i.Columns], i.IsUnique, i.LiveRowsOnly))], [.. dto.ForeignKeys]);

    private static FieldDto ToDto(FieldMapping field) => new(field.FieldId, [.. field.Columns.Select(c => c.Name)], field.Sort?.Name, field.ReferencedEntityId, field.HoldsOptionIds);

    private static FieldMapping FromDto(FieldDto dto, Table table) => new(dto.Id, [.. dto.Columns.Select(c => Column(table, c))])
    {
        Sort = dto.Sort is null ? null : Column(table, dto.Sort),
        ReferencedEntityId = dto.References,
        HoldsOptionIds = dto.Options,
    };

    private static EntityMapping FromDto(EntityDto dto)
    {
        var table = FromDto(dto.Table);
        return new EntityMapping(dto.Id, table, dto.Fields.Select(f => FromDto(f, table)).ToFrozenDictionary(f => f.FieldId, StringComparer.Ordinal))
        {
            Retired = [.. dto.Retired.Select(f => FromDto(f, table))],
            Search = dto.Search is null ? null : new SearchTable(dto.Search.Name, [.. dto.Search.Fields]),
        };
    }

    private static LinkDto ToDto(LinkMapping link) => new(link.FieldId, link.TargetEntityId, ToDto(link.Table));

    private static LinkMapping FromDto(LinkDto dto) => new(dto.FieldId, dto.Target, FromDto(dto.Table));

    private static Column Column(Table table, string name) => table.Find(name) ?? throw new JsonException($"{table.Name} has no column {name}.");

    private sealed record SchemaDto(TableDto[] SystemTables, EntityDto[] Entities, LinkDto[] Links, LinkDto[] RetiredLinks);
    private sealed record TableDto(string Name, Column[] Columns, string[] PrimaryKey, IndexDto[] Indexes, ForeignKey[] ForeignKeys);
    private sealed record IndexDto(string Name, string[] Columns, bool IsUnique, bool LiveRowsOnly);
    private sealed record EntityDto(string Id, TableDto Table, FieldDto[] Fields, FieldDto[] Retired, SearchDto? Search);
    private sealed record FieldDto(string Id, string[] Columns, string? Sort, string? References, bool Options);
    private sealed record SearchDto(string Name, string[] Fields);
    private sealed record LinkDto(string FieldId, string Target, TableDto Table);
}
