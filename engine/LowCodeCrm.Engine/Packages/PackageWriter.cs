using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Packages;

/// <summary>
/// Writes JSON files of a package so that the same content is always the same bytes: keys in the order of their kind, unknown ones after
/// them as they came, two spaces, LF, a final newline, numbers as written, lists of plain values on one line where they fit.
/// </summary>
public static class PackageWriter
{
    private const int Width = 120;
    private static readonly ImmutableArray<string> App = ["$schema", "formatVersion", "id", "name", "version", "title", "description", "locales", "defaultLocale", "timeZone", "currency", "calendar", "dataAsOf", "navigation", "kits"];
    private static readonly ImmutableArray<string> Entity = ["$schema", "$id", "title", "description", "type", "required", "properties", "x-crm"];
    private static readonly ImmutableArray<string> Field = ["title", "description", "type", "format", "enum", "items", "minLength", "maxLength", "minimum", "maximum", "pattern", "default", "x-crm"];
    private static readonly ImmutableArray<string> Crm = ["id", "type", "label", "plural", "reading", "description", "target", "via", "onDelete", "scale", "precision", "pattern", "display", "keys", "search", "history", "icon", "color", "options"];
    private static readonly ImmutableArray<string> Option = ["value", "id", "title", "label", "reading", "description", "color", "icon"];
    private static readonly ImmutableArray<string> Channel = ["$schema", "id", "title", "reading", "description", "kind", "contact", "quietHours", "entity", "address", "from", "to", "weekends"];
    private static readonly ImmutableArray<string> Other = ["$schema", "id", "title", "reading", "description", "type", "kind", "label", "scope", "columns", "filter", "sort", "groupBy", "options", "elements"];

    /// <summary>The package with one file's content replaced. Content that the file already has leaves it as it is, to the byte.</summary>
    public static AppPackage Write(AppPackage package, string path, JsonObject content)
    {
        var written = Format(path, content.ToJsonString());
        if (package.Files.TryGetValue(path, out var file) && Parse(path, file.Text) is { } current && Format(path, current) == written) return package;
        return package.With(PackageFile.FromText(path, written));
    }

    /// <summary>A JSON file in its canonical form; text that is no JSON as it is.</summary>
    public static string Format(string path, string text) => Parse(path, text) is { } root ? Format(path, root) : text;

    private static SourceJson? Parse(string path, string text) => SourceJsonParser.Parse(new SourceText(path, text), new DiagnosticBag());

    private static string Format(string path, SourceJson root)
    {
        var builder = new StringBuilder();
        var keys = PackagePaths.Classify(path).Kind switch { PackageFileKind.App => App, PackageFileKind.Entity => Entity, PackageFileKind.Locale => [], PackageFileKind.Channel => Channel, _ => Other };
        Write(builder, root, keys, 0);
        return builder.Append('\n').ToString();
    }

    private static void Write(StringBuilder builder, SourceJson value, ImmutableArray<string> keys, int indent)
    {
        switch (value.Kind)
        {
            case JsonKind.Object when !value.Properties.IsEmpty:
                var properties = value.Properties.OrderBy(property => keys.IndexOf(property.Name) is >= 0 and var at ? at : int.MaxValue);
                Lines(builder, '{', '}', properties, indent, property =>
                {
                    builder.Append(JsonInsert.Quote(property.Name)).Append(": ");
                    Write(builder, property.Value, KeysOf(property, keys), indent + 2);
                });
                break;
            case JsonKind.Array when !value.Items.IsEmpty:
                if (OnOneLine(value) is { } line && indent + line.Length <= Width) builder.Append(line);
                else Lines(builder, '[', ']', value.Items, indent, item => Write(builder, item, keys, indent + 2));
                break;
            default:
                builder.Append(Scalar(value));
                break;
        }
    }

    private static void Lines<T>(StringBuilder builder, char open, char close, IEnumerable<T> items, int indent, Action<T> write)
    {
        builder.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            builder.Append(separator).Append(' ', indent + 2);
            write(item);
            separator = ",\n";
        }
        builder.Append('\n').Append(' ', indent).Append(close);
    }

    /// <summary>The order of keys inside a property, by that of the object around it.</summary>
    private static ImmutableArray<string> KeysOf(SourceProperty property, ImmutableArray<string> around) => property.Name switch
    {
        // Names of fields come in the author's order; each is a field.
        "properties" when around == Entity => FieldNames,
        _ when around == FieldNames => Field,
        "x-crm" => Crm,
        "options" when around == Crm => Option,
        "elements" or "detail" => Other,
        "options" when around == Other => [],
        "contact" or "quietHours" when around == Channel => Channel,
        _ => around == Other ? Other : [],
    };

    private static readonly ImmutableArray<string> FieldNames = ["\0"];

    private static string? OnOneLine(SourceJson array) =>
        array.Items.All(item => item.Kind is not (JsonKind.Object or JsonKind.Array) || (item.Kind == JsonKind.Array && item.Items.All(inner => inner.Kind is not (JsonKind.Object or JsonKind.Array))))
            ? $"[{string.Join(", ", array.Items.Select(item => item.Kind == JsonKind.Array ? OnOneLine(item) : Scalar(item)))}]"
            : null;

    private static string Scalar(SourceJson value) => value.Kind switch
    {
        JsonKind.Text => JsonInsert.Quote(value.Text),
        JsonKind.Object => "{}",
        JsonKind.Array => "[]",
        _ => value.Text,
    };
}
