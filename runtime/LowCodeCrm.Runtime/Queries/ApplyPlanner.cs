using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;

namespace LowCodeCrm.Runtime.Queries;

/// <summary><c>$apply</c>: filters, then one grouping with aggregates; <c>$orderby</c>, <c>$top</c> and <c>$skip</c> work on its rows.</summary>
internal sealed class ApplyPlanner(CompiledApp app, QueryModel model, ColumnCodec codec, RecordPolicy policy, QueryLimits limits)
{
    private sealed record Output(string Path, SqlValue Value, Field? Choice, string SortKey);

    private readonly List<Output> outputs = [];

    public QueryPlan Plan(Entity entity, QueryOptions options)
    {
        foreach (var refused in (string[])["$select", "$expand", "$filter"])
            if (options.All.ContainsKey(refused)) throw QueryProblems.Unsupported(refused, "use together with $apply");
        var parser = options.Parser(model, entity, limits);
        var apply = QueryOptions.Read("$apply", model, parser.ParseApply) ?? throw QueryProblems.Unsupported("$apply", "nothing at all");
        var order = QueryOptions.Read("$orderby", model, parser.ParseOrderBy);
        var context = new SqlContext(app.Model, app.Schema, codec, app.Rules);
        var translator = new SqlTranslator(context);
        var scope = new SqlScope(context, entity);
        var symbol = new RecordSymbol("this", entity.Name);
        translator.Enter(scope, symbol);
        var root = BoundFactory.Record(symbol);
        // What a list is narrowed by narrows its footer too: both hold before the first step.
        var selection = new RecordSelection(app, policy, limits);
        var where = selection.Visible(translator, scope, symbol, entity);
        if (options.All.TryGetValue(QueryOptions.Filter, out var condition)) where.Add(selection.Condition(translator, symbol, condition));
        var search = options.All.TryGetValue("$search", out var words) ? selection.Search(context, entity, scope, words, where) : null;
        var groups = new List<string>();
        var isDone = false;
        foreach (var transformation in apply.Transformations)
        {
            if (isDone) throw QueryProblems.Unsupported("$apply", "a step after groupby or aggregate");
            switch (transformation)
            {
                case FilterTransformationNode filter:
                    where.Add(Exact(() => translator.Condition(new QueryExpressionBinder(model, "$apply", root).Bind(filter.FilterClause.Expression))));
                    break;
                case GroupByTransformationNode groupBy:
                    foreach (var property in groupBy.GroupingProperties) Group(property, "", translator, root, groups);
                    if (groupBy.ChildTransformations is AggregateTransformationNode inner) Aggregate(inner, translator, root);
                    else if (groupBy.ChildTransformations is not null) throw QueryProblems.Unsupported("$apply", "a step other than aggregate inside groupby");
                    isDone = true;
                    break;
                case AggregateTransformationNode aggregate:
                    Aggregate(aggregate, translator, root);
                    isDone = true;
                    break;
                default:
                    throw QueryProblems.Unsupported("$apply", transformation.Kind.ToString());
            }
        }
        if (!isDone) throw QueryProblems.Unsupported("$apply", "filter alone; use $filter");

        var columns = string.Join(", ", outputs.Select((o, i) => $"{o.Value.Text} AS g{i}"));
        var group = groups.Count > 0 ? $" GROUP BY {string.Join(", ", groups)}" : "";
        return new QueryPlan
        {
            Columns = string.Join(", ", outputs.Select((_, i) => $"g{i}")),
            From = $"(SELECT {columns}{string.Concat(outputs.Select((o, i) => $", {o.SortKey} AS s{i}"))} FROM {(search is null ? "" : $"{search} AS {RecordSelection.SearchAlias} CROSS JOIN ")}{scope.From} WHERE {string.Join(" AND ", where)}{group})",
            Where = "1", Keys = [], FixedOrder = Order(order), Parameters = [.. context.Parameters], Shape = Shape(), KeyOrdinal = 0,
            Top = options.Number("$top", int.MaxValue), Skip = options.Number("$skip", int.MaxValue) ?? 0, Count = options.Flag("$count"), IsGrouped = true,
        };
    }

    private static T Exact<T>(Func<T> translate) => QueryPlanner.Exact("$apply", translate);

