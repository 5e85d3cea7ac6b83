using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Docs;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Testing;

namespace LowCodeCrm.Host.Tests.Docs;

/// <summary>What the reference shows works in the sample app, and its tests pass.</summary>
public sealed class AutomationExampleTests
{
    [Fact]
    public async Task Every_example_runs_in_the_sample()
    {
        var sample = PackageFiles.ReadFolder(Path.Combine(LowCodeCrm.Testing.Repository.Root, "samples", "sales-crm"));
        var files = sample.Files.Values.Where(file => !file.Path.StartsWith("data/", StringComparison.Ordinal) && file.Path != "rules/tests.rules").Append(PackageFile.FromText("templates/thanks.ja.md", "Thanks"));
        // One app for all: names that two examples share are told apart.
        var examples = AutomationExamples.All.Where(one => one.Id != "tests").Select(one => PackageFile.FromText($"rules/example_{one.Id}.rules", one.Rules));
        foreach (var package in new[] { new AppPackage([.. files, .. examples]), new AppPackage([.. files, PackageFile.FromText("rules/example_tests.rules", AutomationExamples.All.Single(one => one.Id == "tests").Rules)]) })
        {
            var compiled = AppCompiler.Compile(package);
            Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
            using var app = compiled.App!;
            var report = await RuleTestRunner.RunAsync(app, TestContext.Current.CancellationToken);
            Assert.NotEmpty(report.Tests);
            Assert.True(report.Passed, string.Join("\n", report.Tests.Select(test => $"{test.Name}: {test.Message?.For("en")}")));
        }
    }
}
