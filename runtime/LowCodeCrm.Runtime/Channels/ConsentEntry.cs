namespace LowCodeCrm.Runtime.Channels;

/// <summary>A word of a record on a channel.</summary>
/// <param name="Channel">By name.</param>
/// <param name="Purpose">What the word is about; "": in general.</param>
/// <param name="State"><c>granted</c> or <c>withdrawn</c>.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The name of who recorded it; null: the system.</param>
/// <param name="Source">Where the word was given: a form, a call …</param>
public sealed record ConsentEntry(string Channel, string Purpose, string State, DateTime At, string? By, string? Source);