    private void Group(GroupByPropertyNode node, string prefix, SqlTranslator translator, BoundExpression root, List<string> groups)
    {
        var path = prefix + node.Name;
        if (node.Expression is null)
        {
            foreach (var child in node.ChildTransformations) Group(child, path + "/", translator, root, groups);
            return;
        }
        var bound = new QueryExpressionBinder(model, "$apply", root).Bind(node.Expression);
        var value = Exact(() => translator.Selected(bound));
        if (value.Columns is not null) throw QueryProblems.Unsupported("$apply", $"groupby of '{path}', which has parts; group by a part");
        groups.Add(value.Text);
        // Equal texts have equal keys, so any row's key is the group's.
        outputs.Add(new Output(path, value, ChoiceOf(bound), $"min({Exact(() => translator.SortKey(bound))})"));
    }

    private static Field? ChoiceOf(BoundExpression bound) => bound is BoundField { Field.Type: FieldType.Choice } field ? field.Field : null;

    private void Aggregate(AggregateTransformationNode node, SqlTranslator translator, BoundExpression root)
    {
        foreach (var aggregate in node.AggregateExpressions)
        {
            if (aggregate is not AggregateExpression expression) throw QueryProblems.Unsupported("$apply", $"aggregate of '{aggregate.Alias}'");
            var value = expression.Method == AggregationMethod.VirtualPropertyCount ? new SqlValue("count(*)", RuleType.Int) : Over(expression, translator, root);
            outputs.Add(new Output(expression.Alias, value, null, value.Text));
        }
    }

    private SqlValue Over(AggregateExpression expression, SqlTranslator translator, BoundExpression root)
    {
        var bound = new QueryExpressionBinder(model, "$apply", root).Bind(expression.Expression);
        var value = Exact(() => translator.Selected(bound));
        var type = bound.Type.Optional;
        return Exact(() => expression.Method switch
        {
            AggregationMethod.Sum => translator.Over(AggregateKind.Sum, value, bound.Type.NotOptional, default),
            AggregationMethod.Average => translator.Over(AggregateKind.Average, value, RuleType.Decimal.Optional, default),
            AggregationMethod.Min => translator.Over(AggregateKind.Min, value, type, default),
            AggregationMethod.Max => translator.Over(AggregateKind.Max, value, type, default),
            AggregationMethod.CountDistinct => new SqlValue($"count(DISTINCT {value.Text})", RuleType.Int),
            _ => throw QueryProblems.Unsupported("$apply", expression.Method.ToString()),
        });
    }

    // Groups in a stable order even where none is asked for, so that pages follow on.
    private string Order(OrderByClause? order)
    {
        var keys = new List<string>();
        for (; order is not null; order = order.ThenBy)
        {
            var path = Path(order.Expression);
            var index = outputs.FindIndex(o => o.Path == path);
            if (index < 0) throw ApiProblem($"$orderby: '{path}' is not in the result of $apply.", $"$orderby:「{path}」は $apply の結果にありません。");
            keys.Add($"s{index}{(order.Direction == OrderByDirection.Descending ? " DESC" : "")}");
        }
        return string.Join(", ", keys.Concat(outputs.Select((_, i) => $"s{i}")).Concat(outputs.Select((_, i) => $"g{i}")));
    }

    private static Api.ApiProblem ApiProblem(string en, string ja) => Api.ApiProblem.Malformed(en, ja, "$orderby");

    private static string Path(QueryNode node) => node switch
    {
        ConvertNode convert => Path(convert.Source),
        SingleValueOpenPropertyAccessNode open => open.Source is SingleNavigationNode or SingleComplexNode ? $"{Path(open.Source)}/{open.Name}" : open.Name,
        SingleValuePropertyAccessNode access => access.Source is SingleNavigationNode or SingleComplexNode ? $"{Path(access.Source)}/{access.Property.Name}" : access.Property.Name,
        SingleNavigationNode navigation => navigation.Source is SingleNavigationNode ? $"{Path(navigation.Source)}/{navigation.NavigationProperty.Name}" : navigation.NavigationProperty.Name,
        SingleComplexNode complex => complex.Property.Name,
        _ => throw QueryProblems.Unsupported("$orderby", node.Kind.ToString()),
    };

    private QueryShape Shape() => Nest("", Enumerable.Range(0, outputs.Count));

    // account/name becomes {"account": {"name": …}}.
    private QueryShape Nest(string prefix, IEnumerable<int> indices) => new([.. indices.GroupBy(i => outputs[i].Path[prefix.Length..].Split('/')[0]).Select(part =>
        part.Count() == 1 && outputs[part.First()].Path == prefix + part.Key
            ? (ShapeItem)new ValueItem(QueryPlanner.Name(part.Key), outputs[part.First()].Value, outputs[part.First()].Choice, part.First())
            : new RecordItem(QueryPlanner.Name(part.Key), -1, Nest($"{prefix}{part.Key}/", part)))]);
}
