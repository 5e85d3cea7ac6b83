using System.Collections.Immutable;
using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Bound tree to evaluation nodes, once per expression. Names become slots, operators and functions become delegates.</summary>
internal sealed partial class NodeCompiler
{
    private readonly Dictionary<object, int> slots = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FunctionSymbol, EvalNode> functions = [];
    private readonly Dictionary<BoundExpression, EvalNode>? nodes;
    private EvaluationProbe? probe;

    /// <param name="remember">Keeps the node of every subexpression, for explaining.</param>
    /// <param name="probe">Watches what is evaluated.</param>
    public NodeCompiler(bool remember = false, EvaluationProbe? probe = null) => (nodes, this.probe) = (remember ? new(ReferenceEqualityComparer.Instance) : null, probe);

    public int SlotCount => slots.Count;

    public EvalNode NodeOf(BoundExpression expression) => nodes![expression];

    public int SlotOf(object symbol)
    {
        if (!slots.TryGetValue(symbol, out var slot)) slots[symbol] = slot = slots.Count;
        return slot;
    }

    public EvalNode Compile(BoundExpression expression)
    {
        if (nodes is not null && nodes.TryGetValue(expression, out var known)) return known;
        var node = Make(expression);
        if (probe is not null) node = probe.Watch(expression, node, Unwatched);
        if (nodes is not null) nodes[expression] = node;
        return node;
    }

    private EvalNode Unwatched(BoundExpression expression)
    {
        var watching = probe;
        probe = null;
        var node = Compile(expression);
        probe = watching;
        return node;
    }

    private EvalNode Make(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => new ConstantNode(literal.Value is bool b ? BoxedValues.Box(b) : literal.Value),
        BoundRecord record => Record(record.Symbol),
        BoundUser => new LambdaNode(static s => s.Context.UserId),
        BoundField field => Field(field),
        BoundOldField old => OldField(old),
        BoundChanged changed => Changed(changed),
        BoundMember member => Member(member),
        BoundVariable variable => Variable(variable.Symbol),
        BoundUnary unary => Unary(unary),
        BoundBinary binary => Binary(binary),
        BoundIsSet test => IsSet(test),
        BoundIn membership => In(membership),
        BoundSet set => Set(set),
        BoundIf conditional => If(conditional),
        BoundLet let => Let(let),
        BoundCall call => Call(call),
        BoundFunctionCall call => FunctionCall(call),
        BoundConversion conversion => Conversion(conversion),
        BoundInterpolation text => Interpolation(text),
        BoundAggregate aggregate => Aggregate(aggregate),
        BoundChoose choose => Choose(choose),
        BoundMatch match => Match(match),
        BoundMessagePart { Member: var part } => new LambdaNode(s => s.Context.Message?.Part(part)),
        _ => throw new UnreachableException($"{expression.GetType().Name} cannot be evaluated."),
    };

    private EvalNode Record(RecordSymbol symbol)
    {
        // A symbol that nothing on the way has bound is the record of the frame.
        if (!slots.TryGetValue(symbol, out var slot)) return new LambdaNode(static s => s.This);
        return new LambdaNode(s => s.Slots[slot]);
    }

    private EvalNode Variable(VariableSymbol symbol)
    {
        if (slots.TryGetValue(symbol, out var slot)) return new LambdaNode(s => s.Slots[slot]);
        return new LambdaNode(s => s.Variables is { } values && values.TryGetValue(symbol, out var value) ? value
            : throw new InvalidOperationException($"The variable {symbol.Name} has no value."));
    }

    private EvalNode Field(BoundField expression)
    {
        var (entity, field) = (expression.Entity.Index, expression.Field.Index);
        var isId = expression.Field.Type == FieldType.Id;
        if (expression.Record is BoundRecord { Symbol: var symbol } && !slots.ContainsKey(symbol) && !isId)
        {
            Compile(expression.Record);
            return new ThisFieldNode(field);
        }
        var record = Compile(expression.Record);
        return new LambdaNode(s =>
        {
            var value = Resolve(s, record.Eval(s), entity)?.GetValue(field);
            return isId && value is Guid id ? id.ToString("D") : value;
        });
    }

    /// <summary>The record itself, or the one that a lookup names.</summary>
    internal static EntityRecord? Resolve(EvalState state, object? value, int entityIndex)
    {
        if (value is EntityRecord record) return record;
        if (value is not Guid id) return null;
        state.Context.Spend(1);
        return state.Context.Load(entityIndex, id);
    }

    private static LambdaNode OldField(BoundOldField expression)
    {
        var field = expression.Field.Index;
        return expression.Field.Type == FieldType.Id
            ? new(s => s.Old?.GetValue(field) is Guid id ? id.ToString("D") : null)
            : new(s => s.Old?.GetValue(field));
    }

