using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>Everything that is wrong with a package is told at once, by file and line, and what runs goes on running.</summary>
public sealed class BrokenPackageTests
{
    /// <summary>A running app's package with all kinds of mistakes in it, and where each is.</summary>
    public static (AppPackage Package, (string File, int Line)[] Mistakes) Broken(AppPackage good) => (
        good
            .With(PackageFile.FromText("entities/bad_json.json", "{\n  \"title\": \"Bad\",\n  \"type\": \"object\"\n  \"properties\": {}\n}"))
            .With(PackageFile.FromText("entities/deal.json", """
                {"title": "Deal", "type": "object", "properties": {
                  "name": {"type": "string", "x-crm": {"id": "f_1"}},
                  "odd": {"type": "string", "x-crm": {"id": "f_2", "type": "nonsense"}},
                  "lost": {"type": "string", "format": "uuid", "x-crm": {"id": "f_3", "type": "lookup", "target": "nowhere"}},
                  "my name": {"type": "string", "x-crm": {"id": "f_4"}}
                }, "x-crm": {"id": "e_deal", "display": "name"} }
                """))
            .With(PackageFile.FromText("rules/cycle.rules", "rules for deal {\n  computed a : int = b + 1\n  computed b : int = a + 1\n}\n"))
            .With(PackageFile.FromText("rules/broken.rules", "rules for deal {\n  validate v { require name > }\n  computed c : int = unknown + 1\n}\nrules for nobody { }\n"))
            .With(PackageFile.FromText("views/deal.all.json", "{\n  \"columns\": [\"name\",\n  \"nope\"]\n}")),
        [
            ("entities/bad_json.json", 4), ("entities/deal.json", 3), ("entities/deal.json", 4), ("entities/deal.json", 5),
            ("rules/cycle.rules", 2), ("rules/broken.rules", 2), ("rules/broken.rules", 3), ("rules/broken.rules", 5), ("views/deal.all.json", 3),
        ]);

    [Fact]
    public async Task Every_mistake_is_told_and_the_running_version_is_untouched()
    {
        var good = LiveApp.Package("rules for deal { computed shout : text = upper(name) }", ("deal", """ "name": {"type": "string", "x-crm": {"id": "f_1"}} """, ", \"display\": \"name\""));
        await using var app = await LiveApp.InstallAsync(good);
        await app.CreateAsync("deal", """{"name": "before"}""");
        var (broken, mistakes) = Broken(good);

        var rejected = Assert.IsType<PublishRejected>(await app.Host.PublishAsync(broken, null, null, null, default));
        var errors = rejected.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => (d.Location.File, d.Location.Start.Line)).ToHashSet();
        Assert.Empty(mistakes.Where(m => !errors.Contains(m)).Select(m => $"{m.File}:{m.Line} is not among\n{string.Join('\n', rejected.Diagnostics)}"));
        Assert.All(rejected.Diagnostics, d => Assert.NotEmpty(d.Message.For("ja")));

        Assert.Equal(rejected.Diagnostics.Length, (await app.Host.PlanAsync(broken, default)).Diagnostics.Length);
        await app.CreateAsync("deal", """{"name": "after"}""");
        Assert.Equal(["\"AFTER\"", "\"BEFORE\""], (await app.ValuesAsync("deal", "shout")).Order(StringComparer.Ordinal));
        Assert.Single(await app.Host.VersionsAsync(default));
        await app.RestartAsync();
        Assert.Equal(2, (await app.ListAsync("deal")).Count);
    }
}
