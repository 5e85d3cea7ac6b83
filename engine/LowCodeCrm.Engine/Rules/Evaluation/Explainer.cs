using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Evaluates an expression part by part on one frame. Evaluating is pure, so each part is simply evaluated again.</summary>
internal sealed class Explainer
{
    private readonly BoundExpression root;
    private readonly NodeCompiler compiler = new(remember: true);
    private readonly EvalState state;
    private readonly ExplainLevel level;

    public Explainer(BoundExpression root, EvaluationFrame frame, ExplainLevel level)
    {
        (this.root, this.level) = (root, level);
        compiler.Compile(root);
        state = new EvalState(frame, compiler.SlotCount);
    }

    public LocalizedText? Cause() => Value(root) is null ? CauseOf(root) : null;

    public ExplainNode Explain() => Explain(root);

    private object? Value(BoundExpression expression) => compiler.NodeOf(expression).Eval(state);

    private ExplainNode Explain(BoundExpression expression)
    {
        var value = Value(expression);
        var explainState = expression.Type.Kind != TypeKind.Bool ? ExplainState.None : value switch { true => ExplainState.True, false => ExplainState.False, _ => ExplainState.Unknown };
        if (expression is BoundChoose choose && level != ExplainLevel.Outcome) return Choice(choose, value, explainState);
        if (expression is BoundAggregate aggregate && level != ExplainLevel.Outcome) return Over(aggregate, value, explainState);
        var children = level == ExplainLevel.Outcome ? [] : Children(expression);
        if (level == ExplainLevel.Why) children = Deciding(expression, value, [.. children]);
        return new(expression, expression.Span, expression.Type, value, explainState, value is null ? CauseOf(expression) : null, [.. children.Select(Explain)]);
    }

    /// <summary>The records that an aggregate went over, those first that count; the others say so.</summary>
    private ExplainNode Over(BoundAggregate aggregate, object? value, ExplainState explainState)
    {
        var records = BoxedValues.IdOf(Value(aggregate.Parent)) is not { } id ? []
            : aggregate.LinkOwner is { } owner ? state.Context.LoadLinked(owner.Index, aggregate.Via.Index, id) : state.Context.LoadRelated(aggregate.Source.Index, aggregate.Via.Index, id);
        var slot = compiler.SlotOf(aggregate.Inner);
        var children = ImmutableArray.CreateBuilder<ExplainNode>();
        var type = RuleType.Record(aggregate.Source.Name);
        foreach (var record in records)
        {
            state.Slots[slot] = record;
            var isIn = aggregate.Where is null || BoxedValues.IsTrue(Value(aggregate.Where));
            if (!isIn && level != ExplainLevel.Full) continue;
            ImmutableArray<ExplainNode> parts = isIn ? aggregate.Value is null ? [] : [Explain(aggregate.Value)] : [Explain(aggregate.Where!)];
            children.Add(new(new BoundRecord(aggregate.Inner, type, aggregate.Span), aggregate.Span, type, record, isIn ? ExplainState.True : ExplainState.False, isIn ? null : LocalizedText.Of("left out by where", "where により対象外"), parts));
        }
        return new(aggregate, aggregate.Span, aggregate.Type, value, explainState, value is null ? CauseOf(aggregate) : null, [.. children.OrderBy(child => child.State == ExplainState.True ? 0 : 1)]);
    }

