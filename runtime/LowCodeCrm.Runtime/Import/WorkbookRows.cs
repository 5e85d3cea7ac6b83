using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LowCodeCrm.Runtime.Import;

/// <summary>The rows of a workbook's first sheet as texts: what is shown as a date is a date, numbers are exact, formulas give their last result.</summary>
internal static partial class WorkbookRows
{
    /// <summary>Largest workbook, unpacked, in bytes: a small file can hold very much.</summary>
    public const long MaxUnpackedBytes = 1024L * 1024 * 1024;

    private static readonly DateTime Epoch = new(1899, 12, 30);
    private static readonly DateTime MacEpoch = new(1904, 1, 1);

    /// <exception cref="ImportFormatException">It is no workbook.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(byte[] file)
    {
        Check(file);
        using var document = Open(file);
        var book = document.WorkbookPart ?? throw NoWorkbook();
        if (book.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet) throw NoWorkbook();
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(TextOf).ToArray() ?? [];
        var formats = Formats(book);
        var epoch = book.Workbook.WorkbookProperties?.Date1904?.Value == true ? MacEpoch : Epoch;
        using var reader = OpenXmlReader.Create(sheet);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = (int)(row.RowIndex?.Value ?? (uint)(line + 1));
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
                while (cells.Count < column) cells.Add("");
                cells.Add(Text(cell, shared, formats, epoch));
            }
            if (cells.Exists(cell => cell.Length > 0)) yield return (line, [.. cells]);
        }
    }

    private static SpreadsheetDocument Open(byte[] file)
    {
        try { return SpreadsheetDocument.Open(new MemoryStream(file, writable: false), false); }
        catch (Exception failure) when (failure is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or ArgumentException) { throw NoWorkbook(); }
    }

    private static void Check(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Sum(entry => entry.Length) > MaxUnpackedBytes) throw new ImportFormatException("The workbook is too large unpacked. Split it, or save the sheet as CSV.", "ブックの展開後の大きさが上限を超えています。分割するか、CSV で保存してください。");
        }
        catch (InvalidDataException) { throw NoWorkbook(); }
    }

    private static ImportFormatException NoWorkbook() => new("The file is no Excel workbook (.xlsx), or it is protected.", "Excel ブック（.xlsx）として読み取れません。保護されている場合は解除してください。");

    private static string Text(Cell cell, string[] shared, Dictionary<uint, bool> formats, DateTime epoch)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is { } type)
        {
            if (type == CellValues.SharedString) return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Length ? shared[at] : "";
            if (type == CellValues.InlineString) return cell.InlineString is { } inline ? TextOf(inline) : "";
            if (type == CellValues.Boolean) return value == "1" ? "true" : "false";
            if (type == CellValues.Error) return "";
            if (type != CellValues.Number) return value;
        }
        if (value.Length == 0) return "";
        if (cell.StyleIndex?.Value is { } style && formats.GetValueOrDefault(style) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)) return Moment(serial, epoch);
        // 0.1 is kept as 0.1, 1E-05 is written out; binary noise past fifteen digits is none of the user's.
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.TryParse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture) : value;
    }

    private static string Moment(double serial, DateTime epoch)
    {
        if (serial is < 0 or > 2_958_465) return serial.ToString(CultureInfo.InvariantCulture);
        var seconds = Math.Round(serial * 86_400);
        var moment = epoch.AddSeconds(seconds);
        if (serial < 1) return moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Which cell styles show dates or times.</summary>
    private static Dictionary<uint, bool> Formats(WorkbookPart book)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId is not null).ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "") ?? [];
        return sheet?.CellFormats?.Elements<CellFormat>().Select((format, i) => ((uint)i, IsDate(format.NumberFormatId?.Value ?? 0, own))).ToDictionary(x => x.Item1, x => x.Item2) ?? [];
    }

    private static bool IsDate(uint id, Dictionary<uint, string> own) => own.TryGetValue(id, out var code)
        ? DateLetter().IsMatch(Literals().Replace(code, ""))
        : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static string TextOf(OpenXmlElement element) =>
        // Readings beside kanji (phonetic runs) are no part of the text.
        string.Concat(element.Elements().Where(child => child is not (PhoneticRun or PhoneticProperties)).SelectMany(child => child is Text text ? [text] : child.Descendants<Text>()).Select(text => text.Text));

    private static int? ColumnOf(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c)) break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? null : column - 1;
    }

    [GeneratedRegex("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.")]
    private static partial Regex Literals();

    [GeneratedRegex("[ymdhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DateLetter();
}
