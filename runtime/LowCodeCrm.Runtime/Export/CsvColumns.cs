using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Export;

/// <summary>Fields as the columns that an import takes back: headed by the field's name, a person name or address part by part.</summary>
internal sealed class CsvColumns
{
    private static readonly ImmutableArray<string> NameMembers = ["family", "given", "familyReading", "givenReading"];
    private static readonly ImmutableArray<string> AddressMembers = ["country", "postalCode", "region", "city", "street", "building"];

    private readonly Dictionary<string, (int At, Field Field)> byProperty = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<int, LookupNames> lookups;
    private readonly CrmModel model;
    private readonly bool guard;

    /// <param name="model">The app.</param>
    /// <param name="fields">In the order of the columns.</param>
    /// <param name="lookups">By index of the target entity.</param>
    /// <param name="guard">Whether texts that a spreadsheet would run are made harmless.</param>
    public CsvColumns(CrmModel model, IEnumerable<Field> fields, IReadOnlyDictionary<int, LookupNames> lookups, bool guard)
    {
        (this.model, this.lookups, this.guard) = (model, lookups, guard);
        var headers = ImmutableArray.CreateBuilder<string>();
        var owners = ImmutableArray.CreateBuilder<Field>();
        foreach (var field in fields)
        {
            byProperty.Add(JsonInputReader.PropertyOf(field), (headers.Count, field));
            if (MembersOf(field) is { IsEmpty: false } members) headers.AddRange(members.Select(member => $"{field.Name}.{member}"));
            else headers.Add(field.Name);
            while (owners.Count < headers.Count) owners.Add(field);
        }
        (Headers, Fields) = (headers.ToImmutable(), owners.ToImmutable());
    }

    public ImmutableArray<string> Headers { get; }

    /// <summary>The field of each column.</summary>
    public ImmutableArray<Field> Fields { get; }

    /// <summary>The cells of a record as the API writes it.</summary>
    public void Fill(JsonElement record, string?[] cells)
    {
        Array.Clear(cells);
        foreach (var property in record.EnumerateObject())
        {
            if (!byProperty.TryGetValue(property.Name, out var column) || property.Value.ValueKind == JsonValueKind.Null) continue;
            var members = MembersOf(column.Field);
            if (members.IsEmpty) cells[column.At] = Cell(column.Field, property.Value);
            else
                for (var i = 0; i < members.Length; i++)
                    if (property.Value.TryGetProperty(members[i], out var part) && part.GetString() is { } text) cells[column.At + i] = Guarded(text);
        }
    }

    private static ImmutableArray<string> MembersOf(Field field) => field.Type switch
    {
        FieldType.PersonName => NameMembers,
        FieldType.Address => AddressMembers,
        _ => [],
    };

    private string Cell(Field field, JsonElement value) => field.Type switch
    {
        _ when field.IsToOne => Guarded(lookups[model.TargetOf(field).Index].Of(value.GetGuid())),
        FieldType.MultiChoice or FieldType.Tags => Guarded(Set(value)),
        FieldType.Geo => $"{value.GetProperty("lat").GetRawText()},{value.GetProperty("lon").GetRawText()}",
        FieldType.Json or FieldType.File or FieldType.Image => value.GetRawText(),
        _ when value.ValueKind == JsonValueKind.String => field.Type.IsText() ? Guarded(value.GetString()!) : value.GetString()!,
        _ => value.GetRawText(),
    };

    // Joined as people write it, unless an item holds a separator itself.
    private static string Set(JsonElement value)
    {
        var items = value.EnumerateArray().Select(item => item.GetString()!).ToArray();
        var joined = string.Join(';', items);
        return TextValueReader.SplitSet(joined).SequenceEqual(items) && !joined.StartsWith('[') ? joined : value.GetRawText();
    }

    private string Guarded(string text) => guard ? FormulaGuard.Add(text) : text;
}
