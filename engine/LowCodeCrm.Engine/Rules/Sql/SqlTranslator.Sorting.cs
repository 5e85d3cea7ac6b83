using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

// What lists order by.
public sealed partial class SqlTranslator
{
    /// <summary>The row of a record-typed expression, for selecting its columns.</summary>
    public SqlRow RowOf(BoundExpression record) => Row(record);

    /// <summary>An expression to order by: text by its stored reading and fold, choices by the order of their options.</summary>
    /// <exception cref="SqlLimitation">The values have no order that SQL can follow.</exception>
    public string SortKey(BoundExpression expression)
    {
        if (expression is BoundField { Field.IsStored: true } field && Context.Schema.Of(field.Entity).Of(field.Field).Sort is { } sort)
            return Row(field.Record).Column(sort);
        var value = Realise(Value(expression));
        if (value.Type.Kind == TypeKind.Choice)
        {
            var options = FieldOfChoice(value.Type)!.Options;
            if (options.IsEmpty) return "NULL";
            return $"(CASE {value.Text} {string.Join(' ', options.OrderBy(o => o.Order).Select((o, i) => $"WHEN {Context.Constant(Context.Codec.ToText(o.Id))} THEN {i}"))} END)";
        }
        if (value.Type.Kind is TypeKind.Set or TypeKind.List or TypeKind.Json) throw SqlLimitation.Of(expression.Span, "an order of these values", "これらの値の並べ替え");
        return Stored(value);
    }

    /// <summary>A value in a form that can stand in the list of selected columns.</summary>
    public SqlValue Selected(BoundExpression expression)
    {
        var value = Realise(Value(expression));
        return value with { Text = Stored(value) };
    }
}
