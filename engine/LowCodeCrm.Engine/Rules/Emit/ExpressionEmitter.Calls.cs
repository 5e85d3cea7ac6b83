using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Emit;

internal sealed partial class ExpressionEmitter
{
    private const string Channels = "global::LowCodeCrm.Engine.Rules.Evaluation.RuleChannels.";
    private const string Values = "global::LowCodeCrm.Engine.Rules.Values.";

    private Code Call(BoundCall call, RuleScope scope)
    {
        if (call.Function.Name == "is_new") return new Code(scope.Saved is null ? "false" : "(o == null)", TypeKind.Bool, false);
        if (call.Function.Name == Functions.Consent || call.Function.Group == Functions.ChannelsGroup) return AboutPeople(call, scope);
        var implementation = FunctionImplementations.Get(call.Function.Name);
        var arguments = call.Arguments.Select(argument => Value(argument, scope)).ToList();
        var type = Code.Normal(call.Type.Kind);
        // The literal empty as an argument has no type of its own, and makes the result empty.
        if (arguments.Exists(argument => argument.Kind == TypeKind.Empty)) return call.Function.TotalOnEmpty && type == TypeKind.Bool ? new Code("false", TypeKind.Bool, false) : Null(type);
        var method = $"{Values}{implementation.DeclaringType.Name}.{implementation.Method}";
        var isAny = call.Function.Name == "contains_any";
        // Work on a text is paid for by its length; that of constants is small, and known.
        var texts = arguments.Zip(call.Arguments, (argument, bound) => !isAny && bound.Type.Kind == TypeKind.Text && bound is not BoundLiteral ? $"c.Paid({argument.Nullable.Text})" : argument.Nullable.Text).ToList();
        if (isAny) (method, texts) = ($"{ModuleWriter.Support}ContainsAny", [.. texts.Prepend("c")]);
        if (call.Function.Name is "min" or "max")
        {
            var kind = call.Type.Kind;
            var nested = arguments.Select(argument => Convert(argument, kind).Nullable.Text).Aggregate((a, b) => $"{method}({a}, {b})");
            return new Code(nested, type, true);
        }
        if (implementation.NeedsContext) texts.Insert(0, "c");
        if (implementation.TakesChoice) texts.Add(module.Literal(call.Arguments[0].Type.Choice ?? ""));
        var text = $"{method}({string.Join(", ", texts)})";
        return new Code(Code.IsReferenceKind(type) ? text : $"(({Code.TypeName(type, true)}){text})", type, true);
    }

    private Code AboutPeople(BoundCall call, RuleScope scope)
    {
        var arguments = call.Arguments.Select(argument => ValueAs(argument, argument.Type.Kind, scope).Text).ToList();
        var name = FunctionImplementations.Get(call.Function.Name).Method;
        // Whoever asks, a channel is quiet by the clock.
        if (call.Function.Name == Functions.QuietHours) arguments.RemoveAt(0);
        else if (call.Function.Name != Functions.ContactableChannels) arguments.Add(module.Literal(call.Arguments[0].Type.Entity!));
        if (call.Function.Name != Functions.ContactableChannels) arguments.Insert(0, "c");
        return new Code($"{Channels}{name}({string.Join(", ", arguments)})", Code.Normal(call.Type.Kind), call.Type.Kind != TypeKind.Bool);
    }

    /// <summary><c>text(x)</c>, as interpolation and <c>&amp;</c> see a value.</summary>
    private static Code TextOf(Code value) => value.Kind switch
    {
        TypeKind.Text => value,
        TypeKind.Empty => Null(TypeKind.Text),
        _ => new Code($"{Values}RuleConvert.Text({value.Nullable.Text})", TypeKind.Text, true),
    };

