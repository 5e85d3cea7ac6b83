using System.CommandLine;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Testing;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm test DIR [--mutate] [--json]</c>: runs the rule tests of a package.</summary>
public static class TestCommand
{
    public static Command Create()
    {
        var package = new PackageArgument();
        var json = new Option<bool>("--json") { Description = "Print {\"tests\": [...], \"coverage\": {...}} for tools." };
        var mutate = new Option<bool>("--mutate") { Description = "Also make small mistakes in the rules, one at a time, and list those that no test notices." };
        var command = new Command("test", "Run the rule tests of an app package.") { package, json, mutate };
        command.SetAction((result, token) => UserCommand.RunAsync(() => TestAsync(AppCompiler.Compile(package.Read(result)), result.GetValue(json), result.GetValue(mutate) ? new MutationOptions() : null, token)));
        return command;
    }

    private static async Task<int> TestAsync(CompileResult compiled, bool json, MutationOptions? mutation, CancellationToken cancellationToken)
    {
        if (compiled.App is not { } app) return Broken(compiled, json);
        using (app)
        {
            var report = await RuleTestRunner.RunAsync(app, cancellationToken, mutation);
            if (json) Console.WriteLine(JsonSerializer.Serialize(RuleTestJson.Of(report, "en"), DiagnosticJson.Options));
            else Print(report);
            return report.Passed ? ExitCodes.Success : ExitCodes.Failed;
        }
    }

    private static int Broken(CompileResult compiled, bool json)
    {
        var errors = compiled.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { tests = Array.Empty<object>(), coverage = new { }, diagnostics = errors.Select(d => DiagnosticJson.Of(d, "en")) }, DiagnosticJson.Options));
        else
        {
            foreach (var diagnostic in errors) Console.WriteLine(diagnostic);
            Console.WriteLine("The package has errors: no test was run.");
        }
        return ExitCodes.Failed;
    }

    private static void Print(RuleTestReport report)
    {
        foreach (var test in report.Tests)
            Console.WriteLine(test.Passed ? $"passed  {test.Name}" : $"FAILED  {test.Name}\n        {test.Location.File}({test.Location.Start.Line},{test.Location.Start.Column}): {test.Message!.For("en")}");
        if (report.Tests.IsEmpty) Console.WriteLine("The package has no tests.");
        else
        {
            var (rules, branches) = (report.Coverage.Rules, report.Coverage.Branches);
            Console.WriteLine($"{report.Tests.Count(t => t.Passed)} passed, {report.Tests.Count(t => !t.Passed)} failed. Rules covered: {rules.Covered} of {rules.Total}; outcomes of rules: {branches.Covered} of {branches.Total}; of single conditions: {report.Coverage.Conditions.Covered} of {report.Coverage.Conditions.Total}.");
        }
        if (report.Mutation is { } mutation) Print(mutation);
    }

    private static void Print(MutationReport mutation)
    {
        foreach (var survivor in mutation.Survivors)
        {
            var (line, column) = survivor.Mutant.Location.Start;
            Console.WriteLine($"{(survivor.WasRun ? "survived" : "not run ")}  {survivor.Mutant.Location.File}({line},{column}) {survivor.Mutant.Rule}: {OneLine(survivor.Mutant.From)} -> {OneLine(survivor.Mutant.To)}");
        }
        Console.WriteLine($"Mistakes noticed: {mutation.Killed} of {mutation.Tried} ({mutation.Score:P0}).{(mutation.Tried < mutation.Mutants ? $" {mutation.Mutants - mutation.Tried} were not tried for want of time." : "")}");
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
