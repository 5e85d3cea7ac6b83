using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>Where a record stands in a process.</summary>
/// <param name="State">The option's value; null: in none.</param>
/// <param name="Transitions">Those that start there, in the order of the rules.</param>
public sealed record ProcessPosition(ProcessDefinition Process, string? State, ImmutableArray<OpenTransition> Transitions);

/// <param name="Violations">What keeps the caller from making it now, besides what it asks for.</param>
/// <param name="DueAt">When the record will have waited too long for it, UTC; null: it may wait for ever.</param>
public sealed record OpenTransition(ProcessTransition Transition, ImmutableArray<Violation> Violations, DateTime? DueAt);
