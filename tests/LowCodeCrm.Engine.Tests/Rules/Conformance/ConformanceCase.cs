using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Tests.Rules.Conformance;

/// <summary>One line of a <c>.cases</c> file: <c>expression => outcome</c>. See tests/cases/README.md.</summary>
public sealed record ConformanceCase(string File, int Line, string Expression, JsonObject Variables, string Expected, string Now, string Zone, string? Calendar)
{
    public string Input => new JsonObject { ["expr"] = Expression, ["vars"] = Variables.DeepClone() }.ToJsonString();

    public EvalContext Context => new()
    {
        Now = DateTime.Parse(Now, null, System.Globalization.DateTimeStyles.AdjustToUniversal), TimeZone = Zone, UserTimeZone = Zone, Locale = "en", Calendar = Calendar,
    };

    /// <summary>The outcome in the notation of the cases.</summary>
    public string Outcome(string output)
    {
        var result = JsonNode.Parse(output)!.AsObject();
        if (result["diagnostics"] is JsonArray diagnostics)
            return Expected == "diagnostic" ? Expected : "diagnostic " + diagnostics[0]!["id"]!.GetValue<string>();
        if (result["error"] is JsonObject error) return "error " + error["id"]!.GetValue<string>();
        if (result["unsupported"] is JsonObject unsupported) return "unsupported " + unsupported["id"]!.GetValue<string>();
        var type = result["type"]!.GetValue<string>();
        return result["value"] switch
        {
            null when Expected.Contains(": ") => $"{type} empty: {result["cause"]?.GetValue<string>()}",
            null => $"{type} empty",
            JsonArray array => $"{type} [{string.Join(", ", array.Select(item => item!.GetValue<string>()))}]",
            JsonValue value when type == "text" => $"text {Quote(value.GetValue<string>())}",
            var value => $"{type} {value}",
        };
    }

    private static string Quote(string text) => '"' + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t") + '"';

    public override string ToString() => $"{File}:{Line} {Expression}";
}
