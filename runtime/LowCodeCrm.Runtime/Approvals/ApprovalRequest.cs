namespace LowCodeCrm.Runtime.Approvals;

public enum ApprovalVerb { Submit, Approve, Reject, Return, Withdraw, Delegate }

/// <summary>What somebody wants to do about a record's approval.</summary>
/// <param name="Approval">Its name; null: the one that there is, or that waits for the caller.</param>
/// <param name="IfMatch">The record's version that was seen; null: whatever it is.</param>
/// <param name="Step">The step that was seen; null: whichever it stands at.</param>
/// <param name="To">Of delegating: to whom.</param>
public sealed record ApprovalRequest(ApprovalVerb Verb, string? Approval = null, long? IfMatch = null, string? Step = null, string? Comment = null, Guid? To = null)
{
    /// <summary>What a test does: who may change the record at all is not asked.</summary>
    public bool PastPolicies { get; init; }

    internal string Kind => Verb.ToString().ToLowerInvariant();
}
