using System.Text;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages;

/// <param name="Value">Unquoted.</param>
/// <param name="Span">All of it, quotes included.</param>
/// <param name="Inner">Without its quotes.</param>
internal sealed record CsvCell(string Value, TextSpan Span, TextSpan Inner);

/// <summary>The cells of seed data with their places, so that a tool can change one and leave the rest of the file as it is.</summary>
internal static class CsvCells
{
    public static IReadOnlyList<CsvCell> Header(string text) => Rows(text).FirstOrDefault() ?? [];

    public static IEnumerable<List<CsvCell>> Rows(string text)
    {
        var separator = Separator(text);
        for (var at = 0; at < text.Length;)
        {
            var row = new List<CsvCell>();
            while (true)
            {
                row.Add(Cell(text, separator, ref at));
                if (at >= text.Length || text[at] != separator) break;
                at++;
            }
            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            yield return row;
        }
    }

    /// <summary>The sign between the cells of the first line: whichever of comma, tab and semicolon stands there most often.</summary>
    private static char Separator(string text)
    {
        var line = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length);
        var best = ',';
        foreach (var candidate in (ReadOnlySpan<char>)['\t', ';'])
            if (line.Count(candidate) > line.Count(best)) best = candidate;
        return best;
    }

    private static CsvCell Cell(string text, char separator, ref int at)
    {
        var start = at;
        if (at < text.Length && text[at] == '"')
        {
            var value = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"') value.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[at++]);
                else break;
            }
            var inner = TextSpan.FromBounds(start + 1, at);
            at = Math.Min(at + 1, text.Length);
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) at++;
            return new CsvCell(value.ToString(), TextSpan.FromBounds(start, at), inner);
        }
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) at++;
        return new CsvCell(text[start..at], TextSpan.FromBounds(start, at), TextSpan.FromBounds(start, at));
    }
}
