using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>A value that a field takes, for the examples of the OpenAPI document.</summary>
internal static class OpenApiExamples
{
    public const string Id = "0198f3a1-7c20-7d52-9b1e-3f6a5c8d2e10";

    /// <summary>Null where no value can be told from the field alone.</summary>
    public static JsonNode? Of(Field field) => field.Type switch
    {
        FieldType.Text or FieldType.LongText or FieldType.RichText => field.Pattern is null ? Cut("Aoyama", field.MaxLength) : null,
        FieldType.Integer or FieldType.Rating => JsonValue.Create((long)Clamp(field, 3)),
        FieldType.Decimal or FieldType.Money or FieldType.Percent => JsonValue.Create(Clamp(field, 10)),
        FieldType.Boolean => JsonValue.Create(true),
        FieldType.Date => JsonValue.Create("2026-04-01"),
        FieldType.DateTime => JsonValue.Create("2026-04-01T00:00:00Z"),
        FieldType.Time => JsonValue.Create("09:30:00"),
        FieldType.Duration => JsonValue.Create("PT1H"),
        FieldType.Choice => field.Options is [var first, ..] ? JsonValue.Create(first.Value) : null,
        FieldType.MultiChoice => field.Options is [var one, ..] ? new JsonArray(one.Value) : null,
        FieldType.Tags => new JsonArray("vip"),
        FieldType.Lookup or FieldType.User => JsonValue.Create(Id),
        FieldType.Email => JsonValue.Create("hanako@example.com"),
        FieldType.Phone => JsonValue.Create("+81312345678"),
        FieldType.Url => JsonValue.Create("https://www.example.com/"),
        FieldType.Currency => JsonValue.Create("JPY"),
        FieldType.PersonName => new JsonObject { ["family"] = "青山", ["given"] = "花子", ["familyReading"] = "あおやま", ["givenReading"] = "はなこ" },
        FieldType.Address => new JsonObject { ["country"] = "JP", ["postalCode"] = "107-0062", ["region"] = "東京都", ["city"] = "港区", ["street"] = "南青山2-5-17" },
        FieldType.Geo => new JsonObject { ["lat"] = 35.6712m, ["lon"] = 139.7202m },
        _ => null,
    };

    private static JsonValue Cut(string text, int? length) => JsonValue.Create(length < text.Length ? text[..length.Value] : text);

    private static decimal Clamp(Field field, decimal value) => Math.Max(field.Minimum ?? value, Math.Min(field.Maximum ?? value, value));
}
