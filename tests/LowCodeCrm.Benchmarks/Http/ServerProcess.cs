using System.Diagnostics;
using LowCodeCrm.Benchmarks.Measuring;

namespace LowCodeCrm.Benchmarks.Http;

/// <summary>A server in a process of its own, so that its processor time can be told from the load's.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> listening;

    private ServerProcess(Process process)
    {
        this.process = process;
        listening = FindAddressAsync(process);
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public double MemoryMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public ProcessMemory Memory => ProcessMemory.Of(process.Id);

    /// <summary>The address, once it listens.</summary>
    public Task<string> ListeningAsync() => listening;

    public static ServerProcess Crm(string data, params string[] more) =>
        Start(["exec", Path.Combine(AppContext.BaseDirectory, "crm.dll"), "serve", "--data", data, "--urls", "http://127.0.0.1:0", .. more]);

    public static ServerProcess Floor(string file) =>
        Start(["exec", Path.Combine(AppContext.BaseDirectory, "LowCodeCrm.Benchmarks.dll"), "floor-server", file, "http://127.0.0.1:0"]);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ServerProcess Start(string[] arguments) =>
        new(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOTNET_gcServer"] = "0" } })!);

    private static async Task<string> FindAddressAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf("listens on ", StringComparison.Ordinal) is >= 0 and var at)
            {
                // What follows is read away, so that the pipe never fills.
                _ = process.StandardOutput.ReadToEndAsync();
                return line[(at + "listens on ".Length)..].Trim();
            }
        throw new InvalidOperationException($"The server ended before it listened: {await errors}");
    }
}
