using System.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Walks bound expressions.</summary>
public static class BoundTree
{
    /// <summary>The operands of a node, in order. The body of a called function is not among them.</summary>
    public static IEnumerable<BoundExpression> Children(BoundExpression expression) => Operands(expression).OfType<BoundExpression>();

    /// <summary>The same, with null for an operand that is not there.</summary>
    private static BoundExpression?[] Operands(BoundExpression expression) => expression switch
    {
        BoundLiteral or BoundRecord or BoundUser or BoundOldField or BoundChanged or BoundVariable or BoundMessagePart or BoundError => [],
        BoundField e => [e.Record],
        BoundMember e => [e.Target],
        BoundUnary e => [e.Operand],
        BoundBinary e => [e.Left, e.Right],
        BoundIsSet e => [e.Operand],
        BoundIn e => [e.Operand, e.Container],
        BoundSet e => [.. e.Items],
        BoundRange e => [e.Low, e.High],
        BoundIf e => [e.Condition, e.Then, e.Else],
        BoundLet e => [e.Value, e.Body],
        BoundCall e => [.. e.Arguments],
        BoundFunctionCall e => [.. e.Arguments],
        BoundConversion e => [e.Operand],
        BoundInterpolation e => [.. e.Parts],
        BoundAggregate e => [e.Parent, e.Where, e.Value],
        BoundChoose e => [e.From, e.Where, .. e.Scores.SelectMany(s => new[] { s.Value, s.When }), e.Otherwise],
        BoundMatch e => [e.Sender],
        _ => throw new UnreachableException(),
    };

    /// <summary>The expression and all below it, called functions' bodies included once each.</summary>
    public static IEnumerable<BoundExpression> DescendantsAndSelf(BoundExpression expression)
    {
        HashSet<FunctionSymbol>? seen = null;
        var stack = new Stack<BoundExpression>();
        stack.Push(expression);
        while (stack.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Operands(node))
                if (child is not null) stack.Push(child);
            if (node is BoundFunctionCall { Function: { Body: { } body } function } && (seen ??= []).Add(function)) stack.Push(body);
        }
    }

    /// <summary>Whether evaluating may end in a failure (overflow, a date out of range): a part that may is evaluated although its value is not needed.</summary>
    public static bool CanFail(BoundExpression expression) => DescendantsAndSelf(expression).Any(node => node switch
    {
        BoundBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Mod } => true,
        BoundUnary { Operator: UnaryOperator.Negate } or BoundAggregate or BoundInterpolation or BoundChoose or BoundBinary { Operator: BinaryOperator.Concat } => true,
        BoundCall call => !call.Arguments.IsEmpty,
        _ => false,
    });

    /// <summary>The expressions that a command evaluates, in order.</summary>
    public static IEnumerable<BoundExpression> ExpressionsOf(BoundCommand command) => command switch
    {
        SetCommand set => [set.Value],
        CreateCommand create => create.Assignments.Select(a => a.Value),
        UpdateCommand update => update.Assignments.Select(a => a.Value).Prepend(update.Record),
        DeleteCommand delete => [delete.Record],
        LetCommand let => [let.Value],
        SendCommand send => new[] { send.Channel, send.Record, send.Key }.OfType<BoundExpression>(),
        NotifyCommand notify => notify.People.Users.Concat(notify.Message?.Texts.Values ?? []),
        WebhookCommand call => call.Values.Select(v => v.Value).Concat(call.Key is null ? [] : [call.Key]),
        TagCommand tag => [tag.Tag],
        ReplyCommand => [],
        ForEachCommand each => each.Selection.Outer.Select(o => o.Value).Concat(each.Body.SelectMany(ExpressionsOf)),
        IfCommand branch => branch.Then.Concat(branch.Else).SelectMany(ExpressionsOf).Prepend(branch.Condition),
        _ => throw new UnreachableException(),
    };

    /// <summary>The expression with its operands changed; what a called function does is not among them.</summary>
    public static BoundExpression Map(BoundExpression expression, Func<BoundExpression, BoundExpression> change) => expression switch
    {
        BoundField e => e with { Record = change(e.Record) },
        BoundMember e => e with { Target = change(e.Target) },
        BoundUnary e => e with { Operand = change(e.Operand) },
        BoundBinary e => e with { Left = change(e.Left), Right = change(e.Right) },
        BoundIsSet e => e with { Operand = change(e.Operand) },
        BoundIn e => e with { Operand = change(e.Operand), Container = change(e.Container) },
        BoundSet e => e with { Items = [.. e.Items.Select(change)] },
        BoundRange e => e with { Low = e.Low is null ? null : change(e.Low), High = e.High is null ? null : change(e.High) },
        BoundIf e => e with { Condition = change(e.Condition), Then = change(e.Then), Else = change(e.Else) },
        BoundLet e => e with { Value = change(e.Value), Body = change(e.Body) },
        BoundCall e => e with { Arguments = [.. e.Arguments.Select(change)] },
        BoundFunctionCall e => e with { Arguments = [.. e.Arguments.Select(change)] },
        BoundConversion e => e with { Operand = change(e.Operand) },
        BoundInterpolation e => e with { Parts = [.. e.Parts.Select(change)] },
        BoundAggregate e => e with { Parent = change(e.Parent), Where = e.Where is null ? null : change(e.Where), Value = e.Value is null ? null : change(e.Value) },
        BoundChoose e => e with
        {
            From = change(e.From), Where = e.Where is null ? null : change(e.Where), Otherwise = e.Otherwise is null ? null : change(e.Otherwise),
            Scores = [.. e.Scores.Select(s => new BoundScore(change(s.Value), s.When is null ? null : change(s.When)))],
        },
        BoundMatch e => e with { Sender = change(e.Sender) },
        _ => expression,
    };
}
