using System.Collections.Immutable;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>A table with what its columns hold, and which of them tell records apart and stand for them.</summary>
internal sealed class TableAnalysis
{
    public TableAnalysis(SheetTable table)
    {
        Table = table;
        Columns = [.. table.Headers.Select((_, column) => new ColumnAnalysis(table, column))];
        var texts = Columns.Where(c => c.Header.Length > 0 && c.Type is "text" or "choice" or "integer" or "email").ToArray();
        Key = texts.FirstOrDefault(c => c.IsCode && c.IsUnique && c.Nulls == 0) ?? texts.FirstOrDefault(c => c.IsCode && c.IsNearlyUnique && c.Nulls == 0) ?? texts.FirstOrDefault(c => c.IsUnique && c.Nulls == 0 && c.Type == "email");
        Display = texts.FirstOrDefault(c => c.IsName && !c.IsReading) ?? texts.FirstOrDefault(c => c.Type == "text" && !c.IsCode && !c.IsReading) ?? Key ?? texts.FirstOrDefault();
        Duplicates = table.Rows.Length - table.Rows.Select(row => string.Join('\u001F', row.Cells.Select(cell => cell.Trim())).TrimEnd('\u001F')).Distinct(StringComparer.Ordinal).Count();
    }

    public SheetTable Table { get; }
    public ImmutableArray<ColumnAnalysis> Columns { get; }
    /// <summary>The column that says how a person's name is read: the next one behind it that does.</summary>
    public ColumnAnalysis? ReadingOf(ColumnAnalysis name)
    {
        if (!name.IsPerson) return null;
        var next = Columns.FirstOrDefault(c => c.Column > name.Column && (c.IsReading || c.IsPerson));
        return next is { IsReading: true } ? next : null;
    }

    public ColumnAnalysis? Key { get; }
    public ColumnAnalysis? Display { get; }
    public int Duplicates { get; }
}
