using System.Runtime.ExceptionServices;

namespace LowCodeCrm.Runtime.Import;

/// <summary>Rows in portions; where they do not depend on each other, the next are read and typed while the ones before them are being saved.</summary>
/// <param name="rows">Never read by two threads at once.</param>
/// <param name="most">Rows of a portion.</param>
/// <param name="isAhead">False: a portion is read only when the one before it is saved.</param>
internal sealed class ReadAhead<T>(IEnumerable<T> rows, int most, bool isAhead) : IAsyncDisposable
{
    private readonly IEnumerator<T> source = rows.GetEnumerator();
    private readonly T[] held = new T[2 * most];
    private Task<List<T>>? reading;
    private ExceptionDispatchInfo? failure;
    private int start, count;
    private bool isEnd;

    /// <summary>The rows that are next, none at the end; what is not <see cref="Took"/> of them comes again.</summary>
    /// <exception cref="Exception">Of the source, once all rows before it are dealt with.</exception>
    public async ValueTask<ArraySegment<T>> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Rows that are left over are a portion of their own where those behind them may depend on them.
        while (!isEnd && (count == 0 || isAhead && count < most))
        {
            var more = await (reading ?? Task.Run(Read, CancellationToken.None));
            reading = null;
            Array.Copy(held, start, held, 0, count);
            start = 0;
            more.CopyTo(held, count);
            count += more.Count;
            isEnd = more.Count < most;
        }
        if (isAhead && !isEnd) reading ??= Task.Run(Read, CancellationToken.None);
        if (count == 0) failure?.Throw();
        return new ArraySegment<T>(held, start, Math.Min(count, most));
    }

    public void Took(int taken)
    {
        Array.Clear(held, start, taken);
        (start, count) = (start + taken, count - taken);
    }

    public async ValueTask DisposeAsync()
    {
        if (reading is not null) await reading;
        source.Dispose();
    }

    private List<T> Read()
    {
        var read = new List<T>(most);
        try
        {
            while (read.Count < most && source.MoveNext()) read.Add(source.Current);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
        return read;
    }
}
