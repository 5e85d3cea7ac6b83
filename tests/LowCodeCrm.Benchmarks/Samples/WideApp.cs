using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Benchmarks.Samples;

/// <summary>A form as large as forms get: 100 fields, of which 50 are computed from the others, and 50 validations.</summary>
internal static class WideApp
{
    public const string Name = "wide";
    public const string Entity = "sheet";
    private const int Entered = 50, Computed = 50;

    public static void WriteFolder(string folder)
    {
        var properties = new JsonObject { ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = 200 } };
        var controls = new JsonArray(Control("name"));
        for (var i = 1; i < Entered; i++)
        {
            properties[Number(i)] = new JsonObject { ["type"] = new JsonArray("number", "null"), ["x-crm"] = new JsonObject { ["type"] = "decimal", ["scale"] = 2 } };
            controls.Add(Control(Number(i)));
        }
        var rules = new StringBuilder($"rules for {Entity} {{\n");
        for (var i = 0; i < Computed; i++)
        {
            // Each from the one before: a letter in the first field goes through all of them.
            var before = i == 0 ? "length(name)" : Sum(i - 1);
            rules.Append(CultureInfo.InvariantCulture, $"  computed {Sum(i)} : decimal = {before} + ({Number(1 + i % (Entered - 1))} ?? 0) * 1.5\n");
            rules.Append(CultureInfo.InvariantCulture, $"  validate in_range_{i} {{ require {Sum(i)} <= 1_000_000 message en \"Sum {i} is too large\" ja \"合計{i}が大きすぎます\" at name }}\n");
            controls.Add(Control(Sum(i)));
        }
        rules.Append("}\n");
        Write("app.json", $$"""{"formatVersion": 1, "id": "a_wide", "name": "{{Name}}", "title": "Wide", "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "JPY", "navigation": [{"items": ["{{Entity}}"]}]}""");
        Write($"entities/{Entity}.json", new JsonObject
        {
            ["title"] = "Sheet", ["type"] = "object", ["required"] = new JsonArray("name"), ["properties"] = properties, ["x-crm"] = new JsonObject { ["display"] = "name" },
        }.ToJsonString());
        Write($"forms/{Entity}.main.json", new JsonObject { ["type"] = "VerticalLayout", ["elements"] = controls }.ToJsonString());
        Write($"rules/{Entity}.rules", rules.ToString());

        void Write(string path, string text)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Number(int i) => $"n{i}";

    private static string Sum(int i) => $"s{i}";

    private static JsonObject Control(string field) => new() { ["type"] = "Control", ["scope"] = $"#/properties/{field}" };
}
