namespace LowCodeCrm.Runtime.Notes;

/// <summary>What somebody wrote about a record.</summary>
/// <param name="Id">Grows with every note of the app.</param>
/// <param name="At">UTC.</param>
/// <param name="ById">Who wrote it.</param>
/// <param name="By">Their name then.</param>
public sealed record NoteEntry(long Id, string Text, DateTime At, Guid ById, string By);
