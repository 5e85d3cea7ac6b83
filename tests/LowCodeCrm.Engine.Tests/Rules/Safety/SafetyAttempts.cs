using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>Reads the *.attempts files of this folder.</summary>
public static partial class SafetyAttempts
{
    public static IReadOnlyList<SafetyAttempt> All { get; } = [.. Directory.EnumerateFiles(Folder(), "*.attempts").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<SafetyAttempt> Read(string path)
    {
        var (file, lines) = (Path.GetFileName(path), File.ReadAllLines(path));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("=== ", StringComparison.Ordinal)) continue;
            var start = i;
            while (!lines[i].StartsWith("--> ", StringComparison.Ordinal))
                if (++i == lines.Length) throw new FormatException($"{file}:{start + 1}: an attempt needs its end, \"--> \"");
            yield return new(file, start + 1, lines[start][4..], lines[start + 1], Expanded(string.Join('\n', lines[(start + 2)..i])), lines[i][4..]);
        }
    }

    /// <summary><c>‹U+202E›</c> is a character; <c>‹3 × a$ ›</c> is <c>a1 a2 a3 </c>, and <c>$-</c> the number before, so that a case shows what it does and not its megabytes.</summary>
    private static string Expanded(string text)
    {
        text = Character().Replace(text, match => int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var code && code is >= 0xD800 and < 0xE000
            ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        // From the inside out.
        while (Repeated().IsMatch(text))
            text = Repeated().Replace(text, match => string.Concat(Enumerable.Range(1, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Select(i => match.Groups[2].Value.Replace("$-", $"{i - 1}", StringComparison.Ordinal).Replace("$", $"{i}", StringComparison.Ordinal))));
        return text;
    }

    [GeneratedRegex("‹([0-9]+) × ([^‹›]*)›")]
    private static partial Regex Repeated();

    [GeneratedRegex("‹U\\+([0-9A-F]{4,6})›")]
    private static partial Regex Character();

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
