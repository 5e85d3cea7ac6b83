namespace LowCodeCrm.Runtime.Export;

/// <summary>How a cell of a workbook shows its value: the place of the style in <see cref="WorkbookStyles"/>.</summary>
internal enum CellStyle { General, Head, Day, Moment, Whole, Cents }

internal static class WorkbookStyles
{
    /// <summary>In the order of <see cref="CellStyle"/>. Formats 3 and 4 are the spreadsheet's own for 1,200 and 1,200.50.</summary>
    public const string Xml = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/><numFmt numFmtId="165" formatCode="yyyy/mm/dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;
}
