using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using Microsoft.OData.UriParser;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>One thing that records are sorted by.</summary>
internal sealed record SortTerm(BoundExpression Expression, bool Descending);

/// <summary>
/// Reads <c>$orderby</c>. OData sorts by single values only; here a person's name is one, sorted by its reading as every list of people is, so those
/// terms are taken out before the library sees the rest.
/// </summary>
internal sealed class SortReader(QueryModel model, QueryLimits limits, BoundExpression root)
{
    private const int Segments = 8;

    public ImmutableArray<SortTerm> Read(QueryOptions options, ODataQueryOptionParser parser, Entity entity)
    {
        var parts = Split(options.All.GetValueOrDefault("$orderby", ""));
        if (!parts.Any(part => Name(entity, part) is not null)) return Terms(QueryOptions.Read("$orderby", model, parser.ParseOrderBy));
        return
        [
            .. parts.SelectMany(part => Name(entity, part) is { } term ? [term]
                : Terms(QueryOptions.Read("$orderby", model, () => options.With("$orderby", part).Parser(model, entity, limits).ParseOrderBy()))),
        ];
    }

    public ImmutableArray<SortTerm> Terms(OrderByClause? order)
    {
        var terms = ImmutableArray.CreateBuilder<SortTerm>();
        var binder = new QueryExpressionBinder(model, "$orderby", root);
        for (; order is not null; order = order.ThenBy) terms.Add(new SortTerm(binder.Bind(order.Expression), order.Direction == OrderByDirection.Descending));
        return terms.ToImmutable();
    }

    // name, main_contact/name desc: a path to a person's name; anything else is null.
    private SortTerm? Name(Entity entity, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || words.Length == 2 && words[1] is not ("asc" or "desc")) return null;
        var path = words[0].Split('/', Segments + 1);
        if (path.Length > Segments) return null;
        var record = root;
        foreach (var segment in path[..^1])
        {
            if (entity.Find(segment) is not { IsToOne: true } lookup) return null;
            record = BoundFactory.Field(record, entity, lookup);
            entity = model.Model.TargetOf(lookup);
        }
        return entity.Find(path[^1]) is { Type: FieldType.PersonName } field ? new SortTerm(BoundFactory.Field(record, entity, field), words is [_, "desc"]) : null;
    }

    // At commas outside brackets and quotes.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'') quoted = !quoted;
            else if (!quoted && text[i] == '(') depth++;
            else if (!quoted && text[i] == ')') depth--;
            else if (!quoted && depth == 0 && text[i] == ',')
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }
        parts.Add(text[start..]);
        return parts;
    }
}
