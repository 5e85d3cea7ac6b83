using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

internal sealed partial class ExpressionEmitter
{
    /// <summary>A loop of its own method, which takes every variable in scope.</summary>
    private Code Choose(BoundChoose choose, RuleScope scope)
    {
        module.NeedsOverflowGuard();
        var kind = Code.KindOf(choose.Type);
        var from = Value(choose.From, scope).Nullable;
        var locals = scope.Locals().ToList();
        var name = module.NewMethod("G");
        var item = new Code(module.NewVariable(), Code.Normal(choose.Item.Type.Kind), true);
        var inside = scope.With(choose.Item, item);
        var body = new CodeBlock();
        body.Line($"private {Code.TypeName(kind, true)} {name}({string.Join(", ", locals.Select(l => $"{l.Type} {l.Name}").Prepend($"{from.CSharpType} l").Prepend($"{ModuleWriter.Context} c"))})");
        body.Line("{");
        body.Line($"{item.CSharpType} w = null;");
        body.Line("decimal? m = null;");
        body.Line("if (l != null)");
        body.Line("{");
        body.Line("for (int i = 0; i < l.Items.Length; i++)");
        body.Line("{");
        body.Line("c.Spend(1);");
        body.Line($"{item.CSharpType} {item.Text} = ({item.CSharpType})l.Items[i];");
        if (choose.Where is not null) body.Line($"if (!{WhenTrue(choose.Where, inside)}) continue;");
        body.Line("decimal s = 0;");
        foreach (var score in choose.Scores)
            body.Line($"{(score.When is null ? "" : $"if ({WhenTrue(score.When, inside)}) ")}s = {ModuleWriter.Support}Added(s, {ValueAs(score.Value, TypeKind.Decimal, inside).Text});");
        body.Line("if (m != null && s <= m) continue;");
        body.Line($"w = {item.Text};");
        body.Line("m = s;");
        body.Line("}");
        body.Line("}");
        body.Line($"return m == null ? {(choose.Otherwise is null ? $"default({Code.TypeName(kind, true)})" : ValueAs(choose.Otherwise, choose.Type, scope).Text)} : w;");
        body.Line("}");
        module.AddMember(body.ToString());
        return new Code($"{name}({string.Join(", ", locals.Select(l => l.Name).Prepend(from.Text).Prepend("c"))})", Code.Normal(kind), true);
    }
}
