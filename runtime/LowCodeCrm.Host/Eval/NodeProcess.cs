using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using LowCodeCrm.Host.Commands;

namespace LowCodeCrm.Host.Eval;

/// <summary>Node running a script that answers each line on its input by a line on its output.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Process process;
    private readonly StringBuilder complaints = new();

    /// <param name="script">Absolute.</param>
    /// <exception cref="CommandException">Node is not installed, or the script is not there.</exception>
    public NodeProcess(string script)
    {
        if (!File.Exists(script)) throw new CommandException($"The browser's evaluator is missing: {script} is not there. Install the program again.");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("LOWCODECRM_NODE") is { Length: > 0 } path ? path : "node")
        {
            ArgumentList = { script },
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = Utf8, StandardOutputEncoding = Utf8, StandardErrorEncoding = Utf8,
        };
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CommandException($"The client back end needs Node 20.19 or later, and '{start.FileName}' cannot be started. Install Node so that 'node' is on the PATH, or name it in LOWCODECRM_NODE.");
        }
        process.StandardInput.NewLine = "\n";
        process.ErrorDataReceived += (_, e) => { lock (complaints) complaints.AppendLine(e.Data); };
        process.BeginErrorReadLine();
    }

    public void Send(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    public string Receive() => process.StandardOutput.ReadLine() ?? throw Ended();

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before.
        }
        if (!process.WaitForExit(TimeSpan.FromSeconds(5))) process.Kill();
        process.Dispose();
    }

    private InvalidOperationException Ended()
    {
        process.WaitForExit(TimeSpan.FromSeconds(5));
        lock (complaints) return new InvalidOperationException($"Node ended: {complaints.ToString().Trim()}");
    }
}
