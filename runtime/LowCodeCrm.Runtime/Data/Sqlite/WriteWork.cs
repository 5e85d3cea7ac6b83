using System.Data.Common;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>A piece of work in the writer's queue.</summary>
internal abstract class WriteWork(bool alone, CancellationToken cancellationToken)
{
    /// <summary>Has a transaction of its own.</summary>
    public bool IsAlone { get; } = alone;

    public bool IsCanceled => cancellationToken.IsCancellationRequested;
    public Exception? Failure { get; protected set; }

    /// <returns>True to keep what it wrote.</returns>
    public abstract Task<bool> RunAsync(DbConnection connection);

    /// <summary>The group is on disk: tell the caller how its work ended.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

internal sealed class WriteWork<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, TimeSpan budget, bool alone, CancellationToken cancellationToken) : WriteWork(alone, cancellationToken)
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken cancellationToken = cancellationToken;
    private WriteSession? session;
    private T? result;

    public Task<T> Task => completion.Task;

    public override async Task<bool> RunAsync(DbConnection connection)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(budget);
        session = new WriteSession(connection, null);
        try
        {
            result = await work(session, deadline.Token).ConfigureAwait(false);
            return !session.IsRejected;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Failure = new WriterBudgetException(budget);
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
        return false;
    }

    public override void Complete()
    {
        if (Failure is not null)
        {
            Fail(Failure);
            return;
        }
        if (session is { IsRejected: false })
            foreach (var action in session.AfterCommit)
                try
                {
                    action();
                }
                // The commit stands: a listener that fails must not make a saved record look unsaved.
                catch (Exception failure)
                {
                    System.Diagnostics.Trace.TraceError(failure.ToString());
                }
        completion.TrySetResult(result!);
    }

    public override void Fail(Exception failure)
    {
        if (failure is OperationCanceledException) completion.TrySetCanceled(cancellationToken);
        else completion.TrySetException(failure);
    }
}
