namespace LowCodeCrm.Runtime.Approvals;

/// <summary>Limits of approvals.</summary>
public sealed record ApprovalOptions
{
    public static readonly ApprovalOptions Default = new();

    /// <summary>How often steps past their due time are looked for.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Decisions that one answer of the inbox gives.</summary>
    public int InboxLength { get; init; } = 200;

    /// <summary>Longest comment, in UTF-16 units.</summary>
    public int CommentLength { get; init; } = 2_000;
}
