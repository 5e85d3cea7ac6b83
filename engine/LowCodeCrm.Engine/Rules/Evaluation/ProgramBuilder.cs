using System.Collections.Immutable;
using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Rules of one entity to delegates over the interpreter's nodes, each made on first use.</summary>
internal sealed partial class ProgramBuilder(EntityRules rules, EvaluationProbe? probe)
{
    private delegate void Step(EvalState state, EntityRecord record, List<Effect> effects);

    public EntityProgram Build() => new(
        [.. rules.Defaults.Select(rule => Assign(rule.Field, rule.When, rule.Value))],
        [.. rules.BeforeSave.Select(rule => Commands(rule.When, rule.Commands, probe))],
        [.. rules.Computed.Select(rule => Assign(rule.Field, null, rule.Value))],
        [.. rules.Validations.Select(Violated)],
        [.. rules.Warnings.Select(rule => Test(rule.When, probe))],
        [.. rules.FieldStates.Select(rule => Test(rule.When, probe))],
        [.. rules.Rollups.Select(rule => Assign(rule.Field, null, rule.Aggregate))],
        [.. rules.AfterSave.Select(rule => Commands(rule.When, rule.Commands, probe))],
        [.. rules.Processes.Select(process => new ProcessProgram([.. process.Transitions.Select(Transition)]))]);

    private TransitionProgram Transition(ProcessTransition transition) =>
        new([.. transition.Guards.Select(guard => Test(guard.Condition, probe))], transition.By is null ? null : Test(transition.By, probe), Commands(null, transition.Do, probe));

    private static RuleTest Test(BoundExpression? condition, EvaluationProbe? probe)
    {
        if (condition is null) return static (_, _, _) => true;
        var evaluate = Evaluator(condition, probe);
        return (record, old, context) => BoxedValues.IsTrue(evaluate(new EvaluationFrame(context, record, old)));
    }

    private static Func<EvaluationFrame, object?> Evaluator(BoundExpression expression, EvaluationProbe? probe)
    {
        if (probe is null) return frame => Interpreter.Evaluate(expression, frame);
        var watched = new Lazy<Func<EvaluationFrame, object?>>(() => Interpreter.Watched(expression, probe));
        return frame => watched.Value(frame);
    }

    /// <summary>Requiring demands true: an unknown condition is a violation.</summary>
    private RuleTest Violated(ValidateRule rule)
    {
        var (when, require) = (Test(rule.When, probe), Test(rule.Require, probe));
        return (record, old, context) => when(record, old, context) && !require(record, old, context);
    }

    private RuleAssign Assign(Field field, BoundExpression? condition, BoundExpression value)
    {
        var (when, evaluate) = (Test(condition, probe), Evaluator(value, probe));
        return (record, old, context) =>
            when(record, old, context) && Store(record, field, evaluate(new EvaluationFrame(context, record, old)));
    }

    private static bool Store(EntityRecord record, Field field, object? value)
    {
        var stored = BoxedValues.ForField(value, field);
        if (BoxedValues.AreEqual(record.GetValue(field.Index), stored)) return false;
        record.SetValue(field.Index, stored);
        return true;
    }

    internal static RuleCommands Commands(BoundExpression? condition, ImmutableArray<BoundCommand> commands, EvaluationProbe? probe)
    {
        var when = Test(condition, probe);
        var compiled = new Lazy<(Step Step, int Slots)>(() =>
        {
            var compiler = new NodeCompiler(probe: probe);
            var step = Block(compiler, commands);
            return (step, compiler.SlotCount);
        });
        return (record, old, context, effects) =>
        {
            if (!when(record, old, context)) return;
            var (step, slots) = compiled.Value;
            step(new EvalState(new EvaluationFrame(context, record, old), slots), record, effects);
        };
    }

    private static Step Block(NodeCompiler compiler, ImmutableArray<BoundCommand> commands)
    {
        var steps = commands.Select(command => Command(compiler, command)).ToArray();
        return (state, record, effects) =>
        {
            foreach (var step in steps)
            {
                state.Context.Spend(1);
                step(state, record, effects);
            }
        };
    }

    private static Step Command(NodeCompiler compiler, BoundCommand command)
    {
        switch (command)
        {
            case SetCommand set:
                var value = compiler.Compile(set.Value);
                return (state, record, _) => Store(record, set.Field, value.Eval(state));
            case CreateCommand create:
                var created = Values(compiler, create.Assignments);
                return (state, _, effects) => effects.Add(new CreateEffect(create.Target.Index, created.Fields, created.Values(state)));
            case UpdateCommand update:
                var target = compiler.Compile(update.Record);
                var updated = Values(compiler, update.Assignments);
                return (state, _, effects) =>
                {
                    if (BoxedValues.IdOf(target.Eval(state)) is { } id) effects.Add(new UpdateEffect(update.Target.Index, id, updated.Fields, updated.Values(state)));
                };
            case DeleteCommand delete:
                var removed = compiler.Compile(delete.Record);
                return (state, _, effects) =>
                {
                    if (BoxedValues.IdOf(removed.Eval(state)) is { } id) effects.Add(new DeleteEffect(delete.Target.Index, id));
                };
            case IfCommand conditional:
                var condition = compiler.Compile(conditional.Condition);
                var (then, otherwise) = (Block(compiler, conditional.Then), Block(compiler, conditional.Else));
                return (state, record, effects) => (BoxedValues.IsTrue(condition.Eval(state)) ? then : otherwise)(state, record, effects);
            case LetCommand let:
                var bound = compiler.Compile(let.Value);
                var slot = compiler.SlotOf(let.Symbol);
                return (state, _, _) => state.Slots[slot] = bound.Eval(state);
            default:
                return Outside(compiler, command);
        }
    }

    private static (ImmutableArray<int> Fields, Func<EvalState, ImmutableArray<object?>> Values) Values(NodeCompiler compiler, ImmutableArray<FieldAssignment> assignments)
    {
        var items = assignments.Select(a => (a.Field, Node: compiler.Compile(a.Value))).ToArray();
        return ([.. items.Select(item => item.Field.Index)], state => [.. items.Select(item => BoxedValues.ForField(item.Node.Eval(state), item.Field))]);
    }
}
