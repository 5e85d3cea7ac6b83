using System.Data.Common;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Data;

/// <summary>The database of one app (an SQLite file; later a PostgreSQL or SQL Server schema).</summary>
public abstract class AppDatabase : IAsyncDisposable
{
    /// <summary>How this database holds each kind of value.</summary>
    public abstract ColumnCodec Codec { get; }

    /// <summary>A pooled connection for reading; dispose to give it back.</summary>
    public abstract ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a write transaction and commits it durably before returning. SQLite groups concurrent calls into one commit,
    /// each in a savepoint of its own. An exception, or <see cref="WriteSession.Reject"/>, rolls back only this work.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken);

    /// <summary>The same with a time of its own for the work to hold the writer: jobs (imports, migrations) have more than a save.</summary>
    public abstract Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, TimeSpan budget, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A write transaction under way.</summary>
public sealed class WriteSession(DbConnection connection, DbTransaction? transaction)
{
    private readonly List<Action> afterCommit = [];

    public DbConnection Connection { get; } = connection;
    public DbTransaction? Transaction { get; } = transaction;
    public bool IsRejected { get; private set; }
    public IReadOnlyList<Action> AfterCommit => afterCommit;

    /// <summary>The work returns normally, but nothing it wrote stays (a save that rules rejected).</summary>
    public void Reject() => IsRejected = true;

    /// <summary>Runs once the commit is durable (events, live updates); not when rolled back.</summary>
    public void OnCommitted(Action action) => afterCommit.Add(action);
}
