using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Packages.Schemas;

/// <summary>
/// Checks a file's shape against the published JSON Schema of its kind, so that schemas and checks cannot drift apart. Knows the few
/// keywords that those schemas use; unlike a general validator it says where a value stands and what to do about it.
/// </summary>
/// <remarks>
/// Keywords of our own: <c>x-crm-closed</c> warns of properties that mean nothing, <c>x-crm-checked-later</c> leaves an
/// enumeration to the model binder, whose message says more, <c>x-crm-required</c> is <c>required</c> where a text may stand
/// instead of the object, which NJsonSchema would refuse.
/// </remarks>
public static class ShapeChecker
{
    private static readonly FrozenDictionary<PackageFileKind, Lazy<JsonElement>> Schemas =
        Enum.GetValues<PackageFileKind>().Where(HasSchema).ToFrozenDictionary(kind => kind, kind => new Lazy<JsonElement>(() => JsonDocument.Parse(SchemaText(kind)).RootElement));

    /// <summary>Whether files of that kind are JSON with a schema.</summary>
    public static bool HasSchema(PackageFileKind kind) => kind is not (PackageFileKind.Rules or PackageFileKind.Template or PackageFileKind.Data or PackageFileKind.Other);

    /// <summary>The JSON Schema that the product publishes for files of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none; see <see cref="HasSchema"/>.</exception>
    public static string SchemaText(PackageFileKind kind)
    {
        if (!HasSchema(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Files of that kind are not JSON.");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"schemas/{kind.ToString().ToLowerInvariant()}.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static void Check(PackageFileKind kind, SourceJson root, DiagnosticBag diagnostics)
    {
        var schema = Schemas[kind].Value;
        new Walk(schema, diagnostics).Check(schema, root, "the file");
    }

    private sealed class Walk(JsonElement document, DiagnosticBag diagnostics)
    {
        public void Check(JsonElement schema, SourceJson value, string what)
        {
            if (schema.TryGetProperty("$ref", out var reference)) schema = document.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..]);
            if (schema.TryGetProperty("type", out var types) && !Kinds(types).Any(kind => IsOf(value, kind)))
            {
                diagnostics.WrongJsonKind(value.Location, what, Kinds(types));
                return;
            }
            if (schema.TryGetProperty("enum", out var allowed) && !schema.TryGetProperty("x-crm-checked-later", out _))
            {
                ImmutableArray<string> values = [.. allowed.EnumerateArray().Select(item => item.GetString()!)];
                if (!values.Contains(value.Text)) diagnostics.NotAllowedValue(value.Location, what, value.Text, values);
            }
            if (schema.TryGetProperty("minimum", out var minimum) && value.AsDecimal() < minimum.GetDecimal())
                diagnostics.ValueOutOfRange(value.Location, what, $"at least {minimum}", $" {minimum} 以上");
            if (schema.TryGetProperty("allOf", out var parts))
                foreach (var part in parts.EnumerateArray())
                    Check(part, value, what);
            if (value.Kind == JsonKind.Object) CheckProperties(schema, value);
            if (value.Kind == JsonKind.Array && schema.TryGetProperty("items", out var items))
                foreach (var item in value.Items)
                    Check(items, item, $"an item of {what}");
        }

        private void CheckProperties(JsonElement schema, SourceJson value)
        {
            var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
            if (schema.TryGetProperty("required", out var required) || schema.TryGetProperty("x-crm-required", out required))
                foreach (var name in required.EnumerateArray())
                    if (value.Property(name.GetString()!) is null)
                        diagnostics.MissingProperty(value.Opening, name.GetString()!);
            foreach (var property in value.Properties)
            {
                if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var own)) Check(own, property.Value, property.Name);
                else if (schema.TryGetProperty("additionalProperties", out var others)) Check(others, property.Value, property.Name);
                else if (schema.TryGetProperty("x-crm-closed", out _))
                    diagnostics.UnknownProperty(value.At(property.NameSpan), property.Name, known.EnumerateObject().Select(candidate => candidate.Name));
            }
        }

        private static ImmutableArray<string> Kinds(JsonElement types) =>
            types.ValueKind == JsonValueKind.String ? [types.GetString()!] : [.. types.EnumerateArray().Select(type => type.GetString()!)];

        private static bool IsOf(SourceJson value, string kind) => kind switch
        {
            "object" => value.Kind == JsonKind.Object,
            "array" => value.Kind == JsonKind.Array,
            "string" => value.Kind == JsonKind.Text,
            "number" => value.Kind == JsonKind.Number,
            "integer" => value.Kind == JsonKind.Number && value.AsDecimal() is { } number && decimal.Truncate(number) == number,
            "boolean" => value.Kind == JsonKind.Boolean,
            _ => value.Kind == JsonKind.Null,
        };
    }
}
