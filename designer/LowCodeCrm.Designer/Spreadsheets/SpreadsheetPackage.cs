using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>The files of an app for confirmed tables: entities, a form and a list for each, navigation.</summary>
internal static class SpreadsheetPackage
{
    private const int ListColumns = 8;
    private const int SearchedFields = 6;

    /// <summary>Of options, in order.</summary>
    private static readonly string[] Colors = ["gray", "blue", "teal", "green", "amber", "orange", "red", "purple", "pink"];

    /// <param name="app">With its settings.</param>
    /// <param name="tables">As confirmed, with the sheets they come from.</param>
    /// <exception cref="ApiProblem">422, naming every table and field that cannot be so.</exception>
    public static AppPackage Of(AppPackage app, IReadOnlyList<(ProposedTable Table, SheetTable Sheet)> tables)
    {
        Check([.. tables.Select(t => t.Table)]);
        var settings = JsonNode.Parse(app.Files[PackagePaths.App].Text)!.AsObject();
        settings["navigation"] = new JsonArray(new JsonObject { ["group"] = settings["title"]?.DeepClone(), ["items"] = new JsonArray([.. tables.Select(t => (JsonNode)t.Table.Name)]) });
        var package = PackageWriter.Write(app, PackagePaths.App, settings);
        foreach (var (table, sheet) in tables)
        {
            package = PackageWriter.Write(package, $"entities/{table.Name}.json", Entity(table, sheet));
            package = PackageWriter.Write(package, $"forms/{table.Name}.main.json", Form(table));
            package = PackageWriter.Write(package, $"views/{table.Name}.all.json", View(table));
        }
        return package;
    }

    public static IEnumerable<ProposedField> Fields(ProposedTable table) => table.Fields.Where(field => !field.Skip);

    private static void Check(ImmutableArray<ProposedTable> tables)
    {
        var problems = new List<ProblemDetail>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
        {
            Name(table.Name, table.Name, names);
            var fields = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var field in Fields(table))
            {
                var target = $"{table.Name}.{field.Name}";
                Name(field.Name, target, fields);
                if (FieldTypeNames.Parse(field.Type) is null) problems.Add(new("unknown_type", target, LocalizedText.Of($"There is no field type \"{field.Type}\".", $"項目の型「{field.Type}」はありません。")));
                if (field.Type == "lookup" && tables.All(t => t.Name != field.Target)) problems.Add(new("unknown_target", target, LocalizedText.Of($"There is no table \"{field.Target}\" to refer to.", $"参照先の表「{field.Target}」がありません。")));
            }
        }
        if (problems.Count > 0) throw new ApiProblem(422, "invalid_tables", LocalizedText.Of("The app cannot be made of these tables as they are. Correct what is listed.", "この内容ではアプリを作成できません。示された箇所を直してください。"), [.. problems]);

