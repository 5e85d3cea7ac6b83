using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Forms: JSON Forms UI schemas whose controls name fields of their entity.</summary>
internal sealed class FormBinder(CrmModel model, Labels labels, DiagnosticBag diagnostics)
{
    private const string ScopePrefix = "#/properties/";
    private static readonly ImmutableArray<string> Elements = ["VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Category", "Control", "Label", "Divider"];

    public ImmutableArray<Form> Bind(ImmutableArray<PackageDocument> documents)
    {
        var forms = ImmutableArray.CreateBuilder<Form>();
        foreach (var document in documents)
        {
            if (model.Find(document.EntityName!) is not { } entity)
            {
                diagnostics.UnknownEntity(document.Top, document.EntityName!, model.Entities.Select(known => known.Name), quoted: false);
                continue;
            }
            if (document.Root is null) continue;
            Check(document.Root, entity);
            var id = ModelBinder.IdOf(document);
            forms.Add(new Form(id, document.Name, entity.Name, labels.Of(id, document.Name, document.Root).Label, ModelBinder.Definition(document), false));
        }
        foreach (var entity in model.Entities)
            if (!entity.IsSystem && !forms.Any(form => form.Entity == entity.Name))
                forms.Add(Generate(entity));
        return forms.ToImmutable();
    }

    private void Check(SourceJson element, Entity entity)
    {
        if (element.Kind != JsonKind.Object) return;
        var type = element.TextAt("type");
        if (type is not null && !Elements.Contains(type.Text)) diagnostics.BadFormElement(type.Location, type.Text, Elements);
        if (element.TextAt("scope") is { } scope) CheckScope(scope, entity);
        if (element.Property("rule") is { } rule) diagnostics.FormRule(element.At(rule.NameSpan), FormRuleProposal.For(element, rule.Value));
        foreach (var child in element.Array("elements")) Check(child, entity);
        if (element.Object("options")?.Object("detail") is { } detail && FieldOf(element, entity)?.Target is { } target && model.Find(target) is { } rows) Check(detail, rows);
    }

    private void CheckScope(SourceJson scope, Entity entity)
    {
        if (NameIn(scope.Text) is not { } name) diagnostics.BadScope(scope.Location, scope.Text);
        else if (entity.Find(name) is null)
            diagnostics.UnknownFieldName(scope.Location, entity.Name, name, entity.Fields.Select(field => field.Name), nearest => $"\"{ScopePrefix}{nearest}\"");
    }

    private static Field? FieldOf(SourceJson element, Entity entity) => element.TextAt("scope") is { } scope && NameIn(scope.Text) is { } name ? entity.Find(name) : null;

    /// <summary>The field that a scope names; null where it is no scope.</summary>
    internal static string? NameIn(string scope)
    {
        if (!scope.StartsWith(ScopePrefix, StringComparison.Ordinal)) return null;
        var name = scope[ScopePrefix.Length..].Split('/')[0];
        return name.Length == 0 ? null : Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }

    /// <summary>All fields, one below the other; child lists and long texts last, as they need room.</summary>
    private static Form Generate(Entity entity)
    {
        var fields = entity.Fields.Where(field => field.Origin != FieldOrigin.System).OrderBy(field => field.Type is FieldType.ChildList ? 2 : field.Type is FieldType.LongText or FieldType.RichText ? 1 : 0);
        var layout = new JsonObject
        {
            ["type"] = "VerticalLayout",
            ["elements"] = new JsonArray([.. fields.Select(field => (JsonNode)new JsonObject { ["type"] = "Control", ["scope"] = ScopePrefix + field.Name })]),
        };
        return new Form($"{entity.Id}:form", "default", entity.Name, entity.Label, layout, true);
    }
}
