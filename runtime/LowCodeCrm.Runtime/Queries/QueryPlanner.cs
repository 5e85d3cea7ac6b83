using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.OData.UriParser;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>A query's text to a plan: parsed and typed by the OData library, bound to the rules' tree, translated to SQL.</summary>
internal sealed class QueryPlanner(CompiledApp app, ColumnCodec codec, RecordPolicy policy, QueryLimits limits)
{
    private readonly QueryModel model = QueryModel.Of(app);

    public QueryPlan Plan(Entity entity, QueryOptions options, Guid? id = null, BoundKey? key = null)
    {
        if (options.All.ContainsKey("$apply") && options.Flag(QueryOptions.Deleted)) throw QueryProblems.Unsupported("$apply", "deleted=true");
        if (options.All.ContainsKey("$apply")) return new ApplyPlanner(app, model, codec, policy, limits).Plan(entity, options);
        var parser = options.Parser(model, entity, limits);
        var filter = QueryOptions.Read("$filter", model, parser.ParseFilter);
        var select = QueryOptions.Read("$select", model, parser.ParseSelectAndExpand);
        var context = new SqlContext(app.Model, app.Schema, codec, app.Rules);
        var translator = new SqlTranslator(context);
        var scope = new SqlScope(context, entity);
        var symbol = new RecordSymbol("this", entity.Name);
        translator.Enter(scope, symbol);
        var root = BoundFactory.Record(symbol);

        var order = new SortReader(model, limits, root).Read(options, parser, entity);
        var columns = new List<string>();
        var shape = Shape(translator, root, entity, select, columns);
        var selection = new RecordSelection(app, policy, limits);
        var where = selection.Visible(translator, scope, symbol, entity, options.Flag(QueryOptions.Deleted));
        if (options.All.TryGetValue(QueryOptions.Filter, out var condition)) where.Add(selection.Condition(translator, symbol, condition));
        if (filter is not null) where.Add(Exact("$filter", () => translator.Condition(new QueryExpressionBinder(model, "$filter", root).Bind(filter.Expression))));
        if (id is { } one) where.Add($"{scope.Row.Id} = {context.Constant(codec.ToGuid(one))}");
        if (key is not null) where.Add(Exact("key", () => translator.Condition(key.Condition(root))));
        var search = options.All.TryGetValue("$search", out var words) ? selection.Search(context, entity, scope, words, where) : null;
        var keys = order.IsEmpty && search is not null ? [] : Keys(translator, order, scope);
        var keyOrdinal = columns.Count;
        columns.AddRange(keys.Select(k => k.Sql));
        // For the ETag, whatever is selected.
        if (id is not null || key is not null) columns.Add(scope.Row.Column(app.Schema.Of(entity).Of(entity.Field(SystemFields.Version)).Column));
        return new QueryPlan
        {
            Columns = string.Join(", ", columns), From = search is { } fts ? $"{fts} AS {RecordSelection.SearchAlias} CROSS JOIN {scope.From}" : scope.From, Where = string.Join(" AND ", where), Keys = keys,
            FixedOrder = keys.IsEmpty ? $"{RecordSelection.SearchAlias}.rank, {scope.Row.Id}" : null, Parameters = [.. context.Parameters], Shape = shape, KeyOrdinal = keyOrdinal,
            Top = options.Number("$top", int.MaxValue), Skip = options.Number("$skip", int.MaxValue) ?? 0, Count = options.Flag("$count"),
        };
    }

    internal static T Exact<T>(string option, Func<T> translate)
    {
        try { return translate(); }
        catch (SqlLimitation limitation) { throw QueryProblems.NotExact(option, limitation); }
    }

    private static ImmutableArray<SortKey> Keys(SqlTranslator translator, ImmutableArray<SortTerm> order, SqlScope scope)
    {
        var keys = ImmutableArray.CreateBuilder<SortKey>();
        var descending = false;
        foreach (var term in order)
        {
            descending = term.Descending;
            var sql = Exact("$orderby", () => translator.SortKey(term.Expression));
            if (sql == scope.Row.Id) break;
            if (keys.Any(k => k.Sql == sql)) continue;
            keys.Add(new SortKey(sql, descending, Minimum(term.Expression)));
        }
        keys.Add(new SortKey(scope.Row.Id, descending, "x''"));
        return keys.Count <= 16 ? keys.ToImmutable() : throw QueryProblems.Unsupported("$orderby", "more than 15 keys");
    }

