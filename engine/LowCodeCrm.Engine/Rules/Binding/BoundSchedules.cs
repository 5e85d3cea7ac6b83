using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Commands at set times.</summary>
/// <param name="Steps">In order; each a transaction of its own, or as many as its selection needs.</param>
public sealed record ScheduleDefinition(string Name, ScheduleTiming Timing, ImmutableArray<BoundJob> Steps, SourceLocation Location);

/// <summary>Commands that no save of a record runs: a piece of a schedule, what answers a message, what follows a decision or a time limit.</summary>
/// <param name="Index">Position in <see cref="BoundRuleSet.Jobs"/>.</param>
/// <param name="Selection">They run for each of its records; null: once.</param>
/// <param name="Record">The record at hand, one of <paramref name="Of"/>'s; null: none is.</param>
public sealed record BoundJob(int Index, BoundSelection? Selection, RecordSymbol? Record, Entity? Of, ImmutableArray<BoundCommand> Commands);
