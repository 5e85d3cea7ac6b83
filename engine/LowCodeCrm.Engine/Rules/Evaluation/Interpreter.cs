using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>
/// Evaluates bound trees on records with boxed values: the oracle of the other back ends, and the one that can explain. An expression is
/// compiled to nodes on first use and kept as long as it lives.
/// </summary>
public static class Interpreter
{
    private static readonly ConditionalWeakTable<BoundExpression, Compiled> cache = [];

    /// <returns>The value, boxed as <see cref="EntityRecord"/> says; null is empty. A record is itself or its id.</returns>
    /// <exception cref="RuleEvaluationException">Overflow and the like.</exception>
    /// <exception cref="RuleBudgetException">The budget is used up.</exception>
    public static object? Evaluate(BoundExpression expression, EvaluationFrame frame) => CompiledOf(expression).Evaluate(frame);

    /// <summary>The value of an assignment as its field holds it: rounded to its scale, "" as empty, a record as its id.</summary>
    public static object? ValueFor(FieldAssignment assignment, EvaluationFrame frame) => BoxedValues.ForField(Evaluate(assignment.Value, frame), assignment.Field);

    /// <summary>Evaluates and says why: values, states and causes of every part.</summary>
    public static ExplainNode Explain(BoundExpression expression, EvaluationFrame frame, ExplainLevel level = ExplainLevel.Full) =>
        new Explainer(expression, frame, level).Explain();

    /// <summary>Why the expression is empty on this frame; null where it is not.</summary>
    public static Diagnostics.LocalizedText? CauseOfEmpty(BoundExpression expression, EvaluationFrame frame) => new Explainer(expression, frame, ExplainLevel.Outcome).Cause();

    /// <summary>The rules of an entity as delegates, interchangeable with compiled ones.</summary>
    /// <param name="probe">Watches what they evaluate; null: nobody does.</param>
    public static EntityProgram ProgramFor(BoundRuleSet rules, Entity entity, EvaluationProbe? probe = null) => new ProgramBuilder(rules.For(entity), probe).Build();

    /// <summary>The commands of jobs as delegates, interchangeable with compiled ones.</summary>
    public static System.Collections.Immutable.ImmutableArray<RuleCommands> JobsFor(BoundRuleSet rules, EvaluationProbe? probe = null) =>
        [.. rules.Jobs.Select(job => ProgramBuilder.Commands(null, job.Commands, probe))];

    /// <summary>A rule's message in the reader's language; numbers, dates and choices in it as the reader writes them.</summary>
    public static string FormatMessage(BoundMessage message, EntityRecord record, EntityRecord? old, RuleContext context)
    {
        var expression = TextFor(message, context.Locale, context.Model?.DefaultLocale);
        if (expression is null) return "";
        var frame = new EvaluationFrame(context, record, old);
        return expression is BoundInterpolation text
            ? Values.RuleText.Joined(text.Parts.Select(part => part is BoundLiteral literal ? literal.Value as string : LocaleFormat.Format(Evaluate(part, frame), part.Type, context)))
            : Evaluate(expression, frame) as string ?? "";
    }

    private static BoundExpression? TextFor(BoundMessage message, string locale, string? fallback)
    {
        string?[] keys = [locale, locale.Split('-')[0], fallback, "", "en"];
        return keys.OfType<string>().Select(key => message.Texts.GetValueOrDefault(key)).FirstOrDefault(text => text is not null) ?? message.Texts.Values.FirstOrDefault();
    }

    private static Compiled CompiledOf(BoundExpression expression) => cache.GetValue(expression, static e => new Compiled(e));

    /// <summary>An expression compiled apart from all others, for a probe.</summary>
    internal static Func<EvaluationFrame, object?> Watched(BoundExpression expression, EvaluationProbe probe) => new Compiled(expression, probe).Evaluate;

    private sealed class Compiled
    {
        private readonly EvalNode node;
        private readonly int slots;

        public Compiled(BoundExpression expression, EvaluationProbe? probe = null)
        {
            var compiler = new NodeCompiler(probe: probe);
            node = compiler.Compile(expression);
            slots = compiler.SlotCount;
        }

        public object? Evaluate(EvaluationFrame frame) => node.Eval(new EvalState(frame, slots));
    }
}
