using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Import;

/// <summary>A table as a file holds it: a CSV file, or a sheet of a workbook.</summary>
/// <param name="Name">The sheet's, or the file's without its ending.</param>
/// <param name="Rows">Rows that are not blank, headers included.</param>
public sealed record TabularSheet(string Name, ImmutableArray<TabularRow> Rows);

/// <param name="Line">Of the file or sheet, from 1.</param>
/// <param name="Cells">As text: dates and instants in ISO form, numbers invariant, percentages with their sign. "" is empty.</param>
public sealed record TabularRow(int Line, string[] Cells);

/// <summary>How much of a file is read.</summary>
/// <param name="MaxSheets">Of a workbook.</param>
/// <param name="MaxRows">Of a sheet.</param>
/// <param name="MaxColumns">Of a row.</param>
/// <param name="MaxUnpackedBytes">Of a workbook, which is an archive.</param>
public sealed record TabularLimits(int MaxSheets = 50, int MaxRows = 200_000, int MaxColumns = 300, long MaxUnpackedBytes = 500L << 20);