    private static LambdaNode Changed(BoundChanged expression)
    {
        var field = expression.Field.Index;
        return new(s => BoxedValues.Box(!BoxedValues.AreEqual(s.Old?.GetValue(field), s.This?.GetValue(field))));
    }

    private LambdaNode Member(BoundMember expression)
    {
        var target = Compile(expression.Target);
        var member = expression.Member;
        return new(s => BoxedMembers.Get(target.Eval(s), member));
    }

    private LambdaNode IsSet(BoundIsSet expression)
    {
        var operand = Compile(expression.Operand);
        var negated = expression.Negated;
        return new(s => BoxedValues.Box(operand.Eval(s) is null == negated));
    }

    private LambdaNode If(BoundIf expression)
    {
        var (condition, then, otherwise) = (Compile(expression.Condition), Compile(expression.Then), Compile(expression.Else));
        return new(s => BoxedValues.IsTrue(condition.Eval(s)) ? then.Eval(s) : otherwise.Eval(s));
    }

    private LambdaNode Let(BoundLet expression)
    {
        var value = Compile(expression.Value);
        var slot = SlotOf(expression.Symbol);
        var body = Compile(expression.Body);
        return new(s =>
        {
            s.Slots[slot] = value.Eval(s);
            return body.Eval(s);
        });
    }

    private LambdaNode FunctionCall(BoundFunctionCall expression)
    {
        var arguments = expression.Arguments.Select(Compile).ToArray();
        var parameters = expression.Function.Parameters.Select(p => SlotOf((object?)p.Record ?? p.Variable!)).ToArray();
        // Functions never recurse, so one set of slots for each is enough.
        if (!functions.TryGetValue(expression.Function, out var body))
            functions[expression.Function] = body = Compile(expression.Function.Body ?? throw new InvalidOperationException($"The function {expression.Function.Name} is not bound."));
        return new(s =>
        {
            s.Context.Spend(1);
            var values = new object?[arguments.Length];
            for (var i = 0; i < values.Length; i++) values[i] = arguments[i].Eval(s);
            for (var i = 0; i < values.Length; i++) s.Slots[parameters[i]] = values[i];
            return body.Eval(s);
        });
    }

    private EvalNode Conversion(BoundConversion expression)
    {
        var operand = Compile(expression.Operand);
        if (expression.WidensItems) return new LambdaNode(s => CompiledSupport.Widened(operand.Eval(s) as ValueList));
        // The set {} has no type of item until it meets another.
        if (expression.Operand.Type.Element?.Kind == TypeKind.Empty && !ClrTypes.IsText(expression.Type.Element)) return new ConstantNode(new ValueList([], true));
        if (expression.Operand.Type.Kind != TypeKind.Int || !expression.Type.IsDecimalLike) return operand;
        if (operand is ConstantNode { Value: long constant }) return new ConstantNode((decimal)constant);
        return new LambdaNode(s => operand.Eval(s) is long whole ? (decimal)whole : null);
    }

    private LambdaNode Interpolation(BoundInterpolation expression)
    {
        var parts = expression.Parts.Select(part => (Node: Compile(part), Text: TextOf(part.Type))).ToArray();
        return new(s =>
        {
            s.Context.Spend(1);
            return s.Context.Paid(RuleText.Joined(parts.Select(part => part.Node.Eval(s) is { } value ? part.Text(s.Context, value, null, null) as string : "")));
        });
    }

    private static Invoker TextOf(RuleType type) => type.Kind is TypeKind.Record or TypeKind.Empty
        ? static (_, value, _, _) => BoxedValues.IdOf(value)?.ToString("D")
        : Invokers.Function(FunctionImplementations.Get("text"), [ClrTypes.Of(type)]);

    private EvalNode Set(BoundSet expression)
    {
        var items = expression.Items.Select(Compile).ToArray();
        var isText = ClrTypes.IsText(expression.Type.Element);
        if (expression.Type.Kind == TypeKind.List)
            return new LambdaNode(s =>
            {
                var values = items.Select(item => item.Eval(s)).Where(item => item is not null);
                return isText ? new TextList([.. values.Cast<string>()]) : new ValueList(values, false);
            });
        object Build(EvalState state)
        {
            var values = items.Select(item => item.Eval(state));
            return isText ? new TextSet(values.OfType<string>()) : new ValueList(values, true);
        }
        if (items.All(item => item is ConstantNode)) return new ConstantNode(Build(null!));
        return new LambdaNode(Build);
    }

    /// <summary>The most frequent node: a field of the record at hand.</summary>
    private sealed class ThisFieldNode(int field) : EvalNode
    {
        public override object? Eval(EvalState state) => state.This?.GetValue(field);
    }
}
