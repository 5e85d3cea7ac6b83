using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>Names in the ASCII that OpenAPI asks of components and operations: an entity's own where it is, else made from its id.</summary>
internal sealed class OpenApiNames
{
    private readonly Dictionary<string, string> byEntity = new(StringComparer.Ordinal);

    public OpenApiNames(CrmModel model)
    {
        var taken = model.Entities.Select(e => e.Name).Where(IsPlain).ToHashSet(StringComparer.Ordinal);
        foreach (var entity in model.Entities)
        {
            var name = entity.IsSystem ? "Crm." + entity.Name.TrimStart('$') : entity.Name;
            if (!IsPlain(name))
            {
                var stem = Plain(entity.Id);
                name = stem;
                for (var n = 2; !taken.Add(name); n++) name = $"{stem}_{n}";
            }
            byEntity.Add(entity.Name, name);
        }
    }

    public string Of(Entity entity) => byEntity[entity.Name];

    /// <summary>A part of a name: letters, digits and underscores.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private static bool IsPlain(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
}
