using System.Diagnostics;
using System.Text;

namespace LowCodeCrm.Host.Tests.Commands;

/// <summary>A data folder with a small app, made by the program itself: one package, one server for a moment.</summary>
public sealed class CommandWorld : IAsyncLifetime
{
    public string Data { get; } = Path.Combine(Path.GetTempPath(), "crm-commands-" + Guid.NewGuid().ToString("N"));

    /// <summary>The package that was installed; tests change copies.</summary>
    public string Package { get; } = Path.Combine(Path.GetTempPath(), "crm-package-" + Guid.NewGuid().ToString("N"));

    public async ValueTask InitializeAsync()
    {
        Write(Package);
        await using var server = await ServeAsync(Data, Package);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var folder in (string[])[Data, Package])
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A package of one entity in a folder.</summary>
    public static void Write(string folder, string moreFields = "", string rules = "")
    {
        Directory.CreateDirectory(Path.Combine(folder, "entities"));
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        File.WriteAllText(Path.Combine(folder, "app.json"), """{"formatVersion": 1, "id": "a_1", "name": "tiny", "title": {"en": "Tiny"}, "locales": ["en"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "JPY"}""");
        File.WriteAllText(Path.Combine(folder, "entities", "thing.json"), """
            {"title": "Thing", "type": "object", "required": ["code"],
             "properties": {"code": {"type": "string", "x-crm": {"id": "f_code"}}, "amount": {"type": ["integer", "null"], "x-crm": {"id": "f_amount"}}, "note": {"type": ["string", "null"], "x-crm": {"id": "f_note"}}MORE},
             "x-crm": {"id": "e_thing", "display": "code", "keys": [["code"]]}}
            """.Replace("MORE", moreFields, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "rules", "thing.rules"), $$"""
            rules for thing {
              validate positive { require amount is empty or amount > 0 message en "The amount must be above zero." ja "金額は正の数です。" at amount }
            }
            {{rules}}
            """);
    }

    /// <summary><c>crm serve</c> on a free port, until disposed.</summary>
    internal static async Task<ServedCrm> ServeAsync(string data, string package)
    {
        var process = Process.Start(Crm.StartInfo(["serve", "--data", data, "--urls", "http://127.0.0.1:0", "--app", package], ("LOWCODECRM_ADMIN_PASSWORD", "correct horse battery")))!;
        var printed = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            printed.AppendLine(line);
            const string start = "LowCodeCrm listens on ";
            if (line.StartsWith(start, StringComparison.Ordinal)) return new ServedCrm(process, line[start.Length..]);
        }
        throw new InvalidOperationException($"The server ended: {printed}{await process.StandardError.ReadToEndAsync()}");
    }
}

/// <summary>A served data folder.</summary>
internal sealed class ServedCrm(Process process, string address) : IAsyncDisposable
{
    public string Address { get; } = address;

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
