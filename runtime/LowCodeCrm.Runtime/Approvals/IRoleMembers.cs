using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>Who has a role.</summary>
public interface IRoleMembers
{
    /// <summary>Users who can sign in and have the role.</summary>
    ImmutableArray<RoleMember> Of(string role);
}

public sealed record RoleMember(Guid Id, string Name);
