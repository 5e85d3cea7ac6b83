namespace LowCodeCrm.Runtime.Saving;

/// <summary>What several saves have caused together was refused by a rule: all of them were rolled back.</summary>
/// <param name="rejected">The rule and the record on which it failed.</param>
public sealed class SaveRejectedException(Rejected rejected) : Exception(rejected.Violations[0].Message)
{
    public Rejected Rejected { get; } = rejected;
}
