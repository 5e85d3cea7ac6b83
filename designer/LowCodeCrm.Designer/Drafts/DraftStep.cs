namespace LowCodeCrm.Designer.Drafts;

/// <summary>A change of the draft: its token before and after. Whoever knew another one before has missed what others did.</summary>
internal sealed record DraftStep(string Before, string After);
