using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>A property of an entity's JSON Schema to a field.</summary>
internal sealed class FieldBinder(string entityName, string currency, IReadOnlyCollection<string> entityNames, Labels labels, DiagnosticBag diagnostics)
{
    /// <summary>Digits a number may have in all; what .NET's decimal holds exactly.</summary>
    public const int MaxPrecision = 28;

    /// <summary>Null after reporting why it cannot be a field.</summary>
    public Field? Bind(SourceProperty property, bool required)
    {
        var schema = property.Value;
        var at = schema.At(property.NameSpan);
        if (schema.Kind != JsonKind.Object) return null;
        var crm = schema.Object("x-crm");
        if (TypeOf(property.Name, schema, crm, at) is not { } type) return null;

        var id = crm?.TextAt("id")?.Text ?? ProvisionalIds.Field(entityName, property.Name);
        var label = labels.Of(id, property.Name, schema);
        var field = new Field
        {
            Id = id, Name = property.Name, Type = type, Required = required, Location = at,
            Label = label.Label, Reading = label.Reading, Description = label.Description,
            MaxLength = type.IsText() || type == FieldType.Tags ? schema["maxLength"]?.AsInt() : null,
        };
        field = type switch
        {
            FieldType.Integer or FieldType.Rating or FieldType.Decimal or FieldType.Money or FieldType.Percent => WithLimits(field, schema, crm),
            FieldType.Choice or FieldType.MultiChoice => field with { Options = OptionBinder.Bind(entityName, property.Name, at, schema, crm, labels, diagnostics) },
            FieldType.Lookup or FieldType.ManyToMany or FieldType.ChildList => WithTarget(field, crm, at),
            FieldType.User => field with { Target = SystemEntities.User, OnDelete = OnDeleteOf(crm) },
            FieldType.AutoNumber => WithAutoNumber(field, schema, crm),
            _ when type.IsText() => WithPattern(field, schema),
            _ => field,
        };
        if (schema["default"] is { Kind: not JsonKind.Null } written)
        {
            if (FieldDefaults.TryConvert(field, written, out var value)) field = field with { Default = value };
            else diagnostics.DefaultDoesNotFit(written.Location, property.Name, FieldTypeNames.Of(type));
        }
        return field;
    }

    /// <summary>As long as a name may be: every number is written out with it.</summary>
    private const int MaxNumberPattern = Rules.Language.Names.MaxLength;

    private FieldType? TypeOf(string name, SourceJson schema, SourceJson? crm, SourceLocation at)
    {
        if (crm?.TextAt("type") is { } written)
        {
            var named = FieldTypeNames.Parse(written.Text);
            if (named is null) diagnostics.UnknownFieldType(written.Location, written.Text, FieldTypeNames.All);
            return named;
        }
        var inferred = Infer(schema, crm);
        if (inferred is null) diagnostics.NoFieldType(at, name);
        return inferred;
    }

    /// <summary>The type that the JSON Schema alone says.</summary>
    private static FieldType? Infer(SourceJson schema, SourceJson? crm)
    {
        var hasTarget = crm?["target"] is not null;
        var jsonType = schema["type"] switch
        {
            { Kind: JsonKind.Text } one => one.Text,
            { Kind: JsonKind.Array } several => several.Items.FirstOrDefault(item => item.Text != "null")?.Text,
            _ => schema["enum"] is not null ? "string" : null,
        };
        return jsonType switch
        {
            "string" when schema["enum"] is not null || crm?["options"] is not null => FieldType.Choice,
            "string" when hasTarget => FieldType.Lookup,
            "string" => schema.TextAt("format")?.Text switch
            {
                "date" => FieldType.Date,
                "date-time" => FieldType.DateTime,
                "time" => FieldType.Time,
                "duration" => FieldType.Duration,
                "email" or "idn-email" => FieldType.Email,
                "uri" or "iri" => FieldType.Url,
                "phone" => FieldType.Phone,
                _ => FieldType.Text,
            },
            "integer" => FieldType.Integer,
            "number" => FieldType.Decimal,
            "boolean" => FieldType.Boolean,
            "array" when crm?["via"] is not null => FieldType.ChildList,
            "array" when hasTarget => FieldType.ManyToMany,
            "array" when schema.Object("items")?["enum"] is not null || crm?["options"] is not null => FieldType.MultiChoice,
            "array" when schema.Object("items")?.TextAt("type")?.Text == "string" => FieldType.Tags,
            "array" or "object" => FieldType.Json,
            _ => null,
        };
    }

