using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Views;

/// <summary>A view that somebody made for others too, beside those of the package. What nobody else sees is a setting of its owner.</summary>
/// <param name="EntityId">What it lists.</param>
/// <param name="Role">The role that it is for; null: everybody.</param>
/// <param name="ByAll">Whether whoever sees it may change it; else its owner alone.</param>
/// <param name="Definition">Columns, filter, order: JSON of the web app, kept as it is but for names that a publish changes (<see cref="KeptNames"/>).</param>
/// <param name="Version">Counts changes, from 1.</param>
internal sealed record SharedView(Guid Id, string EntityId, string Title, string? Role, bool ByAll, Guid Owner, string OwnerName, string Definition, long Version)
{
    public bool IsSeenBy(Caller caller) => Role is null || IsRuledBy(caller) || caller.Roles.Contains(Role);

    public bool IsChangedBy(Caller caller) => IsRuledBy(caller) || ByAll && IsSeenBy(caller);

    /// <summary>Who says whom it is for, and takes it away.</summary>
    public bool IsRuledBy(Caller caller) => Owner == caller.UserId || caller.IsAdministrator;
}
