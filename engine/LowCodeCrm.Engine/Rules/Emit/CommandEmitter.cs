using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Commands as statements: <c>set</c> assigns to the record at once, everything else adds an effect to the list <c>q</c>.</summary>
internal sealed partial class CommandEmitter(ModuleWriter module)
{
    public void Emit(ImmutableArray<BoundCommand> commands, RuleScope scope, CodeBlock block)
    {
        foreach (var command in commands) scope = Emit(command, scope, block);
    }

    /// <summary>The value of an assignment as the field holds it: rounded half up to its scale, "" as empty.</summary>
    public string FieldValue(Field field, BoundExpression value, RuleScope scope)
    {
        var type = FieldShape.Of(field, null).Type;
        var code = module.Expressions.ValueAs(value, KindOf(field, value), scope);
        if (field.Type is FieldType.Decimal or FieldType.Money or FieldType.Percent)
            return string.Create(CultureInfo.InvariantCulture, $"global::LowCodeCrm.Engine.Rules.Values.RuleMath.ToScale({code.Text}, {field.Scale})");
        return code.Kind is TypeKind.Text or TypeKind.Set ? $"{ModuleWriter.Support}Stored({code.Text})" : $"({type}){code.Text}";
    }

    private RuleScope Emit(BoundCommand command, RuleScope scope, CodeBlock block)
    {
        switch (command)
        {
            case SetCommand set:
                block.Line($"r.{RecordEmitter.MemberOf(set.Field)} = {FieldValue(set.Field, set.Value, scope)};");
                return scope;
            case CreateCommand create:
                block.Line(string.Create(CultureInfo.InvariantCulture, $"q.Add({Values(create.Assignments, scope)}.Create({create.Target.Index}));"));
                return scope;
            case UpdateCommand update:
                var id = module.NewVariable();
                block.Line($"var {id} = {module.Expressions.ValueAs(update.Record, TypeKind.Record, scope).Text};");
                block.Line(string.Create(CultureInfo.InvariantCulture, $"if ({id}.HasValue) q.Add({Values(update.Assignments, scope)}.Update({update.Target.Index}, {id}.GetValueOrDefault()));"));
                return scope;
            case DeleteCommand delete:
                var gone = module.NewVariable();
                block.Line($"var {gone} = {module.Expressions.ValueAs(delete.Record, TypeKind.Record, scope).Text};");
                block.Line(string.Create(CultureInfo.InvariantCulture, $"if ({gone}.HasValue) q.Add(new global::LowCodeCrm.Engine.Rules.Evaluation.DeleteEffect({delete.Target.Index}, {gone}.GetValueOrDefault()));"));
                return scope;
            case IfCommand choice:
                block.Line($"if ({module.Expressions.WhenTrue(choice.Condition, scope)})");
                block.Line("{");
                Emit(choice.Then, scope, block);
                block.Line("}");
                if (choice.Else.IsEmpty) return scope;
                block.Line("else");
                block.Line("{");
                Emit(choice.Else, scope, block);
                block.Line("}");
                return scope;
            case LetCommand let:
                var value = module.Expressions.ValueAs(let.Value, let.Symbol.Type, scope);
                var variable = value with { Text = module.NewVariable() };
                block.Line($"{value.CSharpType} {variable.Text} = {value.Text};");
                return scope.With(let.Symbol, variable);
            default:
                Outside(command, scope, block);
                return scope;
        }
    }

    private string Values(ImmutableArray<FieldAssignment> assignments, RuleScope scope) =>
        "new global::LowCodeCrm.Engine.Rules.Evaluation.FieldValues()" + string.Concat(assignments.Select(assignment =>
            string.Create(CultureInfo.InvariantCulture, $".Add({assignment.Field.Index}, {FieldValue(assignment.Field, assignment.Value, scope)})")));

    /// <summary>The kind that a field's value has; binding has made the expression fit.</summary>
    private static TypeKind KindOf(Field field, BoundExpression value) => field.Type switch
    {
        FieldType.Integer or FieldType.Rating => TypeKind.Int,
        FieldType.Decimal or FieldType.Money or FieldType.Percent => TypeKind.Decimal,
        FieldType.Lookup or FieldType.User => TypeKind.Record,
        _ => value.Type.Kind == TypeKind.Empty ? RuleType.OfField(NoEntity, field).Kind : value.Type.Kind,
    };

    private static readonly Entity NoEntity = new("", "", Diagnostics.LocalizedText.Empty, []);
}
