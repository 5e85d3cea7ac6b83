using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>The generated code of what no save of a record runs. Stateless, thread-safe.</summary>
public abstract class JobModule
{
    /// <summary>Parallel to <see cref="Binding.BoundRuleSet.Jobs"/>. The record is the one at hand of the job's selection; where there is none, null.</summary>
    public abstract ImmutableArray<RuleCommands> Jobs { get; }
}
