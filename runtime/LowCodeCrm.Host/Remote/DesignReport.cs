using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Remote;

/// <summary>Answers of the designer's API as text for people.</summary>
internal static class DesignReport
{
    /// <summary>What would change, and what that means for the records.</summary>
    public static void Plan(JsonObject plan, TextWriter output)
    {
        var changes = List(plan["changes"]);
        if (changes.Length == 0) output.WriteLine("Nothing would change.");
        foreach (var change in changes) Change(change, output);
        foreach (var impact in List(plan["impact"])) output.WriteLine($"  {Text(impact["message"])}");
        var consent = changes.Where(change => Text(change["risk"]) == "dataLoss").Select(change => Text(change["target"])).ToArray();
        if (consent.Length > 0) output.WriteLine($"Publishing needs --consent {string.Join(',', consent)}");
    }

    public static void Change(JsonObject change, TextWriter output)
    {
        var loses = change["loses"] is { } loss ? $" – {Text(loss)}" : "";
        output.WriteLine($"{Text(change["kind"])} {Text(change["target"])}{(Text(change["risk"]) is "" or "none" ? "" : $" (risk: {Text(change["risk"])})")}{loses}");
    }

    /// <summary>Why something was refused: diagnostics, losses nobody consented to, or a sentence.</summary>
    public static void Problem(DesignAnswer answer, TextWriter output)
    {
        var diagnostics = List(answer.Body["diagnostics"]);
        foreach (var d in diagnostics) output.WriteLine($"{Text(d["file"])}({Text(d["line"])},{Text(d["column"])}): {Text(d["severity"])} {Text(d["id"])}: {Text(d["message"])}");
        foreach (var change in List(answer.Body["changes"])) Change(change, output);
        output.WriteLine(Text(answer.Body["detail"]) is { Length: > 0 } detail ? detail : $"The server answered {answer.Status}.");
        if (answer.Body["targets"] is JsonArray targets) output.WriteLine($"To accept the loss: --consent {string.Join(',', targets.Select(Text))}");
    }

    private static JsonObject[] List(JsonNode? node) => node is JsonArray array ? [.. array.OfType<JsonObject>()] : [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
