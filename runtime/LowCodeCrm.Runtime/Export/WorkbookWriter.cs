using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace LowCodeCrm.Runtime.Export;

/// <summary>
/// An XLSX workbook that is written cell by cell as rows arrive: nothing of it is kept but the names of its sheets. (The Open XML library needs a stream that it can
/// go back in, and keeps the whole of a package that is being made.) A sheet that is full is followed by another with the same head.
/// </summary>
/// <param name="output">Written forwards only.</param>
/// <param name="title">Of the sheets.</param>
/// <param name="columns">Heads and widths in characters.</param>
/// <param name="rowsPerSheet">The head's row among them.</param>
internal sealed class WorkbookWriter(Stream output, string title, IReadOnlyList<(string Head, int Width)> columns, int rowsPerSheet = WorkbookWriter.MostRows)
{
    /// <summary>What spreadsheets hold at most.</summary>
    private const int MostRows = 1_048_576, LongestText = 32_767, LongestName = 31;

    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CloseOutput = true };
    private readonly ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> sheets = [];
    private XmlWriter? sheet;
    private int row;
    private int column;

    /// <summary>Begins the next row; its cells follow from left to right.</summary>
    public void Row()
    {
        if (sheet is null || row == rowsPerSheet) NextSheet();
        else sheet.WriteEndElement();
        sheet!.WriteStartElement("row");
        (row, column) = (row + 1, 0);
    }

    public void Skip() => column++;

    public void Text(string text, CellStyle style = CellStyle.General)
    {
        Begin("inlineStr", style);
        sheet!.WriteStartElement("is");
        sheet.WriteStartElement("t");
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Clean(text.Length > LongestText ? text[..(LongestText - 1)] + "…" : text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    /// <param name="text">As XML has numbers: 1200.5.</param>
    /// <param name="style">How it is shown.</param>
    public void Number(string text, CellStyle style) => Value("n", text, style);

    public void Boolean(bool value) => Value("b", value ? "1" : "0", CellStyle.General);

    /// <summary>Writes what makes a workbook of the sheets. One that was given up half-way is none.</summary>
    public void Finish()
    {
        if (sheet is null) NextSheet();
        else sheet.WriteEndElement();
        sheet!.Dispose();
        Part("xl/workbook.xml", xml =>
        {
            xml.WriteStartElement("workbook", Spreadsheet);
            xml.WriteAttributeString("xmlns", "r", null, Relationships);
            xml.WriteStartElement("sheets");
            for (var i = 0; i < sheets.Count; i++)
            {
                xml.WriteStartElement("sheet");
                xml.WriteAttributeString("name", sheets[i]);
                xml.WriteAttributeString("sheetId", Invariant(i + 1));
                xml.WriteAttributeString("id", Relationships, "rId" + Invariant(i + 1));
                xml.WriteEndElement();
            }
        });
        Part("xl/_rels/workbook.xml.rels", xml => WriteRelationships(xml, [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        Part("_rels/.rels", xml => WriteRelationships(xml, [("officeDocument", "xl/workbook.xml")]));
        Part("xl/styles.xml", xml => xml.WriteRaw(WorkbookStyles.Xml));
        Part("[Content_Types].xml", xml =>
        {
            const string Office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
            Content("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
            Content("Override", "PartName", "/xl/workbook.xml", Office + "sheet.main+xml");
            Content("Override", "PartName", "/xl/styles.xml", Office + "styles+xml");
            for (var i = 0; i < sheets.Count; i++) Content("Override", "PartName", $"/xl/worksheets/sheet{i + 1}.xml", Office + "worksheet+xml");

            void Content(string element, string key, string value, string type)
            {
                xml.WriteStartElement(element);
                xml.WriteAttributeString(key, value);
                xml.WriteAttributeString("ContentType", type);
                xml.WriteEndElement();
            }
        });
        archive.Dispose();
    }

    private void NextSheet()
    {
        sheet?.WriteEndElement();
        sheet?.Dispose();
        sheets.Add(NameOf(sheets.Count));
        sheet = XmlWriter.Create(archive.CreateEntry($"xl/worksheets/sheet{sheets.Count}.xml", CompressionLevel.Fastest).Open(), Settings);
        sheet.WriteStartElement("worksheet", Spreadsheet);
        sheet.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        sheet.WriteStartElement("cols");
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.WriteStartElement("col");
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("min", Invariant(i + 1)), ("max", Invariant(i + 1)), ("width", Invariant(columns[i].Width)), ("customWidth", "1")]) sheet.WriteAttributeString(name, value);
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData");
        sheet.WriteStartElement("row");
        (row, column) = (1, 0);
        foreach (var (head, _) in columns) Text(head, CellStyle.Head);
        sheet.WriteEndElement();
    }

    private void Begin(string type, CellStyle style)
    {
        sheet!.WriteStartElement("c");
        sheet.WriteAttributeString("r", Letters(column++) + Invariant(row));
        if (style != CellStyle.General) sheet.WriteAttributeString("s", Invariant((int)style));
        sheet.WriteAttributeString("t", type);
    }

    private void Value(string type, string text, CellStyle style)
    {
        Begin(type, style);
        sheet!.WriteElementString("v", text);
        sheet.WriteEndElement();
    }

    private void Part(string path, Action<XmlWriter> write)
    {
        using var xml = XmlWriter.Create(archive.CreateEntry(path, CompressionLevel.Fastest).Open(), Settings);
        write(xml);
    }

    private static void WriteRelationships(XmlWriter xml, (string Type, string Target)[] targets)
    {
        xml.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
        for (var i = 0; i < targets.Length; i++)
        {
            xml.WriteStartElement("Relationship");
            xml.WriteAttributeString("Id", "rId" + Invariant(i + 1));
            xml.WriteAttributeString("Type", $"{Relationships}/{targets[i].Type}");
            xml.WriteAttributeString("Target", targets[i].Target);
            xml.WriteEndElement();
        }
    }

    // Without what names of sheets may not hold.
    private string NameOf(int index)
    {
        var end = index == 0 ? "" : $" ({index + 1})";
        var clean = Clean(string.Concat(title.Where(c => !"[]:*?/\\'".Contains(c)))).Trim();
        return (clean.Length == 0 ? "Sheet" : clean)[..Math.Min(clean.Length == 0 ? 5 : clean.Length, LongestName - end.Length)] + end;
    }

    /// <summary>0 is A, 26 AA.</summary>
    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    // What XML cannot hold is shown as what it is: something that cannot be shown.
    private static string Clean(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c))) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
