using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

internal sealed partial class RuleTrace
{
    /// <summary>The same of what no save runs: a schedule is one thing, however many steps it has.</summary>
    public ImmutableArray<RuleCommands> WrapJobs(ImmutableArray<RuleCommands> jobs, BoundRuleSet of)
    {
        var wrapped = jobs.ToBuilder();
        foreach (var schedule in of.Schedules) Wrap(wrapped, schedule.Steps, Add(new Seen($"schedule.{schedule.Name}", "", "")));
        foreach (var entity in of.ByEntity)
            foreach (var process in entity.Processes)
                foreach (var transition in process.Transitions)
                    if (transition.Deadline is { } deadline) Wrap(wrapped, [deadline.Job], Add(new Seen($"{entity.Entity.Name}.{transition.Name} sla", "", "")));
        foreach (var handler in of.Handlers) Wrap(wrapped, [handler.Job], Add(new Seen(handler.Name, "", "")));
        return wrapped.ToImmutable();
    }

    private static void Wrap(ImmutableArray<RuleCommands>.Builder jobs, ImmutableArray<BoundJob> steps, Seen seen)
    {
        foreach (var step in steps)
        {
            var run = jobs[step.Index];
            jobs[step.Index] = (record, old, context, effects) =>
            {
                seen.Ran = true;
                run(record, old, context, effects);
            };
        }
    }
}
