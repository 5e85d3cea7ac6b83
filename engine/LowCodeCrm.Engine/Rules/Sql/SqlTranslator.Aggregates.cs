using System.Diagnostics;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

// Aggregates over to-many relations: correlated subqueries over live rows.
public sealed partial class SqlTranslator
{
    private SqlValue Aggregate(BoundAggregate aggregate)
    {
        var parent = Value(aggregate.Parent).Text;
        var scope = Enter(new SqlScope(Context, aggregate.Source), aggregate.Inner);
        var conditions = new List<string> { Relation(aggregate, scope, parent), scope.IsLive };
        if (aggregate.Where is not null) conditions.Add(Condition(aggregate.Where));
        string select;
        var result = new SqlValue("", aggregate.Type);
        switch (aggregate.Aggregate)
        {
            case AggregateKind.Any:
                if (aggregate.Value is { } test) conditions.Add(Condition(test));
                select = "1";
                break;
            case AggregateKind.All:
                if (aggregate.Value is { } demanded) conditions.Add(Syntax.NotTrue(Test(Value(demanded))));
                select = "1";
                break;
            case AggregateKind.Count:
                select = Syntax.Count;
                break;
            default:
                result = Over(aggregate.Aggregate, Value(aggregate.Value!), aggregate.Type, aggregate.Span);
                select = result.Text;
                break;
        }
        Leave();
        var query = $"(SELECT {select} FROM {scope.From} WHERE {string.Join(" AND ", conditions)})";
        return aggregate.Aggregate switch
        {
            AggregateKind.Any => new SqlValue($"(EXISTS {query})", aggregate.Type),
            AggregateKind.All => new SqlValue($"(NOT EXISTS {query})", aggregate.Type),
            _ => result with { Text = query, Type = aggregate.Type },
        };
    }

    private string Relation(BoundAggregate aggregate, SqlScope scope, string parent)
    {
        if (aggregate.Via.Type != FieldType.ManyToMany) return $"{scope.Row.Column(Context.Schema.Of(aggregate.Source).Of(aggregate.Via).Column)} = {parent}";
        var link = Context.Schema.LinkOf(aggregate.Via);
        return $"{scope.Row.Id} IN (SELECT {SqlContext.Quote(LinkMapping.Target)} FROM {SqlContext.Quote(link.Table.Name)} WHERE {SqlContext.Quote(LinkMapping.Source)} = {parent})";
    }

    /// <summary>sum, average, min or max of a value over the rows of a SELECT or of its groups.</summary>
    public SqlValue Over(AggregateKind aggregate, SqlValue value, RuleType type, TextSpan span)
    {
        if (value.Form == SqlForm.Literal) value = AsOrdered(value);
        switch (aggregate)
        {
            case AggregateKind.Min or AggregateKind.Max:
                if (value.Type.Kind == TypeKind.Choice || value.Columns is not null || (Syntax.PadsText && value.Type.Kind == TypeKind.Text)) throw SqlLimitation.Of(span, "an order of these values", "これらの値の順序比較");
                if (value.Form == SqlForm.Id) value = IdAsText(value, new BoundError(span));
                return value with { Text = $"{(aggregate == AggregateKind.Min ? "min" : "max")}({value.Text})", Type = type, Constant = null };
            case AggregateKind.Sum:
                return Sum(value, type, span);
            case AggregateKind.Average:
                if (value.Type.Kind is not (TypeKind.Int or TypeKind.Decimal or TypeKind.Money or TypeKind.Percent)) throw SqlLimitation.Of(span, "the mean of these values", "これらの値の平均");
                var count = new SqlValue($"count({value.Text})", RuleType.Decimal, SqlForm.Scaled, 0, long.MaxValue);
                var sum = Sum(value.Type.Kind == TypeKind.Int ? value with { Type = RuleType.Decimal, Form = SqlForm.Scaled, Scale = 0, Bound = long.MaxValue } : value, RuleType.Decimal, span);
                return CallFunction("Divide", type, span, sum, count);
            default:
                throw new UnreachableException();
        }
    }

    private SqlValue Sum(SqlValue value, RuleType type, TextSpan span) => (value.Form, value.Type.Kind) switch
    {
        // Halves of the digits are summed apart, so that no sum of rows leaves 64 bits before it is put together exactly.
        (SqlForm.Scaled, _) => new SqlValue($"{SqlFunctions.FromHalves}(coalesce(sum({value.Text} / 1000000000), 0), coalesce(sum({value.Text} % 1000000000), 0), {value.Scale})", type, SqlForm.Ordered),
        (SqlForm.Ordered, _) => new SqlValue($"{SqlFunctions.SumOrdered}({value.Text})", type, SqlForm.Ordered),
        (SqlForm.Exact, _) => value with { Text = $"isnull(sum({value.Text}), 0)", Type = type, Bound = PowerOfTen(ExactMaximum) - 1, Constant = null },
        // sum() of integers fails on overflow rather than round.
        (_, TypeKind.Int or TypeKind.Duration or TypeKind.Period) => new SqlValue($"coalesce(sum({value.Text}), 0)", type),
        _ => throw SqlLimitation.Of(span, "the sum of these values", "これらの値の合計"),
    };
}
