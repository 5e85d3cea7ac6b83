using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Import;

/// <param name="Line">As in the report.</param>
public sealed record RefusedRow(int Line, ImmutableArray<string> Cells);
