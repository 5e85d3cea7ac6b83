using System.Collections.Immutable;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>Roles as the accounts of this installation have them.</summary>
internal sealed class AccountRoles(UserStore users) : IRoleMembers
{
    public ImmutableArray<RoleMember> Of(string role) =>
        [.. users.All().Where(user => !user.IsDisabled && user.Roles.Contains(role)).Select(user => new RoleMember(user.Id, user.DisplayName))];
}
