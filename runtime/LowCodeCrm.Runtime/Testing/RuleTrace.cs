using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>Which rules ran, and with which outcomes. Programs are wrapped; nothing else of them changes.</summary>
internal sealed partial class RuleTrace
{
    private sealed class Seen(string name, string holds, string fails)
    {
        public string Name { get; } = name;
        public string Holds { get; } = holds;
        public string Fails { get; } = fails;
        public bool Ran, Held, Failed;
    }

    private readonly List<Seen> rules = [];
    private readonly List<Seen> tests = [];

    public EntityProgram Wrap(EntityProgram program, EntityRules rules) => new(
        [.. program.Defaults.Zip(rules.Defaults, (run, rule) => Assign(run, rule))],
        [.. program.BeforeSave.Zip(rules.BeforeSave, (run, rule) => Commands(run, rule))],
        [.. program.Computed.Zip(rules.Computed, (run, rule) => Assign(run, rule))],
        [.. program.Validations.Zip(rules.Validations, (run, rule) => Test(run, Name(rule), "never violated", "never met"))],
        [.. program.Warnings.Zip(rules.Warnings, (run, rule) => Test(run, Name(rule), "never said", "never silent"))],
        [.. program.FieldStates.Zip(rules.FieldStates, (run, rule) => Test(run, Name(rule), "never in force", "never out of force"))],
        [.. program.Rollups.Zip(rules.Rollups, (run, rule) => Assign(run, rule))],
        [.. program.AfterSave.Zip(rules.AfterSave, (run, rule) => Commands(run, rule))],
        [.. program.Processes.Zip(rules.Processes, (run, process) => new ProcessProgram([.. run.Transitions.Zip(process.Transitions, (transition, of) => Transition(transition, of, process))]))]);

    public RuleCoverage Coverage(ImmutableArray<ConditionCoverage> conditions)
    {
        var missing = rules.Where(rule => !rule.Ran).Select(rule => $"{rule.Name}: never ran")
            .Concat(tests.Where(test => test.Ran && !test.Held).Select(test => $"{test.Name}: {test.Holds}"))
            .Concat(tests.Where(test => test.Ran && !test.Failed).Select(test => $"{test.Name}: {test.Fails}"));
        return new RuleCoverage(new(rules.Count(rule => rule.Ran), rules.Count), new(tests.Sum(test => (test.Held ? 1 : 0) + (test.Failed ? 1 : 0)), tests.Count * 2), [.. missing.Order(StringComparer.Ordinal)]) { Single = conditions };
    }

    private TransitionProgram Transition(TransitionProgram program, ProcessTransition transition, ProcessDefinition process)
    {
        var seen = Add(new Seen($"{process.Entity.Name}.{transition.Name}", "", ""));
        return new TransitionProgram(
            [.. program.Guards.Zip(transition.Guards, (run, guard) => Test(run, $"{process.Entity.Name}.{guard.Name}", "never met", "never refused"))],
            program.By is null ? null : Test(program.By, $"{process.Entity.Name}.{transition.Name} by", "never allowed", "never refused"),
            (record, old, context, effects) =>
            {
                seen.Ran = true;
                program.Do(record, old, context, effects);
            });
    }

    private static string Name(BoundRule rule) => $"{rule.Entity.Name}.{rule.Name}";

    private Seen Add(Seen seen)
    {
        rules.Add(seen);
        return seen;
    }

    private RuleAssign Assign(RuleAssign run, BoundRule rule)
    {
        var seen = Add(new Seen(Name(rule), "", ""));
        return (record, old, context) =>
        {
            seen.Ran = true;
            return run(record, old, context);
        };
    }

    private RuleTest Test(RuleTest run, string name, string holds, string fails)
    {
        var seen = Add(new Seen(name, holds, fails));
        tests.Add(seen);
        return (record, old, context) =>
        {
            var result = run(record, old, context);
            seen.Ran = true;
            if (result) seen.Held = true;
            else seen.Failed = true;
            return result;
        };
    }

    private RuleCommands Commands(RuleCommands run, BoundRule rule)
    {
        var seen = Add(new Seen(Name(rule), "", ""));
        return (record, old, context, effects) =>
        {
            seen.Ran = true;
            run(record, old, context, effects);
        };
    }
}
