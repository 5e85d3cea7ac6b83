namespace LowCodeCrm.Runtime.Saving;

/// <summary>Budgets of one save. Exceeding one rejects the whole save with the rule, the line and the budget named.</summary>
public sealed record SaveLimits
{
    public static readonly SaveLimits Default = new();

    /// <summary>Units of rule evaluation, about 100 ns each: 100 ms of work.</summary>
    public long Fuel { get; init; } = 1_000_000;
    /// <summary>SQL statements that rules cause: records loaded, records written by effects.</summary>
    public int Statements { get; init; } = 100;
    public int RowsRead { get; init; } = 50_000;
    public int RowsWritten { get; init; } = 10_000;
    /// <summary>Records whose computed fields read a changed record through a lookup: so many are derived in its transaction, more right after it.</summary>
    public int DerivedReaders { get; init; } = 1_000;
    /// <summary>Create and update commands of rules.</summary>
    public int Commands { get; init; } = 200;
    /// <summary>How deep saves made by rules may cause further saves.</summary>
    public int CascadeDepth { get; init; } = 8;
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);
    /// <summary>Largest text value, in UTF-8 bytes.</summary>
    public int TextBytes { get; init; } = 256 * 1024;
    /// <summary>Longest note about a record, in UTF-16 units.</summary>
    public int NoteLength { get; init; } = 10_000;
    /// <summary>Longest list (child rows, links, tags) in an input.</summary>
    public int ListItems { get; init; } = 10_000;

    /// <summary>Jobs (imports, schedules) have ten times the budgets of a save, in chunks.</summary>
    public SaveLimits ForJobs() => this with
    {
        Fuel = Fuel * 10, Statements = Statements * 10, RowsRead = RowsRead * 10, RowsWritten = RowsWritten * 10, Commands = Commands * 10, Time = Time * 10,
    };
}
