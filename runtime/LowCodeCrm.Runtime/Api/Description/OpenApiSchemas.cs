using System.Globalization;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.OpenApi;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>Fields as JSON Schemas: what a record has when it is read, and what may be written.</summary>
internal sealed class OpenApiSchemas(OpenApiDocument document, CrmModel model, OpenApiNames names, string locale)
{
    public const string PersonName = "Crm.PersonName";
    public const string Address = "Crm.Address";
    public const string Geo = "Crm.Geo";
    public const string File = "Crm.File";

    public static OpenApiSchema Of(JsonSchemaType type, string? format = null, string? description = null) => new() { Type = type, Format = format, Description = description };

    public static OpenApiSchema Array(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    public static OpenApiSchema Object(params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> properties)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>() };
        foreach (var (name, property) in properties) schema.Properties.Add(name, property);
        return schema;
    }

    public IOpenApiSchema Ref(string component) => new OpenApiSchemaReference(component, document);

    public static OpenApiSchema OrNull(IOpenApiSchema schema) => new() { AnyOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };

    /// <summary>The values of several parts that fields of the app share; what none has would be an unused component.</summary>
    public void AddShared()
    {
        var text = JsonSchemaType.String | JsonSchemaType.Null;
        var types = model.Entities.SelectMany(e => e.Fields).Select(f => f.Type).ToHashSet();
        Add(FieldType.PersonName, PersonName, ["family", "given", "familyReading", "givenReading"]);
        Add(FieldType.Address, Address, ["country", "postalCode", "region", "city", "street", "building"]);
        if (types.Contains(FieldType.Geo)) document.AddComponent(Geo, Object(("lat", Of(JsonSchemaType.Number)), ("lon", Of(JsonSchemaType.Number))));
        document.AddComponent(File, Object(("id", Of(JsonSchemaType.String, "uuid")), ("name", Of(JsonSchemaType.String)), ("type", Of(JsonSchemaType.String)), ("size", Of(JsonSchemaType.Integer, "int64"))));

        void Add(FieldType type, string name, string[] members)
        {
            if (types.Contains(type)) document.AddComponent(name, Object([.. members.Select(member => (member, (IOpenApiSchema)Of(text)))]));
        }
    }

    /// <summary>A record as it is read; related records stand there where <c>$expand</c> asks for them.</summary>
    public OpenApiSchema Record(Entity entity, EntityRules rules)
    {
        var schema = Object(("@odata.etag", ReadOnly(Of(JsonSchemaType.String, description: Say("The record's version; sent as If-Match when it is changed.", "レコードの版。変更時に If-Match で送る。")))));
        if (!rules.Approvals.IsEmpty) schema.Properties!.Add("@crm.pending", ReadOnly(Array(Of(JsonSchemaType.String, description: Say("An approval that is being decided.", "決裁待ちの承認。")))));
        schema.Title = entity.Label.For(locale, model.DefaultLocale);
        if (!entity.Description.IsEmpty) schema.Description = entity.Description.For(locale, model.DefaultLocale);
        foreach (var field in entity.Fields)
        {
            if (field.Type is FieldType.ChildList)
            {
                schema.Properties!.Add(field.Name, Labelled(Array(Ref(names.Of(model.TargetOf(field)))), field));
                continue;
            }
            var property = Value(field);
            property.ReadOnly = field.IsReadOnlyToCallers;
            schema.Properties!.Add(JsonInputReader.PropertyOf(field), property);
            if (field.IsToOne) schema.Properties.Add(field.Name, Labelled(OrNull(Ref(names.Of(model.TargetOf(field)))), field));
        }
        return schema;
    }

    public string Say(string en, string ja) => locale.StartsWith("ja", StringComparison.Ordinal) ? ja : en;

    private static OpenApiSchema ReadOnly(OpenApiSchema schema)
    {
        schema.ReadOnly = true;
        return schema;
    }

    /// <summary>What may be written.</summary>
    /// <param name="entity">Of what.</param>
    /// <param name="rules">Fields that these fill may be left out.</param>
    /// <param name="isNew">Whether required fields must be there.</param>
    public OpenApiSchema Input(Entity entity, EntityRules rules, bool isNew)
    {
        var schema = Object();
        schema.Title = entity.Label.For(locale, model.DefaultLocale);
        foreach (var field in Writable(entity))
            schema.Properties!.Add(JsonInputReader.PropertyOf(field), field.Type == FieldType.ChildList ? Labelled(Array(Ref(names.Of(model.TargetOf(field)) + ".input")), field) : Value(field));
        if (isNew)
        {
            var filled = rules.Defaults.Select(r => r.Field.Name).Concat(rules.Processes.Select(p => p.Field.Name)).ToHashSet(StringComparer.Ordinal);
            var required = Writable(entity).Where(f => f.Required && f.Default is null && !filled.Contains(f.Name)).Select(JsonInputReader.PropertyOf).ToHashSet();
            if (required.Count > 0) schema.Required = required;
        }
        return schema;
    }

    /// <summary>A record that could be written, for the document's readers.</summary>
    public JsonObject Example(Entity entity)
    {
        var example = new JsonObject();
        foreach (var field in Writable(entity))
            if (OpenApiExamples.Of(field) is { } value) example.Add(JsonInputReader.PropertyOf(field), value);
        return example;
    }

    public static IEnumerable<Field> Writable(Entity entity) => entity.Fields.Where(f => !f.IsReadOnlyToCallers && f.Type is not FieldType.AutoNumber);

    public OpenApiSchema Value(Field field)
    {
        var isNullable = !field.Required;
        if (field.Type switch { FieldType.PersonName => PersonName, FieldType.Address => Address, FieldType.Geo => Geo, FieldType.File or FieldType.Image => File, _ => null } is { } shared)
            return Labelled(isNullable ? OrNull(Ref(shared)) : new OpenApiSchema { AllOf = [Ref(shared)] }, field);
        var schema = field.Type switch
        {
            FieldType.Id or FieldType.Lookup or FieldType.User => Of(JsonSchemaType.String, "uuid"),
            FieldType.Integer or FieldType.Rating => Of(JsonSchemaType.Integer, "int64"),
            FieldType.Decimal or FieldType.Money or FieldType.Percent => Of(JsonSchemaType.Number, "decimal"),
            FieldType.Boolean => Of(JsonSchemaType.Boolean),
            FieldType.Date => Of(JsonSchemaType.String, "date"),
            FieldType.DateTime => Of(JsonSchemaType.String, "date-time"),
            FieldType.Duration or FieldType.Period => Of(JsonSchemaType.String, "duration"),
            FieldType.Email => Of(JsonSchemaType.String, "email"),
            FieldType.Url => Of(JsonSchemaType.String, "uri"),
            FieldType.Choice => Choice(field),
            FieldType.MultiChoice => Array(Choice(field)),
            FieldType.Tags => Array(Of(JsonSchemaType.String)),
            FieldType.ManyToMany => Array(Of(JsonSchemaType.String, "uuid")),
            FieldType.Json => new OpenApiSchema(),
            _ => Of(JsonSchemaType.String),
        };
        if (schema.Type is { } type && isNullable && field.Type != FieldType.ManyToMany)
        {
            schema.Type = type | JsonSchemaType.Null;
            if (field.Type == FieldType.Choice) schema.Enum!.Add(JsonNullSentinel.JsonNull);
        }
        schema.MaxLength = field.MaxLength;
        schema.Minimum = field.Minimum?.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = field.Maximum?.ToString(CultureInfo.InvariantCulture);
        return Labelled(schema, field);
    }

    private static OpenApiSchema Choice(Field field) => new() { Type = JsonSchemaType.String, Enum = [.. field.Options.Select(o => (JsonNode)JsonValue.Create(o.Value))] };

    private OpenApiSchema Labelled(OpenApiSchema schema, Field field)
    {
        schema.Title = field.Label.For(locale, model.DefaultLocale);
        var lines = new List<string>();
        if (!field.Description.IsEmpty) lines.Add(field.Description.For(locale, model.DefaultLocale));
        if (!field.Options.IsEmpty) lines.Add(string.Join("\n", field.Options.Select(o => $"* `{o.Value}`: {o.Label.For(locale, model.DefaultLocale)}")));
        if (lines.Count > 0) schema.Description = string.Join("\n\n", lines);
        return schema;
    }
}
