using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Lists, kanban boards and the other ways to see many records.</summary>
internal sealed class ViewBinder(CrmModel model, Labels labels, DiagnosticBag diagnostics)
{
    private const int GeneratedColumns = 7;
    private readonly FieldPaths paths = new(model, diagnostics);

    public ImmutableArray<View> Bind(ImmutableArray<PackageDocument> documents)
    {
        var views = ImmutableArray.CreateBuilder<View>();
        foreach (var document in documents)
        {
            if (model.Find(document.EntityName!) is not { } entity)
                diagnostics.UnknownEntity(document.Top, document.EntityName!, model.Entities.Select(known => known.Name), quoted: false);
            else if (document.Root is { } root)
                views.Add(Bind(document, root, entity));
        }
        foreach (var entity in model.Entities)
            if (!entity.IsSystem && !views.Any(view => view.Entity == entity.Name && view.Kind == ViewKind.List))
                views.Add(Generate(entity));
        return views.ToImmutable();
    }

    private View Bind(PackageDocument document, SourceJson root, Entity entity)
    {
        var id = ModelBinder.IdOf(document);
        var kind = Enum.TryParse<ViewKind>(root.TextAt("kind")?.Text, ignoreCase: true, out var parsed) ? parsed : ViewKind.List;
        var columns = Names(root.Array("columns"), entity, "");
        var sort = Names(root.Array("sort"), entity, "-");
        foreach (var name in (ReadOnlySpan<string>)["start", "end", "location"])
            if (root.TextAt(name) is { } field)
                paths.Resolve(entity, field);
        var groupBy = root.TextAt("groupBy");
        var group = groupBy is null ? null : paths.Resolve(entity, groupBy);
        if (kind == ViewKind.Kanban && (groupBy is null || group is { Type: not FieldType.Choice }))
            diagnostics.GroupingNotAChoice(groupBy?.Location ?? document.Top, document.Name, groupBy?.Text ?? "");
        return new View(id, document.Name, entity.Name, kind, labels.Of(id, document.Name, root).Label, columns, root.TextAt("filter")?.Text, sort, groupBy?.Text,
            ModelBinder.Definition(document), false);
    }

    /// <summary>Fields as texts, or as objects with <c>field</c> (and <c>descending</c>) beside settings of their own.</summary>
    private ImmutableArray<string> Names(ImmutableArray<SourceJson> items, Entity entity, string descending)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items)
        {
            var written = item.Kind == JsonKind.Text ? item : item.TextAt("field");
            if (written is null) continue;
            var prefix = descending.Length > 0 && written.Text.StartsWith(descending, StringComparison.Ordinal) ? descending : "";
            if (paths.Resolve(entity, written, prefix) is null) continue;
            names.Add(item.Bool("descending") == true ? descending + written.Text : written.Text);
        }
        return names.ToImmutable();
    }

    private static View Generate(Entity entity)
    {
        ImmutableArray<string> columns =
        [
            .. entity.Fields.Where(field => field.Name != SystemFields.Id && field.Origin != FieldOrigin.System && FitsAColumn(field.Type))
                .OrderBy(field => field.Name == entity.Display ? 0 : 1).Take(GeneratedColumns).Select(field => field.Name),
        ];
        ImmutableArray<string> sort = entity.Display == SystemFields.Id || entity.Find(entity.Display)?.Origin == FieldOrigin.ComputedOnRead ? ["-" + SystemFields.CreatedAt] : [entity.Display];
        var definition = new JsonObject
        {
            ["kind"] = "list",
            ["columns"] = new JsonArray([.. columns.Select(column => (JsonNode)column)]),
            ["sort"] = new JsonArray([.. sort.Select(name => (JsonNode)name)]),
        };
        return new View($"{entity.Id}:list", "default", entity.Name, ViewKind.List, entity.LabelPlural.IsEmpty ? entity.Label : entity.LabelPlural, columns, null, sort, null, definition, true);
    }

    private static bool FitsAColumn(FieldType type) => type is not (FieldType.LongText or FieldType.RichText or FieldType.Json or FieldType.ChildList or FieldType.ManyToMany or FieldType.File or FieldType.Geo);
}
