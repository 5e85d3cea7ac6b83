using System.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

internal sealed partial class NodeCompiler
{
    private EvalNode Call(BoundCall expression)
    {
        var name = expression.Function.Name;
        if (name == "is_new") return new LambdaNode(static s => BoxedValues.Box(s.Old is null));
        var arguments = expression.Arguments.Select(Compile).ToList();
        if (name == Functions.Consent || expression.Function.Group == Functions.ChannelsGroup) return AboutPeople(expression, arguments);
        if (expression.Arguments.Any(a => a.Type.Kind == TypeKind.Empty)) return new ConstantNode(null);
        if (name == "text" && expression.Arguments[0].Type.Kind == TypeKind.Record)
            return new LambdaNode(s => BoxedValues.IdOf(arguments[0].Eval(s))?.ToString("D"));
        var implementation = FunctionImplementations.Get(name);
        var types = expression.Arguments.Select(a => ClrTypes.Of(a.Type)).ToList();
        if (implementation.TakesChoice)
        {
            types.Add(typeof(string));
            arguments.Add(new ConstantNode(expression.Arguments[0].Type.Choice ?? ""));
        }
        if (name is "min" or "max") return Folded(Invokers.Function(implementation, [types[0], types[0]]), arguments);
        if (name == "contains_any")
        {
            var (text, items) = (arguments[0], arguments[1]);
            return new LambdaNode(s => { s.Context.Spend(1); return Either(s.Context, text.Eval(s) as string, items.Eval(s)); });
        }
        // Work on a text is paid for by its length; that of constants is small, and known.
        for (var i = 0; i < expression.Arguments.Length; i++)
            if (expression.Arguments[i] is { Type.Kind: TypeKind.Text } and not BoundLiteral && arguments[i] is var argument) arguments[i] = new LambdaNode(s => s.Context.Paid(argument.Eval(s) as string));
        var invoke = Invokers.Function(implementation, [.. types]);
        switch (arguments)
        {
            case []: return new LambdaNode(s => { s.Context.Spend(1); return invoke(s.Context, null, null, null); });
            case [var a]: return new LambdaNode(s => { s.Context.Spend(1); return invoke(s.Context, a.Eval(s), null, null); });
            case [var a, var b]: return new LambdaNode(s => { s.Context.Spend(1); return invoke(s.Context, a.Eval(s), b.Eval(s), null); });
            case [var a, var b, var c]: return new LambdaNode(s => { s.Context.Spend(1); return invoke(s.Context, a.Eval(s), b.Eval(s), c.Eval(s)); });
            default: throw new UnreachableException($"{name} has too many arguments.");
        }
    }

    private static object? Either(RuleContext context, string? text, object? items) =>
        BoxedValues.Box(items is TextList list ? CompiledSupport.ContainsAny(context, text, list) : CompiledSupport.ContainsAny(context, text, items as TextSet));

    private static LambdaNode AboutPeople(BoundCall expression, List<EvalNode> arguments)
    {
        var record = arguments[0];
        var (first, second) = (arguments[1], arguments.ElementAtOrDefault(2));
        var entity = expression.Arguments[0].Type.Entity!;
        return expression.Function.Name switch
        {
            Functions.Consent => new(s => BoxedValues.Box(RuleChannels.Consent(s.Context, BoxedValues.IdOf(record.Eval(s)), first.Eval(s) as string, entity))),
            Functions.OptedOut => new(s => BoxedValues.Box(RuleChannels.OptedOut(s.Context, BoxedValues.IdOf(record.Eval(s)), first.Eval(s) as string, entity))),
            Functions.ContactableChannels => new(s => RuleChannels.ContactableChannels(BoxedValues.IdOf(record.Eval(s)), first.Eval(s) as string)),
            Functions.QuietHours => new(s => BoxedValues.Box(RuleChannels.QuietHours(s.Context, first.Eval(s) as string, second!.Eval(s) as DateTime?))),
            Functions.ReplyRate => new(s => RuleChannels.ReplyRate(s.Context, BoxedValues.IdOf(record.Eval(s)), first.Eval(s) as string, second!.Eval(s) as DateTime?, entity)),
            Functions.RecentSends => new(s => RuleChannels.RecentSends(s.Context, BoxedValues.IdOf(record.Eval(s)), first.Eval(s) as string, second!.Eval(s) as DateTime?, entity)),
            _ => throw new UnreachableException($"{expression.Function.Name} cannot be evaluated."),
        };
    }

    private static LambdaNode Folded(Invoker invoke, List<EvalNode> arguments) => new(s =>
    {
        s.Context.Spend(arguments.Count);
        var result = arguments[0].Eval(s);
        for (var i = 1; i < arguments.Count; i++) result = invoke(s.Context, result, arguments[i].Eval(s), null);
        return result;
    });

    private LambdaNode Aggregate(BoundAggregate expression)
    {
        var parent = Compile(expression.Parent);
        var slot = SlotOf(expression.Inner);
        var where = expression.Where is null ? null : Compile(expression.Where);
        var value = expression.Value is null ? null : Compile(expression.Value);
        var (entity, via, kind) = (expression.Source.Index, expression.Via.Index, expression.Aggregate);
        var linkOwner = expression.LinkOwner?.Index;
        var add = kind is AggregateKind.Sum or AggregateKind.Average && expression.Value!.Type.Kind != TypeKind.Empty
            ? Invokers.Operator(nameof(RuleOperators.Add), ClrTypes.Of(expression.Value.Type), ClrTypes.Of(expression.Value.Type)) : null;
        object? nothing = kind != AggregateKind.Sum ? null : expression.Value!.Type.Kind switch { TypeKind.Int => 0L, TypeKind.Duration => TimeSpan.Zero, _ => 0m };
        return new(s =>
        {
            IReadOnlyList<EntityRecord> records = BoxedValues.IdOf(parent.Eval(s)) is not { } id ? []
                : linkOwner is { } owner ? s.Context.LoadLinked(owner, via, id) : s.Context.LoadRelated(entity, via, id);
            s.Context.Spend(records.Count + 1);
            long count = 0;
            var result = nothing;
            foreach (var record in records)
            {
                s.Slots[slot] = record;
                if (where is not null && !BoxedValues.IsTrue(where.Eval(s))) continue;
                if (kind == AggregateKind.Any) return BoxedValues.True;
                var item = value?.Eval(s);
                if (kind == AggregateKind.All)
                {
                    if (!BoxedValues.IsTrue(item)) return BoxedValues.False;
                    continue;
                }
                if (kind != AggregateKind.Count && item is null) continue;
                count++;
                result = kind switch
                {
                    AggregateKind.Count => null,
                    AggregateKind.Min => result is null || BoxedValues.Compare(item, result) < 0 ? item : result,
                    AggregateKind.Max => result is null || BoxedValues.Compare(item, result) > 0 ? item : result,
                    _ => result is null ? item : add!(s.Context, result, item, null),
                };
            }
            return kind switch
            {
                AggregateKind.Any => BoxedValues.False,
                AggregateKind.All => BoxedValues.True,
                AggregateKind.Count => count,
                AggregateKind.Average => result switch
                {
                    null => null,
                    long sum => RuleOperators.Divide((decimal)sum, count),
                    TimeSpan sum => RuleOperators.Divide(sum, count),
                    _ => RuleOperators.Divide((decimal)result, (decimal)count),
                },
                _ => result,
            };
        });
    }
}
