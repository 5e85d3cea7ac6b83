using System.Security.Cryptography;
using System.Text.Json;
using LowCodeCrm.Engine.Packages;
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
