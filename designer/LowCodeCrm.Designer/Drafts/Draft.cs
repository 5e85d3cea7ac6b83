using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>What is being worked on: a package, valid or not.</summary>
/// <param name="Revision">Another one with every change; null: the draft equals the live version.</param>
/// <param name="Live">The number of the live version.</param>
public sealed record Draft(AppPackage Package, string? Revision, int Live)
{
    /// <summary>Names the state of the draft to clients, also where nothing was changed yet.</summary>
    public string Token => TokenOf(Revision, Live);

    internal static string TokenOf(string? revision, int live) => revision ?? $"live-{live}";

    public bool EqualsLive => Revision is null;
}
