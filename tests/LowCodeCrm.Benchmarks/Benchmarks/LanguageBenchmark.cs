using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>What an editor waits for after a key: a file of 2,000 lines parsed, bound and diagnosed.</summary>
internal sealed class LanguageBenchmark : IBenchmark
{
    private const int Lines = 2_000;

    public string Name => "language";

    public Task RunAsync(Report report)
    {
        var text = LongRules.Text(Lines);
        var lines = text.AsSpan().Count('\n');
        var how = $"{lines:N0} lines, {text.Length / 1024} K characters, best of 21 rounds after warming";
        var package = BenchmarkApp.Package(text);
        var check = AppCompiler.Check(package);
        if (check.HasErrors) throw new InvalidOperationException(string.Join('\n', check.Diagnostics.Take(5)));
        var source = new SourceText("rules/zz_more.rules", text);
        var model = ModelBinder.Bind(PackageReader.Read(package, new DiagnosticBag()), new DiagnosticBag());
        var tree = RulesParser.Parse(source, new DiagnosticBag());

        report.Limit("parse 2,000 lines", Paired.Milliseconds(() => RulesParser.Parse(source, new DiagnosticBag()), 40, 21), null, how);
        report.Limit("bind 2,000 lines", Paired.Milliseconds(() => RuleBinder.Bind(model, [(source, tree)], new DiagnosticBag()), 40, 21), null, how);
        report.Limit("diagnostics of 2,000 lines (parse, bind, whole file)", Paired.Milliseconds(() =>
        {
            var diagnostics = new DiagnosticBag();
            RuleBinder.Bind(model, [(source, RulesParser.Parse(source, diagnostics))], diagnostics);
            diagnostics.ToSorted();
        }, 40, 21), 50, how);
        report.Limit("check of the whole package with that file", Paired.Milliseconds(() => AppCompiler.Check(package), 20, 21), null, how);
        report.Limit("format 2,000 lines", Paired.Milliseconds(() => RulesFormatter.Format(text), 10, 11), null, how);
        return Task.CompletedTask;
    }
}
