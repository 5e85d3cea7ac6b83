using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Spreadsheets;

namespace LowCodeCrm.Designer.Apps;

/// <param name="Title">A text, or texts by locale.</param>
/// <param name="Sample">A sample's name; null: from nothing.</param>
/// <param name="From"><c>spreadsheets</c>, with the upload and the tables as confirmed (null: as proposed).</param>
internal sealed record NewAppBody(string? Name, JsonNode? Title, string? Sample, string? Locale, string? TimeZone, string? Currency, string? From = null, string? Upload = null, ProposedTable[]? Tables = null);

/// <param name="Data">What became of the records that came with the package.</param>
/// <param name="Tables">What became of the rows of spreadsheets.</param>
/// <param name="Stopped">Somebody stopped them before all were in.</param>
internal sealed record NewAppAnswer(string Name, string Title, int Version, SeedJson[] Data, SpreadsheetImport.TableReport[]? Tables = null, bool Stopped = false);

internal sealed record SeedJson(string File, int Created, SeedProblemJson[] Rejected);

internal sealed record SeedProblemJson(int Line, string? Column, string Message);

internal sealed record SampleJson(string Name, string Title);