    /// <summary>Each candidate with its score, and the parts of that; one that is left out says why.</summary>
    private ExplainNode Choice(BoundChoose choose, object? value, ExplainState explainState)
    {
        var children = ImmutableArray.CreateBuilder<ExplainNode>();
        children.Add(Explain(choose.From));
        var slot = compiler.SlotOf(choose.Item);
        var candidates = NodeCompiler.ItemsOf(Value(choose.From)).ToArray();
        foreach (var candidate in candidates)
        {
            state.Slots[slot] = candidate;
            var isIn = choose.Where is null || Value(choose.Where) is true;
            var counted = choose.Scores.Where(score => score.When is null || Value(score.When) is true).ToArray();
            decimal? total = isIn ? counted.Aggregate(0m, (sum, score) => CompiledSupport.Added(sum, Value(score.Value) as decimal?)) : null;
            IEnumerable<BoundExpression> parts = isIn ? choose.Scores.SelectMany(score => score.When is null ? [score.Value] : new[] { score.When, score.Value }) : [choose.Where!];
            children.Add(new(new BoundVariable(choose.Item, choose.From.Span), choose.From.Span, choose.Item.Type, candidate, ExplainState.None,
                isIn ? LocalizedText.Of($"score {RuleConvert.Text(total)}", $"評点 {RuleConvert.Text(total)}") : LocalizedText.Of("left out by where", "where により対象外"), [.. parts.Select(Explain)]));
        }
        if (choose.Otherwise is not null && children.Count == 1) children.Add(Explain(choose.Otherwise));
        return new(choose, choose.Span, choose.Type, value, explainState, value is null ? Nothing : null, children.ToImmutable());
    }

