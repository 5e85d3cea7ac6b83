using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Testing;

/// <summary>
/// Snapshot tests with Verify's conventions: <c>Class.Method.verified.txt</c> stands beside the test; a mismatch leaves
/// <c>Class.Method.received.txt</c> there and fails. Accept by renaming. GUIDs and instants are scrubbed.
/// </summary>
public static partial class Snapshot
{
    /// <summary>Compares <paramref name="actual"/> with the verified text; line ends are normalised to LF.</summary>
    /// <exception cref="SnapshotMismatchException">The text differs, or nothing has been verified yet.</exception>
    public static void Verify(string actual, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var folder = Path.GetDirectoryName(file)!;
        var stem = $"{Path.GetFileNameWithoutExtension(file)}.{name ?? member}";
        var verified = Path.Combine(folder, stem + ".verified.txt");
        var received = Path.Combine(folder, stem + ".received.txt");
        var text = Scrub(actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n").TrimEnd('\n') + "\n" == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        throw new SnapshotMismatchException($"{stem} differs from what was verified: compare {received} with {verified}.\n{text}");
    }

    /// <summary>Set to 1, generated files are written anew instead of compared.</summary>
    public const string AcceptVariable = "LOWCODECRM_ACCEPT";

    /// <summary>Compares a generated file that is committed, by its path below the checkout's root.</summary>
    /// <exception cref="SnapshotMismatchException">The file is not what its source gives now.</exception>
    public static void VerifyFile(string actual, string path)
    {
        var file = Path.Combine(Repository.Root, path);
        var text = actual.ReplaceLineEndings("\n");
        if (File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text) return;
        if (Environment.GetEnvironmentVariable(AcceptVariable) != "1")
            throw new SnapshotMismatchException($"{path} is not what its source gives now: run this test with {AcceptVariable}=1 and commit the file. It should be:\n{text}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Scrub(string text)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        text = Guids().Replace(text, m => seen.TryGetValue(m.Value, out var n) ? $"Guid_{n}" : $"Guid_{seen[m.Value] = seen.Count + 1}");
        return Instants().Replace(text, "Instant");
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,7}Z")]
    private static partial Regex Instants();
}

public sealed class SnapshotMismatchException(string message) : Exception(message);
