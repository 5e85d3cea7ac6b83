using System.Text;
using CsvHelper;

namespace LowCodeCrm.Runtime.Import;

/// <summary>The records of a CSV file with the lines on which they start.</summary>
internal static class CsvRows
{
    /// <summary>What <see cref="Decode"/> takes a file for: <c>UTF-8</c>, <c>UTF-16</c> or <c>Shift_JIS</c>.</summary>
    public static string EncodingOf(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] ? "UTF-16" : System.Text.Unicode.Utf8.IsValid(bytes) ? "UTF-8" : "Shift_JIS";

    /// <summary>The separator of a file's first line: the one that stands there most often outside quotes.</summary>
    public static string SeparatorOf(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0, ['|'] = 0 };
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\n' or '\r') break;
            else if (!quoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }
        return counts.MaxBy(pair => pair.Value).Key.ToString();
    }

    /// <summary>The text of a file: UTF-8, or else Shift_JIS, which spreadsheets in Japan still write.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes[2..]);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(bytes);
        }
    }

    /// <summary>The separator is found by looking at the first lines.</summary>
    /// <exception cref="CsvFormatException">A record has no end within reason: a quote was never closed.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, SkipEmptyLines = true });
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = reader.GetString(i);
            yield return ((int)reader.LineNumber, cells);
        }
    }
}
