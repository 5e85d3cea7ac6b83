using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Takes out of a condition on an item what does not depend on the item but on the rule around it, so that a database gets it as parameters.</summary>
internal sealed class OuterValues
{
    private readonly ImmutableArray<OuterValue>.Builder found = ImmutableArray.CreateBuilder<OuterValue>();
    private readonly HashSet<object> inside;

    private OuterValues(RecordSymbol item) => inside = new(ReferenceEqualityComparer.Instance) { item };

    public static (BoundExpression Condition, ImmutableArray<OuterValue> Outer) TakenFrom(BoundExpression condition, RecordSymbol item)
    {
        var values = new OuterValues(item);
        values.Declare(condition);
        return (values.Rewrite(condition), values.found.ToImmutable());
    }

    /// <summary>Names that are given inside the condition depend on it.</summary>
    private void Declare(BoundExpression condition)
    {
        foreach (var node in BoundTree.DescendantsAndSelf(condition))
            if (node is BoundLet let) inside.Add(let.Symbol);
            else if (node is BoundAggregate aggregate) inside.Add(aggregate.Inner);
            else if (node is BoundChoose choose) inside.Add(choose.Item);
            else if (node is BoundFunctionCall call)
                foreach (var parameter in call.Function.Parameters) inside.Add((object?)parameter.Record ?? parameter.Variable!);
    }

    private BoundExpression Rewrite(BoundExpression node)
    {
        if (!IsOuter(node)) return node;
        if (DependsOnInside(node)) return BoundTree.Map(node, Rewrite);
        var symbol = new VariableSymbol($"outer{found.Count}", node.Type);
        found.Add(new OuterValue(symbol, node));
        return new BoundVariable(symbol, node.Span);
    }

    private bool IsOuter(BoundExpression node) => BoundTree.DescendantsAndSelf(node).Any(part => part switch
    {
        BoundRecord record => !inside.Contains(record.Symbol),
        BoundVariable variable => !inside.Contains(variable.Symbol),
        BoundOldField or BoundChanged or BoundMessagePart => true,
        _ => false,
    });

    private bool DependsOnInside(BoundExpression node) => BoundTree.DescendantsAndSelf(node).Any(part => part switch
    {
        BoundRecord record => inside.Contains(record.Symbol),
        BoundVariable variable => inside.Contains(variable.Symbol),
        _ => false,
    });
}
