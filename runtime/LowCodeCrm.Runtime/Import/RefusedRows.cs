using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Import;

/// <summary>The rows of a file that were refused, as they stand in it: to be mended and imported again.</summary>
/// <param name="Header">The first line of a table; null: the file has none.</param>
public sealed record RefusedRows(ImmutableArray<string>? Header, ImmutableArray<RefusedRow> Rows)
{
    internal static RefusedRows Of(IEnumerable<(int Line, string[] Cells)> table, bool hasHeader, ImmutableArray<RejectedRow> rejected)
    {
        var lines = rejected.Select(r => r.Line).ToHashSet();
        string[]? header = null;
        var rows = ImmutableArray.CreateBuilder<RefusedRow>();
        foreach (var (line, cells) in table)
        {
            if (hasHeader && header is null) header = cells;
            else if (lines.Contains(line)) rows.Add(new RefusedRow(line, [.. cells]));
        }
        return new RefusedRows(header is null ? null : [.. header], rows.ToImmutable());
    }
}
