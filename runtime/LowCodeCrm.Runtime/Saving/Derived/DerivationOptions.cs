namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>How stored derived fields follow changed rules.</summary>
public sealed record DerivationOptions
{
    public static readonly DerivationOptions Default = new();

    /// <summary>Rows that a publish derives before it returns, so that a new computed field of a small table is there at once; the rest follows in the background.</summary>
    public int RowsInPublish { get; init; } = 5_000;

    /// <summary>Rows a transaction at most.</summary>
    public int ChunkRows { get; init; } = 500;

    /// <summary>How long a transaction takes up further rows: saves wait no longer than this and the row under way.</summary>
    public TimeSpan ChunkTime { get; init; } = TimeSpan.FromMilliseconds(100);
}
