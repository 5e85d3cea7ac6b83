using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving;

public enum SaveKind { Create, Update, Delete, Restore }

/// <summary>What a caller (or a rule) wants saved.</summary>
public sealed record SaveRequest(SaveKind Kind, Entity Entity, Guid Id)
{
    /// <summary>The typed values; empty for delete and restore.</summary>
    public RecordInput Input { get; init; } = new(Entity);
    /// <summary>The version that the caller saw; null: whatever is stored.</summary>
    public long? IfMatch { get; init; }
    /// <summary>The transition to perform, by name; null: the one that a changed process field implies.</summary>
    public string? Transition { get; init; }
    /// <summary>The rule that asks for it; null for a caller. Rules are not bound by readonly and <c>by</c>.</summary>
    public string? ByRule { get; init; }

    /// <summary>A record of a test as it stands beforehand: defaults and derived fields come to it, but no rule checks or answers it.</summary>
    public bool IsGiven { get; init; }
    /// <summary>What a test does as some user: it tells of rules, and who may do it at all is not asked.</summary>
    public bool PastPolicies { get; init; }

    public static SaveRequest Create(Entity entity, RecordInput input) => new(SaveKind.Create, entity, Guid.Empty) { Input = input };
    public static SaveRequest Update(Entity entity, Guid id, RecordInput input, long? ifMatch = null) => new(SaveKind.Update, entity, id) { Input = input, IfMatch = ifMatch };
    public static SaveRequest Delete(Entity entity, Guid id, long? ifMatch = null) => new(SaveKind.Delete, entity, id) { IfMatch = ifMatch };
    public static SaveRequest Restore(Entity entity, Guid id) => new(SaveKind.Restore, entity, id);
}
