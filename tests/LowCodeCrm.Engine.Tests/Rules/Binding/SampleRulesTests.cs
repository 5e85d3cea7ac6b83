using System.Runtime.CompilerServices;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class SampleRulesTests(ITestOutputHelper output)
{
    [Fact]
    public void The_sample_binds_without_a_remark()
    {
        var folder = Path.GetFullPath(Path.Combine(Folder(), "../../../../samples/sales-crm"));
        var package = new AppPackage(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".json" or ".rules")
            .Select(path => new PackageFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), [.. File.ReadAllBytes(path)])));
        var diagnostics = new DiagnosticBag();
        var documents = PackageReader.Read(package, diagnostics);
        var model = ModelBinder.Bind(documents, diagnostics);
        var rules = RuleBinder.Bind(model, [.. documents.Rules.Select(source => (source, RulesParser.Parse(source, diagnostics)))], diagnostics);
        Assert.Equal("", string.Join("\n", diagnostics.ToSorted().Where(d => d.Id[3] is '1' or '2' or '3')));
        Assert.NotEmpty(rules.For(model.Entity("opportunity")).Processes);
    }

    [Fact]
    public void Two_thousand_lines_bind_without_a_remark()
    {
        var text = new StringBuilder("rules for opportunity {\n");
        for (var i = 0; i < 500; i++)
            text.Append($"  validate v{i} {{\n    when stage = won and amount is set\n    require amount * probability / 100 > {i} or account.name = \"a{i}\"\n  }}\n");
        var source = new SourceText("rules/a.rules", text.Append('}').ToString());
        var tree = RulesParser.Parse(source, new DiagnosticBag());
        for (var run = 0; run < 5; run++)
        {
            var diagnostics = new DiagnosticBag();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            RuleBinder.Bind(Sales.Model, [(source, tree)], diagnostics);
            output.WriteLine($"{watch.Elapsed.TotalMilliseconds:0.0} ms");
            Assert.Empty(diagnostics);
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
