using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Engine.Tests.Rules.Conformance;

/// <summary>Reads tests/cases/**/*.cases.</summary>
public static class CaseFiles
{
    public static string Folder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../cases"));

    public static IReadOnlyList<ConformanceCase> All { get; } =
        [.. Directory.EnumerateFiles(Folder(), "*.cases", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<ConformanceCase> Read(string path)
    {
        var name = Path.GetRelativePath(Folder(), path).Replace('\\', '/');
        var (now, zone, calendar) = ("2026-04-01T00:00:00Z", "Asia/Tokyo", "jp");
        var variables = new JsonObject();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0) variables = [];
            else if (line.StartsWith("% ", StringComparison.Ordinal))
            {
                foreach (var setting in line[2..].Split(", "))
                    switch (setting.Split(' '))
                    {
                        case ["now", var value]: now = value; break;
                        case ["tz", var value]: zone = value; break;
                        case ["calendar", var value]: calendar = value == "none" ? "" : value; break;
                        default: throw new FormatException($"{name}:{number}: unknown setting {setting}");
                    }
            }
            else if (line.StartsWith("@ ", StringComparison.Ordinal))
            {
                // @ amount: decimal? = 6 — the value is JSON, or bare text() of the type; nothing after = is empty.
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                var equals = line.IndexOf(" =", colon, StringComparison.Ordinal);
                var value = line[(equals + 2)..].Trim();
                variables[line[2..colon]] = new JsonObject
                {
                    ["type"] = line[(colon + 2)..equals],
                    ["value"] = value.Length == 0 ? null : value[0] is '"' or '[' || value is "true" or "false" ? JsonNode.Parse(value) : JsonValue.Create(value),
                };
            }
            else if (line[0] != '#')
            {
                var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
                if (arrow < 0) throw new FormatException($"{name}:{number}: a case needs \" => \"");
                yield return new(name, number, line[..arrow].Trim(), (JsonObject)variables.DeepClone(), line[(arrow + 4)..].Trim(), now, zone, calendar == "" ? null : calendar);
            }
        }
    }
}
