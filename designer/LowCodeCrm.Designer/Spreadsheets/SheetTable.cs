using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>A sheet with its headers told from its rows.</summary>
/// <param name="Id">Of the upload: t1, t2 …</param>
/// <param name="File">Where it comes from.</param>
internal sealed partial record SheetTable(string Id, string File, string Title, ImmutableArray<string> Headers, ImmutableArray<TabularRow> Rows)
{
    /// <summary>Rows that only add up the others: they are no records.</summary>
    public int Totals { get; init; }

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
        var headers = rows[at].Cells.Select(HeaderOf).ToArray();
        var last = Array.FindLastIndex(headers, header => header.Length > 0);
        if (last < 0) return null;
        TabularRow[] below = [.. rows.Skip(at + 1)];
        ImmutableArray<TabularRow> records = [.. below.Where(row => !IsTotal(row, width))];
        return records.IsEmpty ? null : new SheetTable(id, file, title, [.. headers.Take(last + 1)], records) { Totals = below.Length - records.Length };
    }

    /// <summary>A header that is broken over lines is one.</summary>
    private static string HeaderOf(string cell) => Break().Replace(cell.Trim(), match => match.Groups[1].Success ? " " : "");

    /// <summary>合計 and a sum or two, the rest of the row empty.</summary>
    private static bool IsTotal(TabularRow row, int width) =>
        Filled(row) * 2 <= width && row.Cells.FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell)) is { } first && Total().IsMatch(CellText.Narrow(first));

    public string Cell(TabularRow row, int column) => column < row.Cells.Length ? row.Cells[column].Trim() : "";

    public IEnumerable<string> Column(int column) => Rows.Select(row => Cell(row, column));

    [GeneratedRegex(@"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])()|\s*\n\s*")]
    private static partial Regex Break();

    [GeneratedRegex(@"^(合\s?計|小\s?計|総\s?計|累\s?計|計|(sub|grand )?totals?)[:：]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Total();

    private static int Filled(TabularRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