        void Name(string name, string target, HashSet<string> taken)
        {
            if (Names.Check(name) is { } problem) problems.Add(new("invalid_name", target, problem.Message));
            else if (!taken.Add(name)) problems.Add(new("name_taken", target, LocalizedText.Of($"The name {name} stands twice.", $"{name} という名前が重複しています。")));
        }
    }

    private static JsonObject Entity(ProposedTable table, SheetTable sheet)
    {
        var fields = Fields(table).ToArray();
        bool Has(string? name) => name is not null && fields.Any(f => f.Name == name);
        var searched = fields.Where(f => FieldTypeNames.Parse(f.Type)!.Value.CanBeSearched()).OrderBy(f => f.Name == table.Display ? 0 : f.Name == table.Key ? 1 : 2).Take(SearchedFields).Select(f => (JsonNode)f.Name);
        var crm = new JsonObject { ["plural"] = table.Title ?? table.Name };
        if (Has(table.Display) && fields.First(f => f.Name == table.Display).Type != "lookup") crm["display"] = table.Display;
        var keys = fields.Where(f => (f.Unique || f.Name == table.Key) && FieldTypeNames.Parse(f.Type)!.Value.CanBeKey()).OrderBy(f => f.Name == table.Key ? 0 : 1).Select(f => (JsonNode)new JsonArray(f.Name)).ToArray();
        if (keys.Length > 0) crm["keys"] = new JsonArray(keys);
        crm["search"] = new JsonArray([.. searched]);
        if (table.Icon is not null) crm["icon"] = table.Icon;
        if (table.Color is not null) crm["color"] = table.Color;
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = table.Title ?? table.Name, ["type"] = "object",
            ["required"] = new JsonArray([.. fields.Where(f => f.Required).Select(f => (JsonNode)f.Name)]),
            ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Field(f, sheet)))),
            ["x-crm"] = crm,
        };
    }

    private static JsonObject Field(ProposedField field, SheetTable sheet)
    {
        var type = FieldTypeNames.Parse(field.Type)!.Value;
        var schema = JsonNode.Parse(FieldTypeInfo.All.First(info => info.Type == type).Schema)!.AsObject();
        schema["title"] = field.Title ?? field.Name;
        if (field.Required && schema["type"] is JsonArray several) schema["type"] = several[0]!.DeepClone();
        var values = sheet.Column(field.Column).Where(cell => cell.Length > 0);
        switch (type)
        {
            case FieldType.Choice or FieldType.MultiChoice:
                var options = field.Options ?? [];
                var names = options.Select(o => (JsonNode?)o.Value).ToArray();
                if (type == FieldType.Choice) schema["enum"] = new JsonArray(field.Required ? names : [.. names, null]);
                else schema["items"]!["enum"] = new JsonArray(names);
                schema["x-crm"]!["options"] = new JsonArray([.. options.Select((o, i) => (JsonNode)new JsonObject { ["value"] = o.Value, ["title"] = o.Label ?? o.Value, ["color"] = Colors[i % Colors.Length] })]);
                break;
            case FieldType.Lookup:
                schema["x-crm"]!["target"] = field.Target;
                if (field.Required) schema["x-crm"]!["onDelete"] = "restrict";
                break;
            case FieldType.Text:
                schema["maxLength"] = Math.Max(200, (values.Select(v => v.Length).DefaultIfEmpty().Max() + 99) / 100 * 100);
                break;
            case FieldType.Decimal or FieldType.Money or FieldType.Percent:
                var numbers = values.Select(v => CellText.Number(v)?.Value).OfType<decimal>().ToArray();
                // Trailing zeros are no digits: 1.50 has one.
                var scale = numbers.Select(n => (n / 1.0000000000000000000000000000m).Scale).DefaultIfEmpty().Max();
                if (type == FieldType.Decimal ? scale > 2 : scale > 0) schema["x-crm"]!["scale"] = Math.Min((int)scale, 10);
                if (type == FieldType.Percent && numbers.Any(n => n is < 0 or > 100))
                {
                    schema.Remove("minimum");
                    schema.Remove("maximum");
                }
                break;
        }
        return schema;
    }

    /// <summary>Two beside each other; what needs room has its own line.</summary>
    private static JsonObject Form(ProposedTable table)
    {
        var elements = new JsonArray();
        JsonArray? pair = null;
        foreach (var field in Fields(table))
        {
            var control = new JsonObject { ["type"] = "Control", ["scope"] = $"#/properties/{field.Name}" };
            if (field.Type is "longText" or "richText" or "address")
            {
                Alone(pair);
                if (field.Type == "longText") control["options"] = new JsonObject { ["multi"] = true };
                elements.Add(control);
                pair = null;
                continue;
            }
            if (pair is null or { Count: 2 }) elements.Add(new JsonObject { ["type"] = "HorizontalLayout", ["elements"] = pair = [] });
            pair.Add(control);
        }
        Alone(pair);
        return new JsonObject { ["title"] = new JsonObject { ["en"] = "Main", ["ja"] = "基本" }, ["type"] = "VerticalLayout", ["elements"] = elements };
    }

    /// <summary>What has nothing beside it is no wider for that.</summary>
    private static void Alone(JsonArray? pair)
    {
        if (pair is { Count: 1 }) pair[0]!["options"] = new JsonObject { ["width"] = "half" };
    }

    private static JsonObject View(ProposedTable table)
    {
        var columns = Fields(table).Where(f => f.Type is not ("longText" or "richText" or "json" or "file" or "geo" or "childList" or "manyToMany"))
            .OrderBy(f => f.Name == table.Display ? 0 : 1).Take(ListColumns).Select(f => f.Name).ToArray();
        return new JsonObject
        {
            ["title"] = new JsonObject { ["en"] = "All", ["ja"] = "すべて" }, ["kind"] = "list",
            ["columns"] = new JsonArray([.. columns.Select(c => (JsonNode)c)]),
            ["sort"] = table.Display is { } display && columns.Contains(display) ? new JsonArray(display) : new JsonArray("-created_at"),
        };
    }
}
