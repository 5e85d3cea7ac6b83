using System.Text;

namespace LowCodeCrm.Runtime.Export;

/// <summary>Writes CSV as RFC 4180 has it.</summary>
internal static class CsvText
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n;\t");

    public static void Append(StringBuilder text, IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) text.Append(',');
            if (cells[i] is not { Length: > 0 } cell) continue;
            if (cell.AsSpan().ContainsAny(Special) || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])) text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else text.Append(cell);
        }
        text.Append("\r\n");
    }
}
