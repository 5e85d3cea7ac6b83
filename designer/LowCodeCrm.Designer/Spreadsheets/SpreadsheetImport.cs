using System.Text;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>Brings the rows of spreadsheets into the app that was made for them, through the ordinary import.</summary>
internal sealed class SpreadsheetImport(Importer importer, DesignerOptions options)
{
    /// <param name="Rejected">The first of the rows that did not go in, with the lines that they have in the file.</param>
    /// <param name="EmptiedCount">Cells that could not be read as what their column holds, of rows that went in without them.</param>
    /// <param name="Emptied">The first of them, <c>Message</c> being what stands there.</param>
    public sealed record TableReport(string Table, string? Title, int Created, int Updated, int Unchanged, int RejectedCount, RejectedRow[] Rejected, int EmptiedCount, RejectedRow[] Emptied);

    private static readonly string[] NameParts = ["family", "given", "familyReading", "givenReading"];

    /// <summary>What others refer to first.</summary>
    /// <param name="work">Told of rows as they come in; once it is stopped, the rest stays out.</param>
    public async Task<TableReport[]> RunAsync(AppLease lease, Caller caller, IReadOnlyList<(ProposedTable Table, SheetTable Sheet)> tables, UploadWork work)
    {
        var reports = new List<TableReport>();
        work.Begin(tables.Sum(table => table.Sheet.Rows.Length));
        foreach (var (table, sheet) in InOrder(tables))
        {
            var entity = lease.App.Model.Entity(table.Name);
            var (csv, lines, emptied) = Csv(table, sheet, tables);
            if (await ImportAsync(entity, csv) is not { } report) break;
            work.EndTable(sheet.Rows.Length);
            var titles = Titles(table, sheet);
            reports.Add(new TableReport(
                table.Name, table.Title, report.Created, report.Updated, report.Unchanged, report.Rejected.Length,
                [.. report.Rejected.Take(options.MaxRejectedRows).Select(row => new RejectedRow(lines.GetValueOrDefault(row.Line, row.Line), row.Column is null ? null : titles.GetValueOrDefault(row.Column, row.Column), row.Message))],
                emptied.Count, [.. emptied.Take(options.MaxRejectedRows)]));
        }
        return [.. reports];

        // A table of which only some rows came in is told of by how many did: there is no whole report of it.
        async Task<ImportReport?> ImportAsync(Entity entity, string csv)
        {
            if (work.IsStopped) return null;
            using var stopping = new CancellationTokenSource();
            ImportCount? last = null;
            var following = new ImportOptions(ImportMode.Upsert, [], DryRun: false)
            {
                Took = count =>
                {
                    last = count;
                    work.Took(count.Done);
                    return work.IsStopped ? new ValueTask(stopping.CancelAsync()) : ValueTask.CompletedTask;
                },
            };
            try
            {
                return await importer.ImportCsvAsync(lease, caller, entity, Encoding.UTF8.GetBytes(csv), following, stopping.Token);
            }
            catch (OperationCanceledException) when (work.IsStopped)
            {
                var table = tables.First(one => one.Table.Name == entity.Name).Table;
                if (last is { } count) reports.Add(new TableReport(table.Name, table.Title, count.Created, count.Updated, count.Unchanged, 0, [], 0, []));
                return null;
            }
        }
    }

    /// <summary>What the file's columns are called, by what the import calls them: the parts of a name come from one column, its readings from another.</summary>
    private static Dictionary<string, string> Titles(ProposedTable table, SheetTable sheet)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in SpreadsheetPackage.Fields(table))
        {
            titles[field.Name] = field.Title ?? field.Name;
            if (field.Type == "personName")
                foreach (var part in NameParts)
                    titles[$"{field.Name}.{part}"] = field.Reading is { } reading && part.EndsWith("Reading", StringComparison.Ordinal) ? sheet.Headers[reading] : titles[field.Name];
        }
        return titles;
    }

    /// <summary>The rows as the import reads them, which line of the file each begins from, and the cells that are left empty because they cannot be read.</summary>
    private static (string Csv, Dictionary<int, int> Lines, List<RejectedRow> Emptied) Csv(ProposedTable table, SheetTable sheet, IReadOnlyList<(ProposedTable Table, SheetTable Sheet)> tables)
    {
        var fields = SpreadsheetPackage.Fields(table).ToArray();
        var text = new StringBuilder().AppendJoin(',', fields.Select(f => f.Type == "personName" ? string.Join(',', NameParts.Select(part => Quoted($"{f.Name}.{part}"))) : Quoted(f.Name))).Append('\n');
        var (lines, emptied) = (new Dictionary<int, int>(), new List<RejectedRow>());
        var targets = fields.Where(f => f.Type == "lookup").ToDictionary(f => f.Name, f => LookupValues.Of(tables.First(t => t.Table.Name == f.Target)));
        var line = 2;
        foreach (var row in sheet.Rows)
        {
            lines[line] = row.Line;
            var start = text.Length;
            text.AppendJoin(',', fields.Select(field => field.Type == "personName" ? Name(sheet, row, field) : Quoted(Cell(row, field)))).Append('\n');
            for (var i = start; i < text.Length; i++)
                if (text[i] == '\n') line++;
        }
        return (text.ToString(), lines, emptied);

        string Cell(TabularRow row, ProposedField field)
        {
            if (sheet.Cell(row, field.Column) is not { Length: > 0 } cell) return "";
            if (field.Unique || field.Name == table.Key) return CellText.ForImport(CellText.Narrow(cell), field.Type);
            if (targets.TryGetValue(field.Name, out var target))
            {
                if (target.Find(cell) is { } written) return written;
                if (field.Required || target.IsAmbiguous(cell)) return cell;
            }
            else if (field.Required || CellText.Fits(cell, field.Type)) return CellText.ForImport(cell, field.Type);
            emptied.Add(new RejectedRow(row.Line, field.Title ?? field.Name, cell));
            return "";
        }
    }

    /// <summary>Both parts of a name, and how each is read; a reading of nothing is none.</summary>
    private static string Name(SheetTable sheet, TabularRow row, ProposedField field)
    {
        var (family, given) = CellText.Name(sheet.Cell(row, field.Column));
        var (familyReading, givenReading) = family.Length > 0 && field.Reading is { } column ? CellText.Name(sheet.Cell(row, column)) : ("", "");
        return string.Join(',', Quoted(family), Quoted(given), Quoted(familyReading), Quoted(givenReading));
    }

    // Quoted throughout: a row of empty cells is a row still.
    private static string Quoted(string cell) => $"\"{cell.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<(ProposedTable Table, SheetTable Sheet)> InOrder(IReadOnlyList<(ProposedTable Table, SheetTable Sheet)> tables)
    {
        var order = new List<(ProposedTable, SheetTable)>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables) Visit(table);
        return order;

        void Visit((ProposedTable Table, SheetTable Sheet) table)
        {
            if (!visited.Add(table.Table.Name)) return;
            foreach (var target in SpreadsheetPackage.Fields(table.Table).Where(f => f.Type == "lookup").Select(f => f.Target))
                if (tables.FirstOrDefault(t => t.Table.Name == target) is { Table: not null } other) Visit(other);
            order.Add(table);
        }
    }
}
