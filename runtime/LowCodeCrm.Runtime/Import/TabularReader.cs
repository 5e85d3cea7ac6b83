using System.Collections.Immutable;
using CsvHelper;

namespace LowCodeCrm.Runtime.Import;

/// <summary>Reads what people call a spreadsheet: CSV in UTF-8, UTF-16 or Shift_JIS, and XLSX workbooks.</summary>
public static class TabularReader
{
    /// <summary>A workbook is an archive, and is known by it whatever the file is called.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> file) => file is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <param name="fileName">Names the table of a CSV file.</param>
    /// <param name="file">The content.</param>
    /// <param name="limits">How much is taken.</param>
    /// <exception cref="ImportFormatException">It cannot be read, or is larger than the limits.</exception>
    public static ImmutableArray<TabularSheet> Read(string fileName, byte[] file, TabularLimits? limits = null)
    {
        limits ??= new TabularLimits();
        if (IsWorkbook(file)) return WorkbookReader.Read(file, limits);
        if (file is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw new ImportFormatException($"{fileName} is a workbook of the old kind (.xls). Save it as .xlsx or CSV.", $"{fileName} は古い形式のブック（.xls）です。.xlsx か CSV で保存してください。");
        var text = CsvRows.Decode(file);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ImportFormatException($"{fileName} is neither CSV nor an XLSX workbook.", $"{fileName} は CSV でも XLSX ブックでもありません。");
        var rows = ImmutableArray.CreateBuilder<TabularRow>();
        try
        {
            foreach (var (line, cells) in CsvRows.Read(text))
            {
                if (cells.All(string.IsNullOrWhiteSpace)) continue;
                Check(fileName, rows.Count, cells.Length, limits);
                rows.Add(new TabularRow(line, cells));
            }
        }
        catch (CsvFormatException problem)
        {
            throw new ImportFormatException(
                $"{fileName} is not valid CSV near line {problem.LineNumber}: a quoted cell may lack its closing quote.", $"{fileName} の {problem.LineNumber} 行目付近が正しい CSV ではありません。引用符が閉じられていない可能性があります。");
        }
        return [new TabularSheet(Path.GetFileNameWithoutExtension(fileName), rows.ToImmutable())];
    }

    internal static void Check(string name, int rows, int columns, TabularLimits limits)
    {
        if (rows > limits.MaxRows) throw new ImportFormatException($"{name} has more than {limits.MaxRows:N0} rows.", $"{name} の行数が {limits.MaxRows:N0} を超えています。");
        if (columns > limits.MaxColumns) throw new ImportFormatException($"{name} has more than {limits.MaxColumns:N0} columns.", $"{name} の列数が {limits.MaxColumns:N0} を超えています。");
    }
}
