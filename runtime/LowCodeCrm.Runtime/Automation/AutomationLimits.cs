namespace LowCodeCrm.Runtime.Automation;

/// <summary>Limits of what an app does by itself.</summary>
public sealed record AutomationLimits
{
    public static readonly AutomationLimits Default = new();

    /// <summary>Records of a selection in one transaction.</summary>
    public int Chunk { get; init; } = 100;

    /// <summary>Errors that the log of a run keeps; all are counted.</summary>
    public int Errors { get; init; } = 100;

    /// <summary>Runs that the log of a schedule keeps.</summary>
    public int Runs { get; init; } = 1_000;

    /// <summary>When segments are renewed, by the app's clocks.</summary>
    public TimeOnly Night { get; init; } = new(2, 0);

    /// <summary>How often apps are looked at without anybody asking.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(15);
}
