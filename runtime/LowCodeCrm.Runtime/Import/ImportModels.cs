using System.Collections.Immutable;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

public enum ImportMode { Upsert, Create }

/// <param name="Key">Names of the fields by which a row finds its record; empty: the entity's first key that the file has columns for.</param>
public sealed record ImportOptions(ImportMode Mode, ImmutableArray<string> Key, bool DryRun)
{
    /// <summary>Headers of the file, or places (<c>#1</c> is the first column), to names of fields, "" to leave a column out; a header that is not in it is matched by itself.</summary>
    public ImmutableDictionary<string, string> Mapping { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Moves the dates of all rows; null: they stay.</summary>
    internal DateShift? Shift { get; init; }

    /// <summary>Rows at the start of the file that an earlier run has dealt with.</summary>
    public int SkipRows { get; init; }

    /// <summary>Told in each transaction how many rows of the file are dealt with by it, so that this is kept exactly when they are.</summary>
    public Action<WriteSession, int>? Progress { get; init; }

    /// <summary>Told after each transaction what became of the rows up to there.</summary>
    public Func<ImportCount, ValueTask>? Took { get; init; }
}

/// <param name="Done">Rows dealt with so far; the rest is what became of them.</param>
public sealed record ImportCount(int Done, int Created, int Updated, int Unchanged, int Rejected);

/// <param name="Line">Of the file, from 1; a row with line breaks in it counts from where it starts.</param>
/// <param name="Column">As headed in the file; null: the row.</param>
public sealed record RejectedRow(int Line, string? Column, string Message);

/// <summary>What became of the rows.</summary>
public sealed record ImportReport(int Created, int Updated, int Unchanged, ImmutableArray<RejectedRow> Rejected, Guid Import);

/// <summary>A row, typed.</summary>
/// <param name="Id">Where the file has the id itself.</param>
internal sealed record ImportRow(int Line, RecordInput Input, Guid? Id);

/// <summary>The file cannot be imported at all: no row was read.</summary>
public sealed class ImportFormatException(string en, string ja, string? column = null) : Exception(en)
{
    public Engine.Diagnostics.LocalizedText Text { get; } = Engine.Diagnostics.LocalizedText.Of(en, ja);
    public string? Column { get; } = column;
}
