using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>A run of a schedule.</summary>
/// <param name="Version">Of the app, that it began on.</param>
/// <param name="State">One of <see cref="RunState"/>.</param>
/// <param name="DueAt">When it should have begun; asked for by hand: when it was asked for.</param>
/// <param name="By">Who asked for it; null: the clock.</param>
/// <param name="Selected">Records that it was about; a step without records counts as one.</param>
/// <param name="Done">Of these, those whose commands were carried out.</param>
/// <param name="Refused">Those whose commands were refused, and left nothing.</param>
public sealed record ScheduleRun(
    long Id, string Schedule, int Version, string State, DateTime DueAt, DateTime? StartedAt, DateTime? FinishedAt, string? By, long Selected, long Done, long Refused, ImmutableArray<RunError> Errors);

/// <param name="Record">Null: a step without records.</param>
public sealed record RunError(string? Entity, Guid? Record, string Message);

/// <summary>Where a run of a schedule stands.</summary>
public static class RunState
{
    /// <summary>Asked for, and not begun.</summary>
    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    /// <summary>Stopped by a crash, and another version of the app took over since.</summary>
    public const string Abandoned = "abandoned";
}
