namespace LowCodeCrm.Runtime.Data;

/// <summary>The database cannot take more work now; the caller may try again. Nothing was written.</summary>
public sealed class DatabaseBusyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A piece of work held the writer longer than its budget and was rolled back.</summary>
/// <param name="budget">What it was allowed.</param>
public sealed class WriterBudgetException(TimeSpan budget) : Exception($"The work held the database's writer longer than {budget.TotalMilliseconds:0} ms and was rolled back.")
{
    public TimeSpan Budget { get; } = budget;
}
