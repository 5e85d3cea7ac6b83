using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Client;

/// <summary>
/// Bound expressions as JSON for the browser's evaluator (<c>runtime/web/rules</c>, whose <c>model.ts</c> describes the nodes). Symbols become numbers;
/// record 0 is <c>this</c>.
/// </summary>
public sealed class ClientExpressionWriter
{
    private readonly CrmModel? model;
    private readonly Dictionary<object, int> symbols = new(ReferenceEqualityComparer.Instance);

    /// <param name="model">For the labels of choices; null for expressions outside any app.</param>
    /// <param name="self">The record that bare names mean, or null.</param>
    public ClientExpressionWriter(CrmModel? model, RecordSymbol? self)
    {
        this.model = model;
        if (self is not null) symbols.Add(self, 0);
    }

    /// <summary>The number by which the tree names a variable or record.</summary>
    public int NumberOf(object symbol)
    {
        // 0 is kept for the rule's own record.
        ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(symbols, symbol, out var known);
        return known ? number : number = symbols.Count;
    }

    public JsonObject Write(BoundExpression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var node = expression switch
        {
            BoundLiteral e => Node("lit", ("v", Constant(e.Value))),
            BoundRecord e => Node("rec", ("s", NumberOf(e.Symbol))),
            BoundUser => Node("user"),
            BoundVariable e => Node("var", ("v", NumberOf(e.Symbol))),
            BoundField e => Field(Node("field", ("r", Write(e.Record)), ("f", e.Field.Name)), e.Field),
            BoundOldField e => Field(Node("old", ("f", e.Field.Name)), e.Field),
            BoundChanged e => Node("changed", ("f", e.Field.Name), ("of", KindName(RuleType.OfField(e.Entity, e.Field).Kind))),
            BoundMember e => Node("member", ("x", Write(e.Target)), ("m", e.Member)),
            BoundUnary e => Node(e.Operator == UnaryOperator.Not ? "not" : "neg", ("x", Write(e.Operand))),
            BoundBinary e => Node("bin", ("op", e.Operator.ToString().ToLowerInvariant()), ("l", Write(e.Left)), ("r", Write(e.Right))),
            BoundIsSet e => Negated(Node("is", ("x", Write(e.Operand))), e.Negated),
            BoundIn e => Negated(Node("in", ("x", Write(e.Operand)), ("c", Write(e.Container))), e.Negated),
            BoundSet e => Node("set", ("i", Array(e.Items))),
            BoundRange e => Node("range", ("lo", e.Low is null ? null : Write(e.Low)), ("loIn", e.LowIncluded), ("hi", e.High is null ? null : Write(e.High)), ("hiIn", e.HighIncluded)),
            BoundIf e => Node("if", ("c", Write(e.Condition)), ("a", Write(e.Then)), ("b", Write(e.Else))),
            BoundLet e => Node("let", ("v", NumberOf(e.Symbol)), ("x", Write(e.Value)), ("b", Write(e.Body))),
            BoundConversion e => Node("conv", ("x", Write(e.Operand)), ("items", e.WidensItems ? true : null)),
            BoundInterpolation e => Node("text", ("p", Array(e.Parts))),
            BoundCall e => Call(e),
            BoundFunctionCall e => Node("fn", ("f", e.Function.Name), ("a", Array(e.Arguments))),
            BoundAggregate e => Aggregate(e),
            // Asked of the server, like functions that only it has.
            BoundChoose => Node("server", ("f", "choose")),
            _ => throw new UnreachableException(expression.GetType().Name),
        };
        node["t"] = KindName(expression.Type.Kind);
        return node;
    }

    /// <summary>The name of a kind of type in <c>model.ts</c>.</summary>
    public static string KindName(TypeKind kind) => kind.ToString().ToLowerInvariant();

    private JsonObject Call(BoundCall call)
    {
        // Never a guess: who meets this asks the server.
        if (!call.Function.BackEnds.HasFlag(BackEnds.Client)) return Node("server", ("f", call.Function.Name));
        var node = Node("call", ("f", call.Function.Name), ("a", Array(call.Arguments)));
        // What the browser would have to know about the app or parse again is sent ready made.
        if (call.Function.Name == "matches" && call.Arguments[1] is BoundLiteral { Value: string pattern }) node["pattern"] = ClientPattern.Write(RulePattern.Get(pattern));
        if (call.Function.Name == "label") node["labels"] = call.Arguments[0].Type.Choice is { } choice ? Labels(choice) : ChannelLabels();
        return node;
    }

    private JsonObject Aggregate(BoundAggregate e) => Node("agg",
        ("a", e.Aggregate.ToString().ToLowerInvariant()), ("e", e.Source.Name), ("via", e.Via.Name), ("p", Write(e.Parent)), ("s", NumberOf(e.Inner)),
        ("w", e.Where is null ? null : Write(e.Where)), ("v", e.Value is null ? null : Write(e.Value)), ("link", e.LinkOwner is null ? null : true));

    private JsonObject Labels(string choice)
    {
        var dot = choice.LastIndexOf('.');
        var labels = new JsonObject();
        foreach (var option in model?.Find(choice[..dot])?.Find(choice[(dot + 1)..])?.Options ?? [])
            labels[option.Value] = ByLocale(option.Label);
        return labels;
    }

    private JsonObject ChannelLabels() => new((model?.Channels ?? []).Select(channel => KeyValuePair.Create(channel.Name, (JsonNode?)ByLocale(channel.Label))));

    private static JsonObject ByLocale(LocalizedText label) => new(label.ByLocale.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    private static JsonObject Field(JsonObject node, Field field)
    {
        if (field.IsToOne) node["e"] = field.Target;
        return node;
    }

    private static JsonObject Negated(JsonObject node, bool negated)
    {
        if (negated) node["no"] = true;
        return node;
    }

    private JsonArray Array(IEnumerable<BoundExpression> items) => [.. items.Select(Write)];

    private static JsonObject Node(string kind, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var node = new JsonObject { ["k"] = kind };
        foreach (var (name, value) in members)
            if (value is not null || name == "v") node[name] = value;
        return node;
    }

    /// <summary>A constant in the form in which the API writes values; numbers as text, so that no digit is lost.</summary>
    public static JsonNode? Constant(object? value) => value switch
    {
        null => null,
        bool b => JsonValue.Create(b),
        string s => JsonValue.Create(s),
        long n => JsonValue.Create(RuleConvert.Text(n)),
        decimal d => JsonValue.Create(RuleConvert.Text(d)),
        DateOnly d => JsonValue.Create(RuleConvert.Text(d)),
        TimeOnly t => JsonValue.Create(RuleConvert.Text(t)),
        DateTime t => JsonValue.Create(RuleConvert.Text(t)),
        TimeSpan t => JsonValue.Create(RuleConvert.Text(t)),
        Period p => JsonValue.Create(RuleConvert.Text(p)),
        Guid id => JsonValue.Create(RuleConvert.Text(id)),
        TextSet set => new JsonArray([.. set.Items.Select(item => (JsonNode?)JsonValue.Create(item))]),
        TextList list => new JsonArray([.. list.Items.Select(item => (JsonNode?)JsonValue.Create(item))]),
        _ => throw new UnreachableException(value.GetType().Name),
    };
}
