namespace LowCodeCrm.Runtime.Api;

/// <summary>Limits of batches.</summary>
public sealed record BatchLimits
{
    public static readonly BatchLimits Default = new();

    /// <summary>Requests of one batch. Each has the budgets of a save by itself.</summary>
    public int Requests { get; init; } = 1_000;
    /// <summary>How long one atomic group may hold the writer, while other saves wait.</summary>
    public TimeSpan GroupTime { get; init; } = TimeSpan.FromSeconds(30);
}
