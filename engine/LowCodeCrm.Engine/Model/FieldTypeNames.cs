using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Model;

/// <summary>The field types as the package format writes them.</summary>
public static class FieldTypeNames
{
    private static readonly FrozenDictionary<string, FieldType> ByName = Enum.GetValues<FieldType>()
        .Where(type => type is not (FieldType.Id or FieldType.Period))
        .ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>Every name that <c>x-crm.type</c> may have, in the order of the enumeration.</summary>
    public static readonly ImmutableArray<string> All = [.. ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    public static FieldType? Parse(string name) => ByName.TryGetValue(name, out var type) ? type : null;

    public static string Of(FieldType type) => type switch
    {
        FieldType.DateTime => "datetime",
        _ => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..],
    };

    /// <summary>Types that are text to rules and databases.</summary>
    public static bool IsText(this FieldType type) => type is FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.Email
        or FieldType.Phone or FieldType.Url or FieldType.AutoNumber or FieldType.Currency;

    /// <summary>Types whose values can identify a record.</summary>
    public static bool CanBeKey(this FieldType type) => type is not (FieldType.LongText or FieldType.RichText or FieldType.ChildList or FieldType.ManyToMany
        or FieldType.MultiChoice or FieldType.Tags or FieldType.Json or FieldType.File or FieldType.Image or FieldType.Geo or FieldType.Address or FieldType.PersonName);

    /// <summary>Types that full-text search reads.</summary>
    public static bool CanBeSearched(this FieldType type) =>
        type.IsText() || type is FieldType.PersonName or FieldType.Address or FieldType.Choice or FieldType.MultiChoice or FieldType.Tags;

    /// <summary>Types whose values can stand for a record in lists and titles.</summary>
    public static bool CanBeDisplay(this FieldType type) => type is FieldType.PersonName or FieldType.Date or FieldType.Integer
        || type.IsText() && type is not (FieldType.LongText or FieldType.RichText or FieldType.Currency);
}
