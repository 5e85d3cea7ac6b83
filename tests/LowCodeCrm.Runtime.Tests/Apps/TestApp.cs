using System.Collections.Immutable;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>Packages of one entity, "deal", for tests of publishing.</summary>
internal static class TestApp
{
    public static AppPackage Package(params ReadOnlySpan<string> properties) => With("", properties);

    /// <param name="extension">More members of the entity's x-crm, each with a leading comma.</param>
    /// <param name="properties">Members of "properties".</param>
    public static AppPackage With(string extension, params ReadOnlySpan<string> properties) => new([
        PackageFile.FromText("app.json", """{"formatVersion": 1, "id": "a_1", "name": "test", "title": "Test", "locales": ["en"], "defaultLocale": "en", "timeZone": "Asia/Tokyo"}"""),
        PackageFile.FromText("entities/deal.json", $$$"""
            {"title": "Deal", "type": "object", "properties": { {{{string.Join(", ", properties.ToArray())}}} }, "x-crm": {"id": "e_1", "display": "name" {{{extension}}} } }
            """),
    ]);

    public const string Name = """ "name": {"type": "string", "maxLength": 200, "x-crm": {"id": "f_1"}} """;
    public const string Amount = """ "amount": {"type": ["number", "null"], "x-crm": {"id": "f_2", "type": "money", "scale": 2}} """;
    public const string AmountAsText = """ "amount": {"type": ["string", "null"], "x-crm": {"id": "f_2"}} """;
    public const string Person = """ "person": {"type": ["object", "null"], "x-crm": {"id": "f_3", "type": "personName"}} """;
}
