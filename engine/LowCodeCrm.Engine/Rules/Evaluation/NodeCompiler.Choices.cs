using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

internal sealed partial class NodeCompiler
{
    private LambdaNode Choose(BoundChoose expression)
    {
        var from = Compile(expression.From);
        var slot = SlotOf(expression.Item);
        var where = expression.Where is null ? null : Compile(expression.Where);
        var scores = expression.Scores.Select(score => (Value: Compile(score.Value), When: score.When is null ? null : Compile(score.When))).ToArray();
        var otherwise = expression.Otherwise is null ? null : Compile(expression.Otherwise);
        return new(s =>
        {
            object? best = null;
            decimal? top = null;
            foreach (var item in ItemsOf(from.Eval(s)))
            {
                s.Context.Spend(1);
                s.Slots[slot] = item;
                if (where is not null && !BoxedValues.IsTrue(where.Eval(s))) continue;
                var sum = 0m;
                foreach (var (value, when) in scores)
                    if (when is null || BoxedValues.IsTrue(when.Eval(s))) sum = CompiledSupport.Added(sum, value.Eval(s) as decimal?);
                if (top is not null && sum <= top) continue;
                (best, top) = (item, sum);
            }
            return top is null ? otherwise?.Eval(s) : best;
        });
    }

    /// <summary>The items of a list or set, in its order.</summary>
    internal static IEnumerable<object?> ItemsOf(object? list) => list switch
    {
        TextList texts => texts.Items,
        TextSet set => set.Items,
        ValueList values => values.Items,
        _ => [],
    };

    private LambdaNode Match(BoundMatch expression)
    {
        var (sender, entity) = (Compile(expression.Sender), expression.Entity.Index);
        return new(s => s.Context.FindBySender(entity, sender.Eval(s) as string));
    }
}