    /// <summary>Operands of and/or that made the result what it is; of what is unknown, what is empty.</summary>
    private IEnumerable<BoundExpression> Deciding(BoundExpression parent, object? value, BoundExpression[] children)
    {
        if (parent is BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or }) return children.Where(child => Equals(Value(child), value));
        return value is null && parent is BoundBinary or BoundIn && children.Any(child => child is not BoundRange && Value(child) is null) ? children.Where(child => Value(child) is null) : children;
    }

    /// <summary>All operands of a chain: what stands behind the one that decided may matter as well. What cannot be evaluated is left out.</summary>
    private IEnumerable<BoundExpression> Chain(BoundExpression expression, BinaryOperator joins)
    {
        if (expression is BoundBinary both && both.Operator == joins)
            return Chain(both.Left, joins).Concat(Chain(both.Right, joins));
        return CanBeEvaluated(expression) ? [expression] : [];
    }

    private bool CanBeEvaluated(BoundExpression expression)
    {
        try
        {
            Value(expression);
            return true;
        }
        catch (Exception failure) when (failure is RuleEvaluationException or UnknownInputException)
        {
            return false;
        }
    }

    private IEnumerable<BoundExpression> Children(BoundExpression expression) => expression switch
    {
        BoundField { Record: not BoundRecord } field => [field.Record],
        BoundMember member => [member.Target],
        BoundUnary unary => [unary.Operand],
        BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or } chain => Chain(chain, chain.Operator),
        BoundBinary { Operator: BinaryOperator.Coalesce } first when Value(first.Left) is not null => [first.Left],
        BoundBinary binary => [binary.Left, binary.Right],
        BoundIsSet test => [test.Operand],
        BoundIn { Container: BoundRange range } membership => [membership.Operand, .. new[] { range.Low, range.High }.OfType<BoundExpression>()],
        BoundIn membership => [membership.Operand, membership.Container],
        BoundSet set => set.Items,
        BoundIf conditional => [conditional.Condition, BoxedValues.IsTrue(Value(conditional.Condition)) ? conditional.Then : conditional.Else],
        BoundLet let => [let.Value, let.Body],
        BoundCall call => call.Arguments,
        BoundFunctionCall call => [.. call.Arguments, call.Function.Body!],
        BoundConversion conversion => [conversion.Operand],
        BoundInterpolation text => text.Parts.Where(part => part is not BoundLiteral),
        _ => [],
    };

    /// <summary>Why an expression whose value is empty is so: the innermost reason.</summary>
    private LocalizedText CauseOf(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundField { Record: not BoundRecord } field when Value(field.Record) is null: return CauseOf(field.Record);
            case BoundField field: return IsEmpty(field.Field);
            case BoundOldField old: return LocalizedText.Of($"{Name(old.Field, "en")} had no value before", $"{Name(old.Field, "ja")} は以前は空でした");
            case BoundVariable variable: return IsEmpty(variable.Symbol.Name);
            case BoundRecord record: return IsEmpty(record.Symbol.Name);
            case BoundUser: return LocalizedText.Of("there is no user", "利用者がいません");
            case BoundMember member when Value(member.Target) is null: return CauseOf(member.Target);
            case BoundMember member: return IsEmpty(member.Member);
            case BoundUnary unary: return CauseOf(unary.Operand);
            case BoundConversion conversion: return CauseOf(conversion.Operand);
            case BoundLet let: return CauseOf(let.Body);
            case BoundFunctionCall call: return CauseOf(call.Function.Body!);
            case BoundIf conditional: return CauseOf(BoxedValues.IsTrue(Value(conditional.Condition)) ? conditional.Then : conditional.Else);
            case BoundBinary { Operator: BinaryOperator.Coalesce } first: return CauseOf(first.Right);
            case BoundBinary binary:
                return FirstEmpty([binary.Left, binary.Right]) is { } operand ? CauseOf(operand) : LocalizedText.Of("division by zero", "0 で割りました");
            case BoundIn { Container: BoundRange range } membership:
                return FirstEmpty([membership.Operand, range.Low, range.High]) is { } bound ? CauseOf(bound) : Nothing;
            case BoundCall call:
                return FirstEmpty(call.Arguments) is { } argument ? CauseOf(argument) : NotReadable(call);
            case BoundAggregate: return LocalizedText.Of("there are no records", "対象のレコードがありません");
            default: return Nothing;
        }
    }

    private static LocalizedText Nothing => LocalizedText.Of("the value is empty", "値が空です");

    private static LocalizedText IsEmpty(string name) => LocalizedText.Of($"{name} is empty", $"{name} が空です");

    private LocalizedText IsEmpty(Model.Field field) => LocalizedText.Of($"{Name(field, "en")} is empty", $"{Name(field, "ja")} が空です");

    /// <summary>As the app calls it; where nothing is known of the app, as the rule does.</summary>
    private string Name(Model.Field field, string locale) => state.Context.Model is { } model && field.Label.For(locale, model.DefaultLocale) is { Length: > 0 } label ? label : field.Name;

    private BoundExpression? FirstEmpty(IEnumerable<BoundExpression?> operands) => operands.OfType<BoundExpression>().FirstOrDefault(operand => Value(operand) is null);

    private LocalizedText NotReadable(BoundCall call)
    {
        if (call.Function.Name == Functions.ReplyRate) return LocalizedText.Of("nothing was sent on this channel in that time", "その期間にこのチャネルで送ったものがありません");
        if (call.Arguments is not [var argument] || Value(argument) is not string text) return Nothing;
        var shown = RuleText.Length(text) > 40 ? RuleText.Left(text, 40) + "…" : text;
        return call.Function.Name switch
        {
            "int" => LocalizedText.Of($"\"{shown}\" is not a whole number", $"「{shown}」は整数ではありません"),
            "decimal" => LocalizedText.Of($"\"{shown}\" is not a number", $"「{shown}」は数値ではありません"),
            "date" => LocalizedText.Of($"\"{shown}\" is not a date", $"「{shown}」は日付ではありません"),
            "time" => LocalizedText.Of($"\"{shown}\" is not a time", $"「{shown}」は時刻ではありません"),
            "datetime" => LocalizedText.Of($"\"{shown}\" is not a date and time", $"「{shown}」は日時ではありません"),
            "duration" => LocalizedText.Of($"\"{shown}\" is not a duration", $"「{shown}」は期間ではありません"),
            "period" => LocalizedText.Of($"\"{shown}\" is not a period", $"「{shown}」は暦の期間ではありません"),
            _ => Nothing,
        };
    }
}
