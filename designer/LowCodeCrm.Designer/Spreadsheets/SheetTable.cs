using System.Collections.Immutable;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>A sheet with its headers told from its rows.</summary>
/// <param name="Id">Of the upload: t1, t2 …</param>
/// <param name="File">Where it comes from.</param>
internal sealed record SheetTable(string Id, string File, string Title, ImmutableArray<string> Headers, ImmutableArray<TabularRow> Rows)
{
    /// <summary>How far down a title or a note may stand above the headers.</summary>
    private const int HeaderSearch = 10;

    /// <summary>Null where there are no headers with a row below.</summary>
    public static SheetTable? Of(string id, string file, string title, TabularSheet sheet)
    {
        var rows = sheet.Rows;
        if (rows.Length < 2) return null;
        var width = rows.Take(100).Max(Filled);
        var at = 0;
        while (at < Math.Min(rows.Length, HeaderSearch) && Filled(rows[at]) * 5 < width * 3) at++;
        if (at >= rows.Length - 1) return null;
        var headers = rows[at].Cells.Select(cell => cell.Trim()).ToArray();
        var last = Array.FindLastIndex(headers, header => header.Length > 0);
        return last < 0 ? null : new SheetTable(id, file, title, [.. headers.Take(last + 1)], [.. rows.Skip(at + 1)]);
    }

    public string Cell(TabularRow row, int column) => column < row.Cells.Length ? row.Cells[column].Trim() : "";

    public IEnumerable<string> Column(int column) => Rows.Select(row => Cell(row, column));

    private static int Filled(TabularRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
