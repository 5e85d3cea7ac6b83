using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Tests.Packages;

/// <summary>Packages for tests: from texts, or the repository's samples.</summary>
internal static class TestPackages
{
    public const string App = """{"formatVersion": 1, "id": "a_1", "name": "test", "title": "Test", "locales": ["en", "ja"], "defaultLocale": "ja", "timeZone": "Asia/Tokyo", "currency": "JPY", "calendar": "jp"}""";

    /// <summary>A package with the app.json above and the given files.</summary>
    public static AppPackage With(params (string Path, string Text)[] files) =>
        new([.. files.Where(file => file.Path == "app.json").Select(file => file.Path).DefaultIfEmpty("").First() == "" ? [PackageFile.FromText("app.json", App)] : Array.Empty<PackageFile>(), .. files.Select(file => PackageFile.FromText(file.Path, file.Text))]);

    public static AppPackage Sample(string name = "sales-crm", [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples", name));
        return new AppPackage(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new PackageFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), [.. File.ReadAllBytes(path)])));
    }

    public static (CrmModel Model, DiagnosticBag Diagnostics) Bind(AppPackage package)
    {
        var diagnostics = new DiagnosticBag();
        return (ModelBinder.Bind(PackageReader.Read(package, diagnostics), diagnostics), diagnostics);
    }

    /// <summary>An entity file of one property, after which the caller's own.</summary>
    public static string EntityWith(string properties, string crm = "\"id\": \"e_1\"", string required = "") =>
        $$"""{"type": "object", "required": [{{required}}], "properties": { {{properties}} }, "x-crm": { {{crm}} } }""";

    /// <summary>Through both steps of model binding, as if no rule declared a field.</summary>
    public static (CrmModel Model, DiagnosticBag Diagnostics) BindAll(AppPackage package)
    {
        var diagnostics = new DiagnosticBag();
        var documents = PackageReader.Read(package, diagnostics);
        return (ModelBinder.Complete(documents, ModelBinder.Bind(documents, diagnostics), [], diagnostics), diagnostics);
    }

    /// <summary>One of every mistake that a person makes in package files.</summary>
    public static AppPackage Broken => With(
        ("app.json", """
            {
              "formatVersion": 1, "id": "a_1", "title": "Broken", "defaultLocale": "fr", "locales": ["en", "ja"],
              "timeZone": "Asia/Tokio", "currency": "yen", "calendar": "mars", "colour": "red",
              "navigation": [{"group": "All", "items": ["acount"]}]
            }
            """),
        ("entities/account.json", """
            {
              "type": "object", "required": ["nmae"],
              "properties": {
                "name": {"type": "string", "x-crm": {"id": "f_1", "typ": "text"}},
                "first name": {"type": "string", "x-crm": {"id": "f_2"}},
                "Name": {"type": "string", "x-crm": {"id": "f_3"}},
                "owner": {"type": "string"},
                "kind": {"x-crm": {"id": "f_1", "type": "chioce"}},
                "boss": {"x-crm": {"id": "f_4", "type": "lookup"}},
                "boss_id": {"type": "string", "x-crm": {"id": "f_5"}},
                "parent": {"x-crm": {"id": "f_6", "type": "lookup", "target": "acount"}},
                "amount": {"type": "number", "minimum": 5, "maximum": 1, "x-crm": {"id": "f_7", "scale": 30, "precision": 40}},
                "stage": {"enum": ["a", "a b"], "default": "c", "x-crm": {"id": "f_8", "options": [{"value": "z"}]}},
                "rows": {"x-crm": {"id": "f_9", "type": "childList", "target": "account", "via": "name"}},
                "serial": {"x-crm": {"id": "f_10", "type": "autoNumber", "pattern": "OP-"}},
                "what": {},
                "length": {"type": "string", "maxLength": "ten", "x-crm": {"id": "f_11"}}
              },
              "x-crm": {"id": "e_1", "display": "nme", "keys": [["rows"], ["cod"]], "search": ["amount", "nam"]}
            }
            """),
        ("entities/meta.json", """{"type": "object", "properties": {}, "x-crm": {"id": "e_2"}}"""),
        ("entities/bad json.json", "{\n  \"type\": \"object\",\n  \"properties\": {,}\n}"),
        ("entities/list.json", "[]"),
        ("forms/account.main.json", """
            {
              "id": "fm_1", "type": "VerticalLayout",
              "elements": [
                {"type": "Control", "scope": "#/properties/nmae"},
                {"type": "Controll", "scope": "name"},
                {"type": "Control", "scope": "#/properties/amount", "rule": {"effect": "SHOW", "condition": {"scope": "#/properties/stage", "schema": {"const": "won"}}}}
              ]
            }
            """),
        ("forms/acount.main.json", """{"id": "fm_2", "type": "VerticalLayout", "elements": []}"""),
        ("views/account.board.json", """{"id": "v_1", "kind": "kanban", "columns": ["nam", "parent.nam"], "sort": ["-amonut"], "groupBy": "name"}"""),
        ("views/account.odd.json", """{"id": "v_2", "kind": "lsit"}"""),
        ("locales/ja.json", """{"f_1": "名前", "f_404": "どこにもない"}"""),
        ("entity/account.json", "{}"));
}
