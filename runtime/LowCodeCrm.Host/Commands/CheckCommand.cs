using System.CommandLine;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm check DIR [--fix] [--json]</c>: every mistake of a package.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "The package's folder." };
        var fix = new Option<bool>("--fix") { Description = "Write ids where they are missing." };
        var json = new Option<bool>("--json") { Description = "Print {\"diagnostics\": [...]} for tools." };
        var command = new Command("check", "Report every mistake of an app package.") { folder, fix, json };
        command.SetAction(result => UserCommand.Run(() => Check(result.GetValue(folder)!, result.GetValue(fix), result.GetValue(json))));
        return command;
    }

    private static int Check(DirectoryInfo folder, bool fix, bool json)
    {
        if (!folder.Exists) throw new CommandException($"There is no folder {folder.FullName}.");
        var package = PackageFiles.ReadFolder(folder.FullName);
        if (fix)
        {
            var filled = IdAssigner.Fill(package, null, Hosting.NewId);
            foreach (var file in filled.Files.Values.Where(file => !package.Files[file.Path].Content.SequenceEqual(file.Content)))
                File.WriteAllBytes(Path.Combine(folder.FullName, file.Path), [.. file.Content]);
            package = filled;
        }
        var check = AppCompiler.Check(package);
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { diagnostics = check.Diagnostics.Select(d => DiagnosticJson.Of(d, "en")) }, DiagnosticJson.Options));
        else Print(check);
        return check.HasErrors ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static void Print(AppCheck check)
    {
        foreach (var diagnostic in check.Diagnostics) Console.WriteLine(diagnostic);
        var errors = check.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        var warnings = check.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Warning);
        Console.WriteLine($"{errors} errors, {warnings} warnings");
    }
}
