using System.Collections.Immutable;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>Spreadsheets to a proposal of entities: types, keys, choices, and lookups between them.</summary>
internal static class SpreadsheetAnalyzer
{
    private const int Examples = 5;

    /// <summary>The tables of some files; what is no table is said to be none.</summary>
    /// <param name="files">Names and contents.</param>
    /// <param name="limits">How much is taken.</param>
    /// <param name="locale">The reader's.</param>
    public static (ImmutableArray<SheetTable> Tables, ImmutableArray<SkippedSheet> Skipped) Tables(IEnumerable<UploadedFile> files, TabularLimits limits, string locale)
    {
        var (tables, skipped) = (ImmutableArray.CreateBuilder<SheetTable>(), ImmutableArray.CreateBuilder<SkippedSheet>());
        foreach (var file in files)
        {
            ImmutableArray<TabularSheet> sheets;
            try
            {
                sheets = file.Content.Length > 0 ? TabularReader.Read(file.Name, file.Content, limits) : throw new ImportFormatException("The file is empty.", "ファイルが空です。");
            }
            catch (ImportFormatException problem)
            {
                // One that cannot be read does not keep the others from being.
                skipped.Add(new SkippedSheet(file.Name, "", problem.Text.For(locale)));
                continue;
            }
            foreach (var sheet in sheets)
            {
                var title = sheets.Length == 1 && IsDefaultName(sheet.Name) ? Path.GetFileNameWithoutExtension(file.Name) : sheet.Name;
                if (SheetTable.Of($"t{tables.Count + 1}", file.Name, TitleOf(title), sheet) is { } table) tables.Add(table);
                else skipped.Add(new SkippedSheet(file.Name, sheet.Name, locale == "ja" ? "見出しの行とその下のデータが見つかりません。" : "There is no row of headers with data below it."));
            }
        }
        return (tables.ToImmutable(), skipped.ToImmutable());
    }

    public static ImmutableArray<ProposedTable> Propose(ImmutableArray<SheetTable> sheets)
    {
        var tables = sheets.Select(sheet => new TableAnalysis(sheet)).ToArray();
        var taken = new HashSet<string>();
        var names = tables.ToDictionary(table => table, table => SheetNames.Entity(table.Table.Title, taken));
        return [.. tables.Select((table, index) => Propose(table, index, LookupFinder.Of(table, tables), names))];
    }

    private static ProposedTable Propose(TableAnalysis table, int index, IReadOnlyList<LookupFinder.Lookup> lookups, Dictionary<TableAnalysis, string> names)
    {
        var taken = new HashSet<string>();
        var fields = new Dictionary<ColumnAnalysis, ProposedField>();
        foreach (var column in table.Columns.Where(c => c.Header.Length > 0))
        {
            var lookup = lookups.FirstOrDefault(l => l.Column == column.Column);
            var reading = lookup is null && column != table.Key ? table.ReadingOf(column) : null;
            var type = lookup is not null ? "lookup" : reading is not null ? "personName" : column.Type;
            var name = SheetNames.Field(column.Header, taken);
            // The API writes a lookup's id as its name with _id behind it.
            if (lookup is not null && name.EndsWith("_id", StringComparison.Ordinal) && name.Length > 3) name = SheetNames.Free(name[..^3], taken);
            fields[column] = new ProposedField(
                column.Column, name, lookup is null ? column.Header : LookupFinder.TitleOf(column.Header, lookup.Target), type, column == table.Key || column == table.Display && column.Nulls == 0, column == table.Key,
                type == "choice" ? Options(column) : null, lookup is null ? null : names[lookup.Target], [.. column.Values.Keys.Take(Examples).Select(value => type == "money" ? value.Replace('\\', '¥') : value)], column.Nulls, column.Values.Count, lookup?.Unmatched.Count)
                { Reading = reading?.Column, Misfits = lookup is null ? Misfits(column, type) : lookup.Unmatched.Count > 0 ? [.. lookup.Unmatched.Take(Examples)] : null };
        }
        // What says how a name is read goes with the name.
        foreach (var column in fields.Keys.Where(c => fields.Values.Any(f => f.Reading == c.Column)).ToArray()) fields[column] = fields[column] with { Skip = true };
        // A display that became a lookup stands for another record.
        var display = table.Display is { } shown && fields.GetValueOrDefault(shown) is { Type: not "lookup" } own ? own : fields.Values.FirstOrDefault(f => f.Type == "text" && !f.Skip);
        var (icon, color) = EntityLook.Of(table.Table.Title, index);
        return new ProposedTable(
            table.Table.Id, table.Table.File, names[table], table.Table.Title, table.Table.Rows.Length, table.Duplicates, [.. fields.Values],
            table.Key is { } key ? fields.GetValueOrDefault(key)?.Name : null, display?.Name, icon, color) { Totals = table.Table.Totals, Repeated = table.Key is { } told ? told.Filled - told.Values.Count : 0 };
    }

    private static string[]? Misfits(ColumnAnalysis column, string type)
    {
        string[] misfits = [.. column.Values.Keys.Where(value => !CellText.Fits(value, type)).Take(Examples)];
        return misfits.Length > 0 ? misfits : null;
    }

    private static ProposedOption[] Options(ColumnAnalysis column)
    {
        var taken = new HashSet<string>();
        return [.. column.Values.Select(value => new ProposedOption(SheetNames.Free(SheetNames.Of(value.Key), taken), value.Key, value.Value))];
    }

    /// <summary>顧客一覧 lists what is called 顧客.</summary>
    private static string TitleOf(string sheet) => System.Text.RegularExpressions.Regex.Replace(sheet, @"(?<=\S)([\s_-]*(一覧表?|台帳|リスト)|[\s_-]+list)\s*$", "", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

    private static bool IsDefaultName(string sheet) => System.Text.RegularExpressions.Regex.IsMatch(sheet, @"^(Sheet|シート) ?\d*$", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
}
