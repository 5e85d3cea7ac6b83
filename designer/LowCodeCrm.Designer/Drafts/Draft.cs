using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>What is being worked on: a package, valid or not.</summary>
/// <param name="Revision">Another one with every change; null: the draft equals the live version.</param>
public sealed record Draft(AppPackage Package, string? Revision)
{
    public bool EqualsLive => Revision is null;
}
