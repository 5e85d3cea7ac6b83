using System.Security.Cryptography;
using System.Text.Json;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Commands;
using LowCodeCrm.Runtime.Apps;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCodeCrm.Host;

/// <summary>What every command that opens apps shares.</summary>
internal static class Hosting
{
    public static Task<AppCatalog> OpenCatalogAsync(string data, ILogger<AppCatalog>? logger, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(data);
        return AppCatalog.OpenAsync(folder, AppHostOptions.For(folder), logger ?? NullLogger<AppCatalog>.Instance, cancellationToken);
    }

    /// <summary>One app of a data folder, without the others.</summary>
    /// <exception cref="CommandException">There is no such folder or app, or nothing of it is published.</exception>
    public static async Task<AppHost> OpenAppAsync(string data, string name, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(data)) throw new CommandException($"There is no data folder {data}. Name it with --data.");
        var folder = new DataFolder(data);
        if (!folder.AppNames().Contains(name))
            throw new CommandException($"There is no app '{name}' in {data}. {(folder.AppNames().ToArray() is { Length: > 0 } names ? $"It has: {string.Join(", ", names)}." : "It has none.")}");
        var host = await AppHost.OpenAsync(name, folder, AppHostOptions.For(folder), cancellationToken);
        if (host.IsLive) return host;
        await host.DisposeAsync();
        throw new CommandException($"Nothing of the app '{name}' is published yet.");
    }

    /// <summary>A fresh id for a thing that has none.</summary>
    public static string NewId() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10);

    /// <summary>The name in a package's app.json, or null.</summary>
    public static string? NameOf(AppPackage package)
    {
        if (!package.Files.TryGetValue("app.json", out var file)) return null;
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
