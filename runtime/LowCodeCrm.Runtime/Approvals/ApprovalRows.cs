using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>What the column <c>state</c> of a submitted record's approval says.</summary>
internal static class ApprovalState
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Returned = "returned";
    public const string Withdrawn = "withdrawn";
}

/// <summary>A record on its way through an approval, or at its end.</summary>
/// <param name="Name">Of the approval.</param>
/// <param name="Steps">Those that apply to it, chosen when it was submitted.</param>
/// <param name="At">Which of them it stands at.</param>
/// <param name="Needed">How many must agree at this step.</param>
/// <param name="Since">When the step began.</param>
internal sealed record ApprovalCase(
    Guid Id, string EntityId, Guid RecordId, string Name, string State, ImmutableArray<string> Steps, int At, int Needed, Guid? SubmittedBy, string SubmittedByName, DateTime SubmittedAt,
    DateTime Since, DateTime? DueAt, DateTime? EscalatedAt, DateTime? EndedAt)
{
    public bool IsPending => State == ApprovalState.Pending;
    public string Step => Steps[At];
}

/// <summary>How somebody came to be asked.</summary>
internal static class AskedAs
{
    public const string Approver = "approver";
    public const string Delegate = "delegate";
    public const string Escalated = "escalated";
}

/// <summary>Somebody who is asked at a step: a user, or whoever has a role.</summary>
/// <param name="Name">Of the user; of a role its name.</param>
/// <param name="From">Who handed the decision on.</param>
internal sealed record ApprovalAsked(long Sequence, Guid ApprovalId, int At, Guid? UserId, string? Role, string Name, string As, Guid? From, bool IsOpen);

/// <summary>What somebody did about it.</summary>
/// <param name="Kind">submit, approve, reject, return, withdraw, delegate, escalate.</param>
/// <param name="To">To whom it was handed on.</param>
internal sealed record ApprovalDecision(long Sequence, Guid ApprovalId, int At, string Step, string Kind, Guid? By, string ByName, DateTime When, string? Comment, string? To);
