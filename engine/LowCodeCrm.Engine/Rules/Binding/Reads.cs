using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

public enum ReadVia
{
    /// <summary>Of the rule's own record.</summary>
    Own,
    /// <summary>Of a record reached through lookups.</summary>
    ToOne,
    /// <summary>Of the records of an aggregate, or a function's record parameter.</summary>
    Related,
}

/// <summary>A field that an expression reads.</summary>
/// <param name="Path">To-one: the lookups' names from the record on, as <c>account.parent</c>; else "".</param>
public sealed record FieldRead(Entity Entity, Field Field, ReadVia Via, string Path);

/// <summary>What expressions read.</summary>
public static class Reads
{
    /// <summary>Every field read, called functions included, each once, in no particular order. An aggregate reads its lookup too.</summary>
    public static ImmutableArray<FieldRead> Of(BoundExpression? expression)
    {
        if (expression is null) return [];
        var reads = new Dictionary<(string, string, ReadVia, string), FieldRead>();
        void Add(Entity entity, Field field, ReadVia via, string path = "") =>
            reads.TryAdd((entity.Name, field.Name, via, path), new FieldRead(entity, field, via, path));
        foreach (var node in BoundTree.DescendantsAndSelf(expression))
            switch (node)
            {
                case BoundField field: Add(field.Entity, field.Field, ViaOf(field.Record), PathOf(field.Record)); break;
                case BoundOldField old: Add(old.Entity, old.Field, ReadVia.Own); break;
                case BoundChanged changed: Add(changed.Entity, changed.Field, ReadVia.Own); break;
                case BoundAggregate { LinkOwner: { } owner } linked: Add(owner, linked.Via, ViaOf(linked.Parent), PathOf(linked.Parent)); break;
                case BoundAggregate aggregate: Add(aggregate.Source, aggregate.Via, ReadVia.Related); break;
            }
        return [.. reads.Values];
    }

    public static ImmutableArray<FieldRead> Of(IEnumerable<BoundExpression?> expressions) => [.. expressions.SelectMany(e => Of(e)).DistinctBy(r => (r.Entity.Name, r.Field.Name, r.Via, r.Path))];

    /// <summary>Whether a node goes over a many-to-many relation.</summary>
    public static bool FollowsLinks(BoundExpression node) => node is BoundAggregate { LinkOwner: not null };

    /// <summary>Whether a computed field with this value is worked out when it is read: it cannot be kept in the record, or would not follow what it reads.</summary>
    public static bool IsForReading(BoundExpression expression) => IsVolatile(expression) || BoundTree.DescendantsAndSelf(expression).Any(FollowsLinks);

    /// <summary>Whether the value depends on the day, the time or the user, by itself or through a field evaluated on reading.</summary>
    public static bool IsVolatile(BoundExpression expression) => BoundTree.DescendantsAndSelf(expression).Any(node => node switch
    {
        BoundUser => true,
        BoundCall call => call.Function.IsVolatile,
        BoundField field => field.Field.Origin == FieldOrigin.ComputedOnRead,
        _ => false,
    });

    private static ReadVia ViaOf(BoundExpression record) => record switch
    {
        BoundRecord { Symbol.Name: "this" } => ReadVia.Own,
        BoundField => ReadVia.ToOne,
        BoundUser => ReadVia.ToOne,
        _ => ReadVia.Related,
    };

    private static string PathOf(BoundExpression record) => record switch
    {
        BoundField { Record: BoundField inner } field => PathOf(inner) + "." + field.Field.Name,
        BoundField field => field.Field.Name,
        BoundUser => "user",
        _ => "",
    };
}