    private Field WithLimits(Field field, SourceJson schema, SourceJson? crm)
    {
        var isWhole = field.Type is FieldType.Integer or FieldType.Rating;
        var defaultScale = isWhole || (field.Type == FieldType.Money && currency == "JPY") ? 0 : 2;
        var scale = (crm?["scale"] ?? schema["scale"])?.AsInt() ?? defaultScale;
        var precision = (crm?["precision"] ?? schema["precision"])?.AsInt() ?? 18;
        if (precision is < 1 or > MaxPrecision)
        {
            diagnostics.BadNumberLimit(At("precision"), field.Name, $"precision must be from 1 to {MaxPrecision}", $"precision は 1 から {MaxPrecision} までです");
            precision = 18;
        }
        if (scale < 0 || scale > precision || (isWhole && scale != 0))
        {
            diagnostics.BadNumberLimit(At("scale"), field.Name,
                isWhole ? "a whole number has no scale" : $"scale must be from 0 to precision ({precision})",
                isWhole ? "整数に scale はありません" : $"scale は 0 から precision（{precision}）までです");
            scale = defaultScale;
        }
        var minimum = schema["minimum"]?.AsDecimal();
        var maximum = schema["maximum"]?.AsDecimal();
        if (minimum > maximum)
            diagnostics.BadNumberLimit(At("minimum"), field.Name, "minimum is greater than maximum", "minimum が maximum より大きくなっています");
        if (field.Type == FieldType.Rating) (minimum, maximum) = (minimum ?? 0, maximum ?? 5);
        return field with { Scale = scale, Precision = precision, Minimum = minimum, Maximum = maximum };

        SourceLocation At(string name) => (crm?[name] ?? schema[name])?.Location ?? field.Location!;
    }

    private Field WithTarget(Field field, SourceJson? crm, SourceLocation at)
    {
        var target = crm?.TextAt("target");
        if (target is null)
            diagnostics.TargetMissing(crm?.Opening ?? at, field.Name, FieldTypeNames.Of(field.Type));
        else if (!entityNames.Contains(target.Text))
            diagnostics.UnknownEntity(target.Location, target.Text, entityNames);
        return field with { Target = target?.Text, Via = crm?.TextAt("via")?.Text, OnDelete = OnDeleteOf(crm) };
    }

    private static OnDelete OnDeleteOf(SourceJson? crm) => crm?.TextAt("onDelete")?.Text switch
    {
        "setEmpty" => OnDelete.SetEmpty,
        "cascade" => OnDelete.Cascade,
        _ => OnDelete.Restrict,
    };

    private Field WithAutoNumber(Field field, SourceJson schema, SourceJson? crm)
    {
        var written = crm?.TextAt("pattern") ?? schema.TextAt("pattern");
        var pattern = written?.Text ?? "{0000}";
        if (pattern.Length > MaxNumberPattern || pattern.Count(c => c == '{') != 1 || !System.Text.RegularExpressions.Regex.IsMatch(pattern, @"\A[^{}]*\{0+\}[^{}]*\z"))
            diagnostics.BadAutoNumber(written?.Location ?? field.Location!, field.Name, pattern);
        return field with { Pattern = pattern };
    }

    private Field WithPattern(Field field, SourceJson schema)
    {
        if (schema.TextAt("pattern") is not { } pattern) return field;
        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern.Text, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            diagnostics.BadPattern(pattern.Location, field.Name, exception.Message.TrimEnd('.'));
            return field;
        }
        return field with { Pattern = pattern.Text };
    }
}
