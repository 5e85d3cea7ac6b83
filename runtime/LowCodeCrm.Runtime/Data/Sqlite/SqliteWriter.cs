using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>
/// The one writer of a file. Work that is waiting together is committed together, since a durable commit costs far more than the work; each piece has a
/// savepoint of its own, and hears of success only when the commit is on disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int SqliteBusy = 5;

    private readonly PooledConnection connection;
    private readonly SqliteOptions options;
    private readonly Channel<WriteWork> queue;
    private readonly Task loop;

    public SqliteWriter(PooledConnection connection, SqliteOptions options)
    {
        this.connection = connection;
        this.options = options;
        queue = Channel.CreateBounded<WriteWork>(new BoundedChannelOptions(options.WriterQueue) { SingleReader = true });
        loop = Task.Run(LoopAsync);
    }

    public Task<T> Run<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, TimeSpan budget, bool alone, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var item = new WriteWork<T>(work, budget, alone, cancellationToken);
        if (!queue.Writer.TryWrite(item))
            return Task.FromException<T>(queue.Reader.Completion.IsCompleted || loop.IsCompleted
                ? new ObjectDisposedException(nameof(SqliteAppDatabase))
                : new DatabaseBusyException($"{options.WriterQueue} writes are waiting already."));
        return item.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        connection.CloseForGood();
    }

    private async Task LoopAsync()
    {
        var group = new List<WriteWork>();
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            try
            {
                await RunGroupAsync(group).ConfigureAwait(false);
            }
            // Whatever happened to this group (disk full, an I/O error), the writer lives on for the next.
            catch (Exception failure)
            {
                Rollback();
                foreach (var work in group) work.Fail(failure is SqliteException { SqliteErrorCode: SqliteBusy } ? new DatabaseBusyException("Another process holds the database.", failure) : failure);
                continue;
            }
            foreach (var work in group) work.Complete();
        }
    }

    private async Task RunGroupAsync(List<WriteWork> group)
    {
        var began = Environment.TickCount64;
        while (group.Count < options.GroupSize && (group.Count == 0 || Environment.TickCount64 - began < options.GroupTime.TotalMilliseconds) && queue.Reader.TryPeek(out var work))
        {
            if (work.IsAlone && group.Count > 0) break;
            queue.Reader.TryRead(out _);
            if (work.IsCanceled)
            {
                work.Fail(new OperationCanceledException());
                continue;
            }
            group.Add(work);
            if (group.Count == 1) Execute("BEGIN IMMEDIATE");
            if (work.IsAlone)
            {
                Execute(await work.RunAsync(connection).ConfigureAwait(false) ? "COMMIT" : "ROLLBACK");
                return;
            }
            Execute("SAVEPOINT work");
            if (await work.RunAsync(connection).ConfigureAwait(false))
            {
                Execute("RELEASE work");
            }
            else
            {
                if (SqliteNative.IsAutoCommit(connection)) throw new InvalidOperationException("The transaction ended early.", work.Failure);
                Execute("ROLLBACK TO work");
                Execute("RELEASE work");
            }
        }
        if (group.Count > 0) Execute("COMMIT");
    }

    private void Rollback()
    {
        try
        {
            if (!SqliteNative.IsAutoCommit(connection)) Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction ended by itself in between, which is what was wanted.
        }
    }

    private void Execute(string sql)
    {
        using var statement = connection.Statements.Get(sql);
        statement.Execute();
    }
}
