using System.Diagnostics;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Client;

/// <summary>The compiled program of a <c>matches</c> pattern as JSON: the browser runs the same states (<c>pattern.ts</c>).</summary>
internal static class ClientPattern
{
    public static JsonArray Write(RulePattern pattern) => [.. pattern.Program.ToArray().Select(Write)];

    private static JsonObject Write(PatternInstruction instruction) => instruction.Kind switch
    {
        PatternInstructionKind.Match => new JsonObject { ["k"] = "m" },
        PatternInstructionKind.Jump => new JsonObject { ["k"] = "j", ["to"] = instruction.First },
        PatternInstructionKind.Split => new JsonObject { ["k"] = "s", ["to"] = instruction.First, ["or"] = instruction.Second },
        PatternInstructionKind.Assert => new JsonObject { ["k"] = "a", ["is"] = Name(instruction.Assertion) },
        PatternInstructionKind.Class => new JsonObject { ["k"] = "c", ["r"] = new JsonArray([.. instruction.Ranges.SelectMany(range => new[] { range.From, range.To }).Select(point => (JsonNode?)JsonValue.Create(point))]) },
        _ => throw new UnreachableException(),
    };

    private static string Name(PatternAssertion assertion) => assertion switch
    {
        PatternAssertion.Start => "start",
        PatternAssertion.End => "end",
        PatternAssertion.WordBoundary => "word",
        PatternAssertion.NotWordBoundary => "noword",
        _ => throw new UnreachableException(),
    };
}
