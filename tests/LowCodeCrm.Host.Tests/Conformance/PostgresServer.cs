using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LowCodeCrm.Host.Tests.Conformance;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>A real PostgreSQL: the one that <c>LOWCODECRM_TEST_POSTGRES</c> names, else a private cluster that is made when the first test asks for it and goes with the last.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly string folder = Path.Combine(Path.GetTempPath(), "lowcodecrm-pg-" + Guid.NewGuid().ToString("N")[..8]);
    private string? connectionString = Environment.GetEnvironmentVariable("LOWCODECRM_TEST_POSTGRES");
    private bool isOwn;

    public async Task<string> ConnectionStringAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return connectionString ??= await StartAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<string> StartAsync()
    {
        Assert.SkipUnless(Program("initdb") is not null || Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL's server programs are not here (apt-get install postgresql).");
        Directory.CreateDirectory(folder);
        // PostgreSQL refuses to run as root.
        if (Environment.UserName == "root") await RunAsync("chown", "postgres", folder);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var data = Path.Combine(folder, "data");
        // A collation that is not the language's, so that nothing leans on it.
        await ServerAsync("initdb", "--pgdata", data, "--auth", "trust", "--username", "crm", "--encoding", "UTF8", "--locale", "C.UTF-8");
        await ServerAsync("pg_ctl", "--pgdata", data, "--log", Path.Combine(folder, "log"), "--wait", "--options", $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off", "start");
        isOwn = true;
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "crm", Database = "postgres" }.ConnectionString;
    }

    private static Task ServerAsync(string program, params string[] arguments)
    {
        var path = Program(program) ?? program;
        return Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    // Debian keeps the server's programs off the path.
    private static string? Program(string name)
    {
        var packaged = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // What pg_ctl starts inherits its output and would keep it open: a shell that gives it none.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}. The tests need PostgreSQL's server programs, or LOWCODECRM_TEST_POSTGRES.");
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (!isOwn) return;
        NpgsqlConnection.ClearAllPools();
        await ServerAsync("pg_ctl", "--pgdata", Path.Combine(folder, "data"), "--mode", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }
}