    private static string Minimum(BoundExpression key) => key.Type.Kind switch
    {
        TypeKind.Record => "x''",
        TypeKind.Text when key is BoundField { Field.Type: FieldType.Id } => "x''",
        TypeKind.Text or TypeKind.PersonName or TypeKind.Address or TypeKind.File => "''",
        // A decimal may be a number or a text: numbers sort first in SQLite, so the least number is below both.
        _ => "-9223372036854775808",
    };

    private QueryShape Shape(SqlTranslator translator, BoundExpression record, Entity entity, SelectExpandClause? clause, List<string> columns)
    {
        var row = Exact("$expand", () => translator.RowOf(record));
        var module = app.ModuleOf(entity);
        var access = AppAccess.For(app).Of(entity);
        int? stored = null;
        var items = ImmutableArray.CreateBuilder<ShapeItem>();
        ImmutableArray<ExpandedNavigationSelectItem> expanded = [.. clause?.SelectedItems.OfType<ExpandedNavigationSelectItem>() ?? []];
        var selected = clause is null || clause.AllSelected ? null
            : clause.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment switch
            {
                PropertySegment property => model.Find(property.Property),
                NavigationPropertySegment navigation => model.Find(navigation.NavigationProperty),
                _ => throw QueryProblems.Unsupported("$select", item.SelectedPath.FirstSegment.Identifier),
            }).OfType<QueryProperty>().Select(p => p.Field.Index).ToHashSet();
        foreach (var field in entity.Fields)
        {
            if (selected is not null && !selected.Contains(field.Index)) continue;
            if (field.Type is FieldType.ChildList) continue;
            if (field.Type is FieldType.ManyToMany)
            {
                // As it is written: an array of ids; $expand gives the records instead.
                if (expanded.Any(e => model.Find(((NavigationPropertySegment)e.PathToNavigationProperty.LastSegment).NavigationProperty)!.Field.Index == field.Index)) continue;
                items.Add(new ListItem(Name(field.Name), columns.Count, Expand(field, null)));
                columns.Add(row.Id);
                continue;
            }
            var name = Name(JsonInputReader.PropertyOf(field));
            if (field.IsStored)
            {
                items.Add(new FieldItem(name, module, field.Index, columns.Count));
                columns.AddRange(app.Schema.Of(entity).Of(field).Columns.Select(row.Column));
                continue;
            }
            try
            {
                var value = translator.Selected(BoundFactory.Field(record, entity, field));
                items.Add(new ValueItem(name, value, field.Type == FieldType.Choice ? field : null, columns.Count));
                columns.Add(value.Text);
            }
            catch (SqlLimitation)
            {
                // What has no exact SQL is computed by its rule on the record itself.
                items.Add(new ComputedItem(name, access, field.Index, stored ??= columns.Count));
                if (stored == columns.Count) columns.AddRange(access.Stored.SelectMany(f => access.Mapping.Of(f).Columns).Select(row.Column));
            }
        }
        if (clause?.SelectedItems.OfType<ExpandedReferenceSelectItem>().Any(item => item is not ExpandedNavigationSelectItem) == true) throw QueryProblems.Unsupported("$expand", "$ref");
        foreach (var expansion in expanded)
        {
            Refuse(expansion);
            var property = model.Find(((NavigationPropertySegment)expansion.PathToNavigationProperty.LastSegment).NavigationProperty)!;
            var field = property.Field;
            if (field.IsToOne)
            {
                var related = BoundFactory.Field(record, entity, field);
                var idOrdinal = columns.Count;
                columns.Add(Exact("$expand", () => translator.RowOf(related)).Id);
                items.Add(new RecordItem(Name(field.Name), idOrdinal, Shape(translator, related, app.Model.TargetOf(field), expansion.SelectAndExpand, columns)));
            }
            else
            {
                items.Add(new ListItem(Name(field.Name), columns.Count, Expand(field, expansion)));
                columns.Add(row.Id);
            }
        }
        var version = entity.Field(SystemFields.Version);
        var etag = items.OfType<FieldItem>().FirstOrDefault(i => i.FieldIndex == version.Index)?.Ordinal ?? columns.Count;
        if (etag == columns.Count) columns.Add(row.Column(app.Schema.Of(entity).Of(version).Column));
        return new QueryShape(items.ToImmutable(), etag);
    }

    // What is asked for is answered or refused, never passed over.
    private void Refuse(ExpandedNavigationSelectItem clause)
    {
        var isOne = model.Find(((NavigationPropertySegment)clause.PathToNavigationProperty.LastSegment).NavigationProperty)!.Field.IsToOne;
        var refused = clause switch
        {
            { SearchOption: not null } => "$search",
            { CountOption: not null } => "$count",
            { ComputeOption: not null } => "$compute",
            { ApplyOption: not null } => "$apply",
            { LevelsOption: not null } => "$levels",
            { FilterOption: not null } when isOne => "$filter of one record",
            { OrderByOption: not null } when isOne => "$orderby of one record",
            { TopOption: not null } when isOne => "$top of one record",
            { SkipOption: not null } when isOne => "$skip of one record",
            _ => null,
        };
        if (refused is not null) throw QueryProblems.Unsupported("$expand", refused);
    }

    /// <param name="clause">Null: the ids alone.</param>
    private ListExpansion Expand(Field list, ExpandedNavigationSelectItem? clause)
    {
        var target = app.Model.TargetOf(list);
        var context = new SqlContext(app.Model, app.Schema, codec, app.Rules);
        var translator = new SqlTranslator(context);
        var scope = new SqlScope(context, target);
        var symbol = new RecordSymbol("this", target.Name);
        translator.Enter(scope, symbol);
        var root = BoundFactory.Record(symbol);
        var link = list.Type == FieldType.ManyToMany ? app.Schema.LinkOf(list) : null;
        var owner = link is null ? scope.Row.Column(app.Schema.Of(target).Of(target.Field(list.Via!)).Column) : $"l0.{SqlContext.Quote(LinkMapping.Source)}";
        var columns = new List<string> { owner };
        var shape = clause is null ? new QueryShape([]) : Shape(translator, root, target, clause.SelectAndExpand, columns);
        if (clause is null) columns.Add(scope.Row.Id);
        var where = new RecordSelection(app, policy, limits).Visible(translator, scope, symbol, target);
        if (clause?.FilterOption is { } filter) where.Add(Exact("$expand", () => translator.Condition(new QueryExpressionBinder(model, "$expand", root).Bind(filter.Expression))));
        var order = string.Join(", ", Keys(translator, new SortReader(model, limits, root).Terms(clause?.OrderByOption), scope).Select(k => k.Sql + (k.Descending ? " DESC" : "")));
        var from = link is null ? scope.From : $"{SqlContext.Quote(link.Table.Name)} AS l0 CROSS JOIN {scope.From}";
        if (link is not null) where.Add($"{scope.Row.Id} = l0.{SqlContext.Quote(LinkMapping.Target)}");
        where.Insert(0, $"{owner} IN (SELECT unhex(value) FROM json_each(@p{context.Parameters.Count}))");
        var skip = clause?.SkipOption ?? 0;
        var end = skip + Math.Min(clause?.TopOption ?? limits.ExpandedRows, limits.ExpandedRows);
        var named = columns.Select((column, i) => $"{column} AS c{i}");
        var sql = $"SELECT {string.Join(", ", Enumerable.Range(0, columns.Count).Select(i => $"c{i}"))} FROM (SELECT {string.Join(", ", named)}, row_number() OVER (PARTITION BY {owner} ORDER BY {order}) AS n " +
            $"FROM {from} WHERE {string.Join(" AND ", where)}) WHERE n > {skip} AND n <= {end} ORDER BY c0, n";
        return new ListExpansion(sql, [.. context.Parameters], shape, clause is null, target);
    }

    internal static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}

