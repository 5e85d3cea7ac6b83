using System.CommandLine;
using System.Text.Json;
using LowCodeCrm.Host.Health;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm doctor [--json]</c>: whether a data folder is sound, and how to mend it where it is not.</summary>
public static class DoctorCommand
{
    public static Command Create()
    {
        var store = new StoreOptions();
        var json = new Option<bool>("--json") { Description = "Print {\"checks\": [...]} for tools." };
        var command = new Command("doctor", "Check a data folder: databases, published versions, tables.") { json };
        store.AddTo(command);
        command.SetAction((result, cancellationToken) => UserCommand.RunAsync(async () =>
        {
            var findings = new List<Finding>();
            await foreach (var finding in Doctor.ExamineAsync(store.DataFolder(result), cancellationToken))
            {
                findings.Add(finding);
                if (!result.GetValue(json)) Print(finding);
            }
            var problems = findings.Count(finding => !finding.Ok);
            if (result.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(new { checks = findings }, DiagnosticJson.Options));
            else Console.WriteLine(problems == 0 ? "Everything is sound." : $"{problems} problems");
            return problems == 0 ? ExitCodes.Success : ExitCodes.Failed;
        }));
        return command;
    }

    private static void Print(Finding finding)
    {
        Console.WriteLine($"{(finding.Ok ? "ok   " : "BAD  ")}{(finding.App is null ? "" : finding.App + ": ")}{finding.Check}{(finding.Message is null ? "" : $": {finding.Message}")}");
        if (finding.Remedy is not null) Console.WriteLine($"     {finding.Remedy}");
    }
}
