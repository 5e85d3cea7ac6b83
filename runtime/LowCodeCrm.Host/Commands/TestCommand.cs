using System.CommandLine;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm test DIR [--json]</c>: runs the rule tests of a package.</summary>
/// <remarks>This version does not run <c>test</c> declarations: where a package has some, the command says so and fails, so that nobody takes silence for success.</remarks>
public static class TestCommand
{
    /// <summary>The diagnostic of a test that was not run.</summary>
    private const string NotRun = "LCR2053";

    public static Command Create()
    {
        var package = new PackageArgument();
        var json = new Option<bool>("--json") { Description = "Print {\"tests\": [...], \"coverage\": {...}} for tools." };
        var command = new Command("test", "Run the rule tests of an app package.") { package, json };
        command.SetAction(result => UserCommand.Run(() => Test(AppCompiler.Check(package.Read(result)), result.GetValue(json))));
        return command;
    }

    private static int Test(AppCheck check, bool json)
    {
        var told = check.Diagnostics.Where(d => check.HasErrors ? d.Severity == DiagnosticSeverity.Error : d.Id == NotRun).ToArray();
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { tests = Array.Empty<object>(), coverage = new { }, diagnostics = told.Select(d => DiagnosticJson.Of(d, "en")) }, DiagnosticJson.Options));
        else
        {
            foreach (var diagnostic in told) Console.WriteLine(diagnostic);
            Console.WriteLine(check.HasErrors ? "The package has errors: no test was run."
                : told.Length == 0 ? "The package has no tests."
                : $"{told.Length} tests were not run: this version does not run tests of rules yet.");
        }
        return told.Length == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }
}
