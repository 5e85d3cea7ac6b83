using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>What live updates tell.</summary>
public abstract record FeedEvent;

/// <summary>A committed change of a record, as live updates tell it.</summary>
/// <param name="Sequence">Grows with every change of the app; resumes a stream.</param>
/// <param name="Kind"><c>create</c>, <c>update</c>, <c>delete</c> or <c>restore</c>.</param>
/// <param name="Version">Of the record.</param>
public sealed record ChangeEvent(long Sequence, string EntityId, Guid Id, string Kind, long Version) : FeedEvent;

/// <summary>A version of the app took over: its pages are drawn anew.</summary>
/// <param name="Number">Of the version that is live now.</param>
public sealed record VersionEvent(int Number) : FeedEvent;
