using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>What a theme holds beyond its shape: a logo stands in the file itself, and is what it says to be.</summary>
internal static partial class ThemeBinder
{
    /// <summary>Every page of the app carries the logo with it.</summary>
    public const int MaxLogoBytes = 64 * 1024;

    public static void Check(PackageDocument document, DiagnosticBag diagnostics)
    {
        if (document.Root?.TextAt("logo") is not { } logo) return;
        if (Image().Match(logo.Text) is not { Success: true } match || Bytes(match.Groups["data"].Value) is not { } bytes) diagnostics.LogoIsNoImage(logo.Opening);
        else if (bytes.Length > MaxLogoBytes) diagnostics.LogoTooLarge(logo.Opening, bytes.Length, MaxLogoBytes);
        else if (!Is(match.Groups["kind"].Value, bytes)) diagnostics.LogoIsNoImage(logo.Opening);
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>By how files of the kind begin; a browser would show nothing for others.</summary>
    private static bool Is(string kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        "png" => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        "jpeg" => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "webp" => bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8),
        _ => bytes.IndexOf("<svg"u8) >= 0,
    };

    [GeneratedRegex(@"^data:image/(?<kind>png|jpeg|webp|svg\+xml);base64,(?<data>[A-Za-z0-9+/=]+)$")]
    private static partial Regex Image();
}
