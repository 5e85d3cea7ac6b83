namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>Limits and sizes of an app's SQLite database.</summary>
public sealed record SqliteOptions
{
    public static readonly SqliteOptions Default = new();

    /// <summary>How long one piece of work may hold the writer; its cancellation token fires then.</summary>
    public TimeSpan WriterBudget { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one commit gathers work that is waiting already; nobody waits for more to come.</summary>
    public TimeSpan GroupTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Pieces of work in one commit at most.</summary>
    public int GroupSize { get; init; } = 256;

    /// <summary>Work waiting for the writer at most; more is refused at once with <see cref="DatabaseBusyException"/>.</summary>
    public int WriterQueue { get; init; } = 4096;

    /// <summary>How long to wait for another process that holds the file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Idle read connections kept open.</summary>
    public int IdleReaders { get; init; } = 32;

    /// <summary>Prepared statements kept on each connection.</summary>
    public int PreparedStatements { get; init; } = 500;

    /// <summary>Page cache of each connection, in KiB.</summary>
    public int CacheKibibytes { get; init; } = 16 * 1024;
}
