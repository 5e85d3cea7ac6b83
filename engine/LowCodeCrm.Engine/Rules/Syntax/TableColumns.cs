namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>How many blanks stand before the bars and arrows of decision tables, so that their cells are columns.</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<int, int> before = [];

    /// <summary>Null where the token is no part of a row that is aligned.</summary>
    public int? Before(SyntaxToken token) => before.TryGetValue(token.Position, out var blanks) ? blanks : null;

    /// <param name="table">Its rows that have a cell for each parameter and stand on a line of their own; others are left alone.</param>
    /// <param name="write">A cell as it is formatted.</param>
    public void Add(TableDeclarationSyntax table, Func<SyntaxNode, string> write)
    {
        var count = table.Parameters.Items.Count();
        var rows = table.Rows.Where(row => IsOnOneLine(row) && (row.Otherwise is not null || row.Cells.Items.Count() == count)).Select(row => (
            Row: row,
            Cells: row.Cells.Items.Select(cell => Width(write(cell))).ToArray(),
            Result: Width(write(row.Result)))).ToArray();
        if (rows.Length == 0 || count == 0) return;
        var widths = new int[count];
        foreach (var row in rows)
            for (var i = 0; i < row.Cells.Length; i++) widths[i] = Math.Max(widths[i], row.Cells[i]);
        // What applies otherwise stands over all columns.
        var all = widths.Sum() + (count - 1) * " | ".Length;
        foreach (var word in rows.Select(row => row.Row.Otherwise).OfType<SyntaxToken>())
        {
            var missing = Width(word.Text) - all;
            if (missing > 0) (widths[^1], all) = (widths[^1] + missing, all + missing);
        }
        var result = rows.Max(row => row.Result);
        foreach (var (row, cells, width) in rows)
        {
            var bars = row.Cells.All.Where((_, i) => i % 2 == 1).Cast<SyntaxToken>().Append(row.Arrow).ToArray();
            if (row.Otherwise is { } otherwise) before[row.Arrow.Position] = all - Width(otherwise.Text) + 1;
            else
                for (var i = 0; i < cells.Length; i++) before[bars[i].Position] = widths[i] - cells[i] + 1;
            before[row.CloseBar.Position] = result - width + 1;
            foreach (var element in (IEnumerable<SyntaxElement>)[row.Otherwise ?? (SyntaxElement)row.Cells.Items.First(), .. row.Cells.Items.Skip(1), row.Result])
                if (element is SyntaxToken token) before[token.Position] = 1;
                else if (((SyntaxNode)element).Tokens().FirstOrDefault(one => !one.IsMissing) is { } first) before[first.Position] = 1;
        }
    }

    private static bool IsOnOneLine(TableRowSyntax row)
    {
        var tokens = row.Tokens().ToArray();
        if (Array.Exists(tokens, token => token.IsMissing || token.Text.Contains('\n', StringComparison.Ordinal))) return false;
        for (var i = 1; i < tokens.Length; i++)
            if (tokens[i - 1].Trailing.Concat(tokens[i].Leading).Any(trivia => trivia.Kind != TriviaKind.WhiteSpace)) return false;
        return true;
    }

    /// <summary>In columns of a code font, where kana and kanji are two wide.</summary>
    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF01 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
            or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    });
}
