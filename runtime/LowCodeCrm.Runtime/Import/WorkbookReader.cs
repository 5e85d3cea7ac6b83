using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LowCodeCrm.Runtime.Import;

/// <summary>The sheets of an XLSX workbook that are not hidden, row by row, so that a large one is never a tree in memory.</summary>
internal static class WorkbookReader
{
    public static ImmutableArray<TabularSheet> Read(byte[] file, TabularLimits limits)
    {
        try
        {
            Check(file, limits);
            using var document = SpreadsheetDocument.Open(new MemoryStream(file, writable: false), isEditable: false);
            var book = document.WorkbookPart ?? throw Damaged();
            var values = CellValues.Of(book);
            var sheets = book.Workbook.Sheets?.Elements<Sheet>().Where(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible).ToList() ?? [];
            if (sheets.Count > limits.MaxSheets) throw new ImportFormatException($"The workbook has more than {limits.MaxSheets} sheets.", $"ブックのシートが {limits.MaxSheets} 枚を超えています。");
            return [.. sheets.Where(sheet => sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart)
                .Select(sheet => new TabularSheet(sheet.Name?.Value ?? "", Rows((WorksheetPart)book.GetPartById(sheet.Id!.Value!), sheet.Name?.Value ?? "", values, limits)))];
        }
        catch (Exception problem) when (problem is OpenXmlPackageException or InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw Damaged();
        }
    }

    /// <summary>The rows of the first sheet that is not hidden, for an import.</summary>
    /// <exception cref="ImportFormatException">It is no workbook, or larger than the limits.</exception>
    public static IEnumerable<(int Line, string[] Cells)> FirstSheet(byte[] file) =>
        Read(file, new TabularLimits()) is [var first, ..] ? first.Rows.Select(row => (row.Line, row.Cells)) : [];

    private static void Check(byte[] file, TabularLimits limits)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Sum(entry => entry.Length) > limits.MaxUnpackedBytes)
            throw new ImportFormatException($"The workbook is larger than {limits.MaxUnpackedBytes:N0} bytes once unpacked.", $"ブックを展開した大きさが {limits.MaxUnpackedBytes:N0} バイトを超えています。");
    }

    private static ImmutableArray<TabularRow> Rows(WorksheetPart part, string name, CellValues values, TabularLimits limits)
    {
        var rows = ImmutableArray.CreateBuilder<TabularRow>();
        using var reader = OpenXmlReader.Create(part);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = (int)(row.RowIndex?.Value ?? (uint)(line + 1));
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = cell.CellReference?.Value is { } at ? ColumnOf(at) : cells.Count;
                TabularReader.Check(name, rows.Count, column + 1, limits);
                while (cells.Count < column) cells.Add("");
                cells.Add(values.Text(cell));
            }
            if (cells.Exists(cell => !string.IsNullOrWhiteSpace(cell))) rows.Add(new TabularRow(line, [.. cells]));
        }
        return rows.ToImmutable();
    }

    /// <summary>"B12" is column 1.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = checked(column * 26 + (char.ToUpperInvariant(c) - 'A' + 1));
        }
        return column - 1;
    }

    private static ImportFormatException Damaged() => new("The file is not an XLSX workbook, or it is damaged or protected by a password.", "ファイルが XLSX ブックではないか、壊れているか、パスワードで保護されています。");

    /// <summary>How a cell shows its number, which tells what the number is.</summary>
    private readonly record struct NumberFormat(uint Id, string? Code)
    {
        // Sections and colours, quoted texts and escapes are no date; what is left of y, m, d, h, s is.
        public string Kind => Id switch
        {
            >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 => "date",
            9 or 10 => "percent",
            >= 5 and <= 8 or >= 41 and <= 44 => "money",
            _ when Code is null => "",
            _ when Code.Contains('%') => "percent",
            _ when Code.AsSpan().IndexOfAny('¥', '￥', '円') >= 0 || Code.Contains("[$", StringComparison.Ordinal) && !Dates(Code) => "money",
            _ when Dates(Code) => "date",
            _ => "",
        };

        private static bool Dates(string code) => System.Text.RegularExpressions.Regex.Replace(code, "\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]", "").AsSpan().IndexOfAny("ymdhsgeYMDHSGE") >= 0;
    }

    /// <summary>What cells hold, as text.</summary>
    private sealed class CellValues(string[] shared, NumberFormat[] formats, bool from1904)
    {
        public static CellValues Of(WorkbookPart book)
        {
            // Runs only: the readings (furigana) that Japanese input leaves beside a text are none of it.
            var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(Text).ToArray() ?? [];
            var styles = book.WorkbookStylesPart?.Stylesheet;
            var codes = styles?.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId is not null).GroupBy(f => f.NumberFormatId!.Value).ToDictionary(g => g.Key, g => g.First().FormatCode?.Value) ?? [];
            var formats = styles?.CellFormats?.Elements<CellFormat>().Select(f => new NumberFormat(f.NumberFormatId?.Value ?? 0, codes.GetValueOrDefault(f.NumberFormatId?.Value ?? 0))).ToArray() ?? [];
            return new CellValues(shared, formats, book.Workbook.WorkbookProperties?.Date1904?.Value == true);
        }

        public string Text(Cell cell)
        {
            var raw = cell.CellValue?.Text ?? "";
            var type = cell.DataType?.Value ?? DocumentFormat.OpenXml.Spreadsheet.CellValues.Number;
            return type switch
            {
                DocumentFormat.OpenXml.Spreadsheet.CellValues.SharedString => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Length ? shared[index] : "",
                DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString => cell.InlineString is { } inline ? Text(inline) : "",
                DocumentFormat.OpenXml.Spreadsheet.CellValues.Boolean => raw == "1" ? "true" : "false",
                DocumentFormat.OpenXml.Spreadsheet.CellValues.Error => "",
                DocumentFormat.OpenXml.Spreadsheet.CellValues.Number => Number(raw, (int)(cell.StyleIndex?.Value ?? 0)),
                _ => raw,
            };
        }

        private string Number(string raw, int style)
        {
            if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > 1e27) return raw;
            var kind = style < formats.Length ? formats[style].Kind : "";
            // A workbook keeps binary numbers of 15 digits; more than that is noise.
            var exact = (decimal)value;
            return kind switch
            {
                "date" => Date(value),
                "percent" => (exact * 100).ToString("0.############################", CultureInfo.InvariantCulture) + "%",
                "money" => "¥" + exact.ToString("0.############################", CultureInfo.InvariantCulture),
                _ => exact.ToString("0.############################", CultureInfo.InvariantCulture),
            };
        }

        private string Date(double serial)
        {
            if (from1904) serial += 1462;
            if (serial is < 0 or >= 2_958_466) return serial.ToString(CultureInfo.InvariantCulture);
            var seconds = (long)Math.Round(serial * 86_400);
            var at = DateTime.FromOADate(Math.Floor(seconds / 86_400d)).AddSeconds(seconds % 86_400);
            if (serial < 1) return at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            return at.TimeOfDay == TimeSpan.Zero ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        }

        private static string Text(RstType item) => item.Text is { } text ? text.Text : string.Concat(item.Elements<DocumentFormat.OpenXml.Spreadsheet.Run>().Select(run => run.Text?.Text ?? ""));
    }
}
