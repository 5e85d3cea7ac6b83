using System.Diagnostics;
using System.Text;

namespace LowCodeCrm.Host.Tests;

/// <summary>What the program printed and how it ended.</summary>
internal sealed record CrmResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>For the message of an assertion.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}

/// <summary>The real executable in a process of its own.</summary>
internal static class Crm
{
    /// <param name="arguments">As typed.</param>
    /// <param name="input">Standard input, or null for none.</param>
    public static async Task<CrmResult> RunAsync(string[] arguments, string? input = null, params (string Name, string Value)[] environment)
    {
        using var process = Process.Start(StartInfo(arguments, environment))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; what it printed says why.
        }
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return new CrmResult(process.ExitCode, await output, await error);
    }

    public static ProcessStartInfo StartInfo(string[] arguments, params (string Name, string Value)[] environment)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = utf8, StandardOutputEncoding = utf8, StandardErrorEncoding = utf8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "crm.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
