namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>What the cells of a lookup may say, and how the import finds the record meant: however wide it is written, by number or by name, （株） as 株式会社.</summary>
internal sealed class LookupValues
{
    private readonly Dictionary<string, string?> written = new(StringComparer.Ordinal);

    /// <param name="target">The table that the lookup leads to.</param>
    public static LookupValues Of((ProposedTable Table, SheetTable Sheet) target)
    {
        var values = new LookupValues();
        var (table, sheet) = target;
        var fields = SpreadsheetPackage.Fields(table).ToArray();
        var (key, display) = (Array.Find(fields, f => f.Name == table.Key), Array.Find(fields, f => f.Name == table.Display));
        foreach (var row in sheet.Rows)
        {
            var number = key is null ? "" : CellText.Narrow(sheet.Cell(row, key.Column));
            var name = display is null ? "" : sheet.Cell(row, display.Column);
            var record = number.Length > 0 ? number : name;
            if (record.Length == 0) continue;
            foreach (var said in new[] { number, name })
                if (said.Length > 0 && LookupFinder.Fold(said) is var folded)
                    // Two records of one name are told apart by their number alone.
                    values.written[folded] = values.written.TryGetValue(folded, out var other) && other != record ? null : record;
        }
        return values;
    }

    /// <summary>What the import is to be given; null where there is no such record, or several.</summary>
    public string? Find(string cell) => written.GetValueOrDefault(LookupFinder.Fold(cell));

    public bool IsAmbiguous(string cell) => written.TryGetValue(LookupFinder.Fold(cell), out var record) && record is null;
}