    /// <summary>A loop of its own method, which takes every variable in scope.</summary>
    private Code Aggregate(BoundAggregate aggregate, RuleScope scope)
    {
        module.NeedsOverflowGuard();
        var source = module.Use(aggregate.Source);
        var kind = Code.Normal(aggregate.Type.Kind);
        var inner = new ScopedRecord(module.NewVariable(), source, false);
        var inside = scope.With(aggregate.Inner, inner);
        var locals = scope.Locals().ToList();
        var name = module.NewMethod("G");
        var body = new CodeBlock();
        body.Line($"private {Code.TypeName(kind, true)} {name}({string.Join(", ", locals.Select(l => $"{l.Type} {l.Name}").Prepend("global::System.Guid? p").Prepend("global::LowCodeCrm.Engine.Rules.Evaluation.RuleContext c"))})");
        body.Line("{");
        body.Line(Start(aggregate.Aggregate, kind));
        body.Line("if (p.HasValue)");
        body.Line("{");
        body.Line(Invariant($"var l = c.{(aggregate.LinkOwner is null ? "LoadRelated" : "LoadLinked")}({aggregate.LinkOwner?.Index ?? source}, {aggregate.Via.Index}, p.GetValueOrDefault());"));
        body.Line("for (int i = 0; i < l.Count; i++)");
        body.Line("{");
        body.Line("c.Spend(1);");
        body.Line(Invariant($"var {inner.Variable} = (R{source})l[i];"));
        if (aggregate.Where is not null) body.Line($"if (!{WhenTrue(aggregate.Where, inside)}) continue;");
        Step(body, aggregate, kind, inside);
        body.Line("}");
        body.Line("}");
        body.Line($"return {Result(aggregate.Aggregate)};");
        body.Line("}");
        module.AddMember(body.ToString());
        var parent = Value(aggregate.Parent, scope).Nullable.Text;
        var total = aggregate.Aggregate is AggregateKind.Any or AggregateKind.All or AggregateKind.Count or AggregateKind.Sum;
        var call = $"{name}({string.Join(", ", locals.Select(l => l.Name).Prepend(parent).Prepend("c"))})";
        return new Code(total ? $"{call}.GetValueOrDefault()" : call, kind, !total);
    }

    private static string Start(AggregateKind aggregate, TypeKind kind) => aggregate switch
    {
        AggregateKind.Any or AggregateKind.All => "",
        AggregateKind.Count => "long n = 0;",
        AggregateKind.Sum => $"{Code.TypeName(kind, false)} s = 0;",
        AggregateKind.Average => "decimal s = 0; long n = 0;",
        _ => $"{Code.TypeName(kind, true)} m = null;",
    };

    private void Step(CodeBlock body, BoundAggregate aggregate, TypeKind kind, RuleScope scope)
    {
        switch (aggregate.Aggregate)
        {
            case AggregateKind.Any:
                body.Line("return true;");
                return;
            case AggregateKind.All:
                if (aggregate.Value is not null) body.Line($"if (!{WhenTrue(aggregate.Value, scope)}) return false;");
                return;
            case AggregateKind.Count:
                body.Line("n++;");
                return;
        }
        var value = ValueAs(aggregate.Value!, kind, scope).Text;
        body.Line($"var x = {value};");
        body.Line("if (x == null) continue;");
        body.Line(aggregate.Aggregate switch
        {
            AggregateKind.Sum => "s += x.GetValueOrDefault();",
            AggregateKind.Average => "s += x.GetValueOrDefault(); n++;",
            AggregateKind.Min => $"m = m == null ? x : {Values}RuleMath.Min(m, x);",
            AggregateKind.Max => $"m = m == null ? x : {Values}RuleMath.Max(m, x);",
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    private static string Result(AggregateKind aggregate) => aggregate switch
    {
        AggregateKind.Any => "false",
        AggregateKind.All => "true",
        AggregateKind.Count => "n",
        AggregateKind.Sum => "s",
        AggregateKind.Average => "n == 0 ? default(decimal?) : s / n",
        _ => "m",
    };
}
