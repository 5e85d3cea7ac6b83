using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Tests.Schema;

/// <summary>Models built by hand, so that the schema is tested apart from the package reader.</summary>
internal static class TestModels
{
    public static CrmModel ModelOf(params Entity[] entities) => new("a_1", "test", LocalizedText.Plain("Test"), [User(), .. entities]);

    public static Entity Entity(string id, string name, params Field[] fields) =>
        new(id, name, LocalizedText.Plain(name), [.. SystemFieldsOf(id), .. fields]) { Display = fields.Length > 0 ? fields[0].Name : SystemFields.Id };

    public static Field Field(string id, string name, FieldType type) => new() { Id = id, Name = name, Label = LocalizedText.Plain(name), Type = type };

    public static Field Lookup(string id, string name, string target) => Field(id, name, FieldType.Lookup) with { Target = target };

    public static Field Choice(string id, string name, params string[] values) =>
        Field(id, name, FieldType.Choice) with { Options = [.. values.Select((v, n) => new Option($"{id}_{v}", v, LocalizedText.Plain(v), null, n))] };

    private static Entity User() => new("$user", SystemEntities.User, LocalizedText.Plain("User"), [.. SystemFieldsOf("$user"), Field("$user.name", "name", FieldType.Text)]) { IsSystem = true, Display = "name" };

    private static IEnumerable<Field> SystemFieldsOf(string entity) => SystemFields.All.Select(name => Field($"{entity}.{name}", name, name switch
    {
        SystemFields.Id => FieldType.Id,
        SystemFields.CreatedAt or SystemFields.UpdatedAt => FieldType.DateTime,
        SystemFields.Version => FieldType.Integer,
        _ => FieldType.User,
    }) with { Origin = FieldOrigin.System, Target = name is SystemFields.CreatedBy or SystemFields.UpdatedBy or SystemFields.Owner ? SystemEntities.User : null });
}
