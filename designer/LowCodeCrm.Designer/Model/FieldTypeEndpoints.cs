using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Model;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Model;

/// <summary>The types that a field can have, as a designer offers them.</summary>
internal static class FieldTypeEndpoints
{
    /// <param name="Label">In both languages.</param>
    /// <param name="Icon">A lucide name.</param>
    /// <param name="Schema">The property to begin with.</param>
    /// <param name="Options">What the type takes besides: JSON Schema keywords, and <c>x-crm.…</c>.</param>
    private sealed record TypeJson(string Type, Both Label, Both Description, string Group, string Icon, JsonNode Schema, string[] Options, bool CanBeKey, bool CanBeSearched, bool CanBeDisplay);

    private sealed record GroupJson(string Name, Both Label);

    private sealed record Both(string En, string Ja);

    public static void MapFieldTypes(this IEndpointRouteBuilder endpoints) => endpoints.MapDesigner("GET", "field-types", (context, _) => context.WriteAsync(new
    {
        groups = FieldTypeGroups.All.Select(group => new GroupJson(group.Name, Text(group.Label))),
        value = FieldTypeInfo.All.Select(info => new TypeJson(
            FieldTypeNames.Of(info.Type), Text(info.Label), Text(info.Description), info.Group, info.Icon, JsonNode.Parse(info.Schema)!, [.. info.Options],
            info.Type.CanBeKey(), info.Type.CanBeSearched(), info.Type.CanBeDisplay())),
    }));

    private static Both Text(Engine.Diagnostics.LocalizedText text) => new(text.For("en"), text.For("ja"));
}
