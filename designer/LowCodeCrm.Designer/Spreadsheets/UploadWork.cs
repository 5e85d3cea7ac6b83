namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>How far the rows of an upload have come in, for whoever looks on from another request, and a way to stop them.</summary>
internal sealed class UploadWork
{
    private int before, done;
    private volatile bool stopped;

    /// <summary>Rows of all tables that were confirmed; 0 until the app is there.</summary>
    public int Total { get; private set; }

    public int Done => Volatile.Read(ref before) + Volatile.Read(ref done);
    public bool IsStopped => stopped;

    public void Begin(int total) => Total = total;

    /// <summary>Rows of the present table.</summary>
    public void Took(int rows) => Volatile.Write(ref done, rows);

    public void EndTable(int rows)
    {
        Volatile.Write(ref done, 0);
        Volatile.Write(ref before, before + rows);
    }

    /// <summary>No further rows are begun; what came in stays.</summary>
    public void Stop() => stopped = true;
}