/// <summary>An alternate key: fields and their values.</summary>
internal sealed record BoundKey(Entity Entity, ImmutableArray<FieldInput> Parts)
{
    public BoundExpression Condition(BoundExpression root) => Parts
        .Select(part => BoundFactory.Field(root, Entity, part.Field) is var field && Literal(field, part.Value) is { } literal && (part.Field.IsToOne
                ? new BoundBinary(BinaryOperator.Equal, field, literal, RuleType.Bool, default)
                : BoundFactory.Binary(BinaryOperator.Equal, field, literal)) is { } equal
            ? equal : throw QueryProblems.Mismatch("key", part.Field.Name))
        .Aggregate((a, b) => BoundFactory.Binary(BinaryOperator.And, a, b)!);

    private static BoundExpression? Literal(BoundField field, object? value) => value switch
    {
        string text => BoundFactory.Literal(text, field.Type.Kind == TypeKind.Choice ? field.Type : RuleType.Text),
        long whole => BoundFactory.Literal(whole, RuleType.Int),
        decimal number => BoundFactory.Literal(number, RuleType.Decimal),
        bool flag => BoundFactory.Literal(flag, RuleType.Bool),
        DateOnly date => BoundFactory.Literal(date, RuleType.Date),
        TimeOnly time => BoundFactory.Literal(time, RuleType.Time),
        DateTime instant => BoundFactory.Literal(instant, RuleType.DateTime),
        Guid id => BoundFactory.Literal(id, field.Type),
        _ => null,
    };
}
