using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Child lists find the lookup by which their rows belong to the parent.</summary>
internal static class RelationBinder
{
    public static IEnumerable<Entity> Resolve(List<Entity> entities, DiagnosticBag diagnostics)
    {
        var byName = entities.ToDictionary(entity => entity.Name, StringComparer.Ordinal);
        return entities.Select(entity => entity.WithFields(entity.Fields.Select(field => Resolve(entity, field, byName, diagnostics))));
    }

    private static Field Resolve(Entity entity, Field field, Dictionary<string, Entity> byName, DiagnosticBag diagnostics)
    {
        if (field.Type != FieldType.ChildList || field.Target is null || !byName.TryGetValue(field.Target, out var child)) return field;
        var lookups = child.Fields.Where(candidate => candidate.Type == FieldType.Lookup && candidate.Target == entity.Name).ToList();
        if (field.Via is null && lookups.Count == 1) return field with { Via = lookups[0].Name };
        if (!lookups.Exists(lookup => lookup.Name == field.Via)) diagnostics.ViaNotALookup(field.Location!, field.Name, child.Name, field.Via ?? "", entity.Name);
        return field;
    }
}
