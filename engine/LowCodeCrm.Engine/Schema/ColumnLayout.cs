using System.Collections.Immutable;
using System.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>Which columns a field needs, by its type, before they have names.</summary>
internal static class ColumnLayout
{
    /// <summary>The columns with a suffix each in place of a name: "" for the only one.</summary>
    public static ImmutableArray<Column> Of(Field field) => field.Type switch
    {
        FieldType.Id => [new("", StorageType.Guid, IsNullable: false)],
        FieldType.Text or FieldType.AutoNumber or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Currency or FieldType.LongText or FieldType.RichText
            => [new("", StorageType.Text, MaxLength: field.MaxLength)],
        // By the option's id, so that a value may be renamed.
        FieldType.Choice => [new("", StorageType.Text)],
        FieldType.Integer or FieldType.Rating => [new("", StorageType.Int, IsNullable: field.Name != SystemFields.Version || field.Origin != FieldOrigin.System)],
        FieldType.Decimal or FieldType.Money or FieldType.Percent => [new("", StorageType.Decimal, Precision: field.Precision, Scale: field.Scale)],
        FieldType.Boolean => [new("", StorageType.Bool)],
        FieldType.Date => [new("", StorageType.Date)],
        FieldType.Time => [new("", StorageType.Time)],
        FieldType.DateTime => [new("", StorageType.DateTime)],
        FieldType.Duration => [new("", StorageType.Duration)],
        FieldType.Period => [new("", StorageType.Period)],
        FieldType.MultiChoice or FieldType.Tags => [new("", StorageType.Set)],
        FieldType.Lookup or FieldType.User => [new("", StorageType.Guid)],
        FieldType.Json => [new("", StorageType.Json)],
        FieldType.PersonName => Texts("__family", "__given", "__family_reading", "__given_reading"),
        FieldType.Address => Texts("__country", "__postal_code", "__region", "__city", "__street", "__building"),
        FieldType.Geo => [new("__lat", StorageType.Decimal, Precision: 10, Scale: 7), new("__lon", StorageType.Decimal, Precision: 10, Scale: 7)],
        FieldType.File or FieldType.Image => [new("__id", StorageType.Guid), new("__name", StorageType.Text), new("__type", StorageType.Text), new("__size", StorageType.Int)],
        FieldType.ManyToMany or FieldType.ChildList => throw new ArgumentException($"{field.Name} has no columns of its own.", nameof(field)),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether lists sort the field by a stored key of its reading or fold.</summary>
    public static bool IsSortedByKey(Entity entity, Field field) => field.Type switch
    {
        FieldType.Text or FieldType.AutoNumber or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.PersonName => true,
        FieldType.LongText => entity.Display == field.Name,
        _ => false,
    };

    /// <summary>Whether values of the wished columns can live in the existing ones without changing what those mean.</summary>
    public static bool CanShare(ImmutableArray<Column> existing, ImmutableArray<Column> wished) =>
        existing.Length == wished.Length && existing.Zip(wished).All(pair => CanShare(pair.First, pair.Second));

    /// <summary>The existing column, widened where the wished one is wider; never narrowed, because the previous version still writes it.</summary>
    public static Column Widen(Column existing, Column wished) => existing with
    {
        Precision = Math.Max(existing.Precision, wished.Precision),
        MaxLength = existing.MaxLength is { } a && wished.MaxLength is { } b ? Math.Max(a, b) : null,
    };

    private static bool CanShare(Column existing, Column wished) =>
        existing.Type == wished.Type && existing.Scale == wished.Scale && IsWide(existing) == IsWide(wished);

    // Past 18 digits a decimal no longer fits the 64-bit integer that SQLite holds it in.
    private static bool IsWide(Column column) => column.Precision > 18;

    private static ImmutableArray<Column> Texts(params ReadOnlySpan<string> suffixes)
    {
        var columns = ImmutableArray.CreateBuilder<Column>(suffixes.Length);
        foreach (var suffix in suffixes) columns.Add(new Column(suffix, StorageType.Text));
        return columns.MoveToImmutable();
    }
}
