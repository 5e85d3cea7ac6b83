using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>What an entity says about its fields: display, keys, search, required. Any of them may name a field that a rule declares.</summary>
internal static class EntityChecks
{
    public static void Check(PackageDocument document, Entity entity, DiagnosticBag diagnostics)
    {
        var crm = document.Root?.Object("x-crm");
        if (crm?.TextAt("display") is { } display) Find(display);
        foreach (var key in crm?.Array("keys") ?? [])
            foreach (var part in key.Items.Where(part => part.Kind == JsonKind.Text))
                if (Find(part) is { } field)
                {
                    if (field.Origin == FieldOrigin.ComputedOnRead) diagnostics.NotStored(part.Location, field.Name, "keys");
                    else if (!field.Type.CanBeKey()) diagnostics.NotAKeyField(part.Location, field.Name, FieldTypeNames.Of(field.Type));
                }
        foreach (var item in (crm?.Array("search") ?? []).Where(item => item.Kind == JsonKind.Text))
            if (Find(item) is { } field)
            {
                if (field.Origin == FieldOrigin.ComputedOnRead) diagnostics.NotStored(item.Location, field.Name, "search");
                else if (!field.Type.CanBeSearched()) diagnostics.NotSearchable(item.Location, field.Name, FieldTypeNames.Of(field.Type));
            }
        foreach (var item in (document.Root?.Array("required") ?? []).Where(item => item.Kind == JsonKind.Text))
            if (document.Root?.Object("properties")?[item.Text] is null && !SystemFields.All.Contains(item.Text))
                Find(item);

        Field? Find(SourceJson name)
        {
            var field = entity.Find(name.Text);
            // A field that could not be bound has been reported where it stands.
            if (field is null && document.Root?.Object("properties")?[name.Text] is null)
                diagnostics.UnknownFieldName(name.Location, entity.Name, name.Text, entity.Fields.Select(known => known.Name));
            return field;
        }
    }
}
