using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LowCodeCrm.Designer.Tests.Spreadsheets;

/// <summary>A real XLSX: shared texts with readings beside them, dates and percentages as styled numbers.</summary>
internal static class Workbook
{
    public static byte[] Of(params (string Name, object?[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }, new CellFormat { NumberFormatId = 9, ApplyNumberFormat = true }));
            var shared = book.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable();
            foreach (var (name, rows) in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select((row, r) => new Row(row.Select((value, c) => Cell(value, $"{(char)('A' + c)}{r + 1}", shared)).OfType<OpenXmlElement>()) { RowIndex = (uint)(r + 1) })));
                book.Workbook.Sheets!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)(book.Workbook.Sheets.Count() + 1), Name = name });
            }
        }
        return stream.ToArray();
    }

    private static Cell? Cell(object? value, string at, SharedStringTable shared)
    {
        switch (value)
        {
            case null: return null;
            case DateOnly date: return new Cell { CellReference = at, StyleIndex = 1, CellValue = new CellValue(date.ToDateTime(default).ToOADate()) };
            case double part: return new Cell { CellReference = at, StyleIndex = 2, CellValue = new CellValue(part) };
            case decimal number: return new Cell { CellReference = at, CellValue = new CellValue(number) };
            default:
                shared.Append(new SharedStringItem(new Text((string)value), new PhoneticRun(new Text("ヨミ")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
                return new Cell { CellReference = at, DataType = CellValues.SharedString, CellValue = new CellValue(shared.Count() - 1) };
        }
    }
}
