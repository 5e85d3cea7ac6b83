using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Commands at set times.</summary>
/// <param name="Steps">In order; each a transaction of its own, or as many as its selection needs.</param>
public sealed record ScheduleDefinition(string Name, ScheduleTiming Timing, ImmutableArray<BoundJob> Steps, SourceLocation Location);

/// <summary>Commands that no save of a record runs: a piece of a schedule, or what answers a message.</summary>
/// <param name="Index">Position in <see cref="BoundRuleSet.Jobs"/>.</param>
/// <param name="Selection">They run for each of its records; null: once.</param>
public sealed record BoundJob(int Index, BoundSelection? Selection, ImmutableArray<BoundCommand> Commands);
