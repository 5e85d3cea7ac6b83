using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>An entity's JSON Schema to an entity.</summary>
internal sealed class EntityBinder(string currency, IReadOnlyCollection<string> entityNames, Labels labels, DiagnosticBag diagnostics)
{
    /// <summary>Names that the API's paths use themselves.</summary>
    internal static readonly ImmutableArray<string> ReservedNames = ["meta", "changes", "files", "settings", "openapi"];

    public Entity Bind(PackageDocument document)
    {
        var name = document.Name;
        if (ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase)) diagnostics.ReservedEntityName(document.Top, name);
        else NameCheck.Report(name, document.Top, diagnostics, quoted: false);

        var root = document.Root;
        var crm = root?.Object("x-crm");
        var id = crm?.TextAt("id")?.Text ?? ProvisionalIds.Entity(name);
        var label = labels.Of(id, name, root);
        var fields = Fields(document);
        return new Entity(id, name, label.Label, [.. SystemModel.FieldsOf(id).Select(Relabelled), .. fields])
        {
            LabelPlural = label.Plural,
            Reading = label.Reading,
            Description = label.Description,
            Display = crm?.TextAt("display")?.Text ?? DefaultDisplay(fields),
            Keys = [.. (crm?.Array("keys") ?? []).Where(key => key.Kind == JsonKind.Array).Select(Names)],
            History = crm?.Bool("history") ?? true,
            Search = crm?["search"] is { Kind: JsonKind.Array } search ? Names(search) : [],
            Icon = crm?.TextAt("icon")?.Text,
            Color = crm?.TextAt("color")?.Text,
            Location = document.Top,
        };
    }

    private Field Relabelled(Field field)
    {
        var own = labels.Of(field.Id, "", null).Label;
        return own.ByLocale.ContainsKey("") ? field : field with { Label = new LocalizedText(field.Label.ByLocale.SetItems(own.ByLocale)) };
    }

    private List<Field> Fields(PackageDocument document)
    {
        var required = (document.Root?.Array("required") ?? []).Where(item => item.Kind == JsonKind.Text).Select(item => item.Text).ToHashSet(StringComparer.Ordinal);
        var binder = new FieldBinder(document.Name, currency, entityNames, labels, diagnostics);
        var fields = new List<Field>();
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in document.Root?.Object("properties")?.Properties ?? [])
        {
            var at = property.Value.At(property.NameSpan);
            if (SystemFields.All.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                diagnostics.SystemFieldName(at, property.Name);
                continue;
            }
            if (!taken.TryAdd(property.Name, property.Name))
            {
                // The very same name twice is a slip of JSON and has been reported as such.
                if (taken[property.Name] != property.Name) diagnostics.NameTaken(at, property.Name, taken[property.Name]);
                continue;
            }
            NameCheck.Report(property.Name, at, diagnostics);
            if (binder.Bind(property, required.Contains(property.Name)) is { } field) fields.Add(field);
        }
        foreach (var field in fields)
            if (field.Name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
                && (fields.Find(other => other.IsToOne && other.Name.Equals(field.Name[..^3], StringComparison.OrdinalIgnoreCase)) is { } lookup))
                diagnostics.LookupIdName(field.Location!, field.Name, lookup.Name);
            else if (field.Name.Equals("owner_id", StringComparison.OrdinalIgnoreCase) || field.Name.Equals("created_by_id", StringComparison.OrdinalIgnoreCase) || field.Name.Equals("updated_by_id", StringComparison.OrdinalIgnoreCase))
                diagnostics.LookupIdName(field.Location!, field.Name, field.Name[..^3]);
        return fields;
    }

    /// <summary>What a person would take for a record's name: the first text, else a person's name, number or address.</summary>
    private static string DefaultDisplay(List<Field> fields) =>
        (fields.Find(field => field.Type == FieldType.Text)
            ?? fields.Find(field => field.Type is FieldType.PersonName or FieldType.AutoNumber)
            ?? fields.Find(field => field.Type.IsText()))?.Name ?? SystemFields.Id;

    private static ImmutableArray<string> Names(SourceJson list) => [.. list.Items.Where(item => item.Kind == JsonKind.Text).Select(item => item.Text)];
}
