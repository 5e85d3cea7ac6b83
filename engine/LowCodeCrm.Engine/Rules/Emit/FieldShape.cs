using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>How a field looks in a generated record class and how its value travels to and from columns and JSON, as C# text.</summary>
/// <param name="Type">C# type of the value, nullable where a value type.</param>
/// <param name="Codec">Suffix of the codec's methods; null: a value of several columns, handled by RecordAccess.</param>
/// <param name="Json">Suffix of the method of JsonValues.</param>
/// <param name="JsonHasNumbers">That method takes the flag for numbers as text.</param>
/// <param name="ColumnArguments">Precision and scale, where the codec needs them, with a leading comma.</param>
internal sealed record FieldShape(string Type, string? Codec, string Json, bool JsonHasNumbers = false, string ColumnArguments = "")
{
    /// <summary>An object slot for what has no column: child lists and many-to-many.</summary>
    private static readonly FieldShape Loose = new("object", null, "");

    public bool IsValueType => Type.EndsWith('?');

    public static FieldShape Of(Field field, FieldMapping? mapping)
    {
        var column = mapping?.Column;
        var decimalArguments = string.Create(CultureInfo.InvariantCulture, $", {column?.Precision ?? field.Precision}, {column?.Scale ?? field.Scale}");
        return field.Type switch
        {
            FieldType.Integer or FieldType.Rating => new("long?", "Int", "Int", true),
            FieldType.Decimal or FieldType.Money or FieldType.Percent => new("decimal?", "Decimal", "Decimal", true, decimalArguments),
            FieldType.Boolean => new("bool?", "Bool", "Bool"),
            FieldType.Date => new("global::System.DateOnly?", "Date", "Date"),
            FieldType.Time => new("global::System.TimeOnly?", "Time", "Time"),
            FieldType.DateTime => new("global::System.DateTime?", "DateTime", "DateTime"),
            FieldType.Duration => new("global::System.TimeSpan?", "Duration", "Duration"),
            FieldType.Period => new("global::LowCodeCrm.Engine.Records.Period?", "Period", "Period"),
            FieldType.Id or FieldType.Lookup or FieldType.User => new("global::System.Guid?", "Guid", "Guid"),
            FieldType.MultiChoice or FieldType.Tags => new("global::LowCodeCrm.Engine.Records.TextSet", "Set", "Set"),
            FieldType.PersonName => new("global::LowCodeCrm.Engine.Records.PersonName", null, "PersonName"),
            FieldType.Address => new("global::LowCodeCrm.Engine.Records.Address", null, "Address"),
            FieldType.Geo => new("global::LowCodeCrm.Engine.Records.GeoPoint", null, "Geo", true, decimalArguments),
            FieldType.File or FieldType.Image => new("global::LowCodeCrm.Engine.Records.FileValue", null, "File", true),
            FieldType.Json => new("string", "Text", "Json"),
            FieldType.ManyToMany or FieldType.ChildList => Loose,
            _ => new("string", "Text", "Text"),
        };
    }
}
