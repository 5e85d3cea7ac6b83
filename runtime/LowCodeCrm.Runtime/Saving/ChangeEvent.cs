using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>A committed change of a record, as live updates tell it.</summary>
/// <param name="Sequence">Grows with every change of the app; resumes a stream.</param>
/// <param name="Kind"><c>create</c>, <c>update</c>, <c>delete</c> or <c>restore</c>.</param>
/// <param name="Version">Of the record.</param>
public sealed record ChangeEvent(long Sequence, string EntityId, Guid Id, string Kind, long Version);
