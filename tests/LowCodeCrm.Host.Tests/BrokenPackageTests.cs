using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests;

/// <summary><c>crm check</c> tells every mistake of a package at once, by file and line.</summary>
public sealed class BrokenPackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-broken-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_mistake_is_told_by_file_and_line()
    {
        Write("app.json", """{"formatVersion": 1, "name": "broken", "title": "Broken"}""");
        Write("entities/bad.json", "{\n  \"title\": \"Bad\"\n  \"type\": \"object\"\n}");
        Write("entities/deal.json", """
            {"title": "Deal", "type": "object", "properties": {
              "name": {"type": "string"},
              "odd": {"type": "string", "x-crm": {"type": "nonsense"}},
              "lost": {"type": "string", "format": "uuid", "x-crm": {"type": "lookup", "target": "nowhere"}},
              "my name": {"type": "string"}
            }, "x-crm": {"display": "name"} }
            """);
        Write("rules/cycle.rules", "rules for deal {\n  computed a : int = b + 1\n  computed b : int = a + 1\n}\n");
        Write("rules/syntax.rules", "rules for deal {\n  validate v { require name > }\n  computed c : int = unknown + 1\n}\n");

        var check = await Crm.RunAsync(["check", folder, "--json"]);
        Assert.True(check.ExitCode == 1, check.ToString());
        var diagnostics = JsonNode.Parse(check.Output)!["diagnostics"]!.AsArray();
        var errors = diagnostics.Where(d => (string)d!["severity"]! == "error").Select(d => ((string)d!["file"]!, (int)d["line"]!)).ToHashSet();
        (string, int)[] mistakes = [("entities/bad.json", 3), ("entities/deal.json", 3), ("entities/deal.json", 4), ("entities/deal.json", 5), ("rules/cycle.rules", 2), ("rules/syntax.rules", 2), ("rules/syntax.rules", 3)];
        Assert.True(mistakes.All(errors.Contains), check.Output);
        Assert.All(diagnostics, d => Assert.NotEmpty((string)d!["message"]!));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
