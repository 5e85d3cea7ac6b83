using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Apps;

/// <param name="Title">A text, or texts by locale.</param>
/// <param name="Sample">A sample's name; null: from nothing.</param>
internal sealed record NewAppBody(string? Name, JsonNode? Title, string? Sample, string? Locale, string? TimeZone, string? Currency);

/// <param name="Data">What became of the records that came with the package.</param>
internal sealed record NewAppAnswer(string Name, string Title, int Version, SeedJson[] Data);

internal sealed record SeedJson(string File, int Created, SeedProblemJson[] Rejected);

internal sealed record SeedProblemJson(int Line, string? Column, string Message);

internal sealed record SampleJson(string Name, string Title);
