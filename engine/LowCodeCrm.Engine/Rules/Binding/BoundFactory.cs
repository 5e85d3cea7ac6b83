using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>
/// Builds bound nodes with all conversions in place, for callers that have no source text (query filters, policies, tools).
/// A method gives null where the types don't fit; spans are empty.
/// </summary>
public static class BoundFactory
{
    private static readonly TextSpan none = default;

    /// <summary>A constant of a type; <paramref name="value"/> as <see cref="BoundLiteral"/> says.</summary>
    public static BoundLiteral Literal(object? value, RuleType type) => new(value, value is null ? type.Optional : type.NotOptional, none);

    /// <summary>The constant <c>empty</c>.</summary>
    public static BoundLiteral Empty() => new(null, RuleType.Empty, none);

    /// <summary>The record itself; never empty.</summary>
    public static BoundRecord Record(RecordSymbol symbol) => new(symbol, RuleType.Record(symbol.Entity), none);

    public static BoundUser User() => new(RuleType.Record(SystemEntities.User).Optional, none);

    public static BoundField Field(RecordSymbol record, Entity entity, Field field) => Field(Record(record), entity, field);

    /// <summary>A field of a record or, through a to-one field, of the related record; optional where the record is.</summary>
    public static BoundField Field(BoundExpression record, Entity entity, Field field) => Field(record, entity, field, none);

    internal static BoundField Field(BoundExpression record, Entity entity, Field field, TextSpan span)
    {
        var type = RuleType.OfField(entity, field);
        return new BoundField(record, entity, field, record.Type.IsOptional ? type.Optional : type, span);
    }

    /// <summary>A member of a structured value (<c>family</c>, <c>city</c> …); null where the type has none of that name.</summary>
    public static BoundMember? Member(BoundExpression target, string member) =>
        StructuredMembers.Of(target.Type).FirstOrDefault(m => m.Name == member) is { } found ? new(target, member, found.Type, none) : null;

    public static BoundExpression? Unary(UnaryOperator op, BoundExpression operand) => Operators.Unary(op, operand, none);

    public static BoundExpression? Binary(BinaryOperator op, BoundExpression left, BoundExpression right) => Operators.Binary(op, left, right, none);

    public static BoundIsSet IsSet(BoundExpression operand, bool negated = false) => new(operand, negated, none);

    /// <summary>Membership in listed values.</summary>
    public static BoundExpression? In(BoundExpression operand, IEnumerable<BoundExpression> items, bool negated = false)
    {
        RuleType? element = RuleType.Empty;
        ImmutableArray<BoundExpression> all = [.. items];
        foreach (var item in all) element = element is null ? null : Conversions.Common(element, item.Type);
        return element is null ? null : Operators.In(operand, new BoundSet(all, RuleType.SetOf(element), none), negated, none);
    }

    /// <summary>Membership in a set, list or range expression.</summary>
    public static BoundExpression? In(BoundExpression operand, BoundExpression container, bool negated = false) => Operators.In(operand, container, negated, none);

    /// <summary>A call of a built-in by name, optional arguments filled in; null where no overload takes these arguments.</summary>
    public static BoundExpression? Call(string function, params ImmutableArray<BoundExpression> arguments) =>
        Functions.Find(function) is { } info && info.Group is not (Functions.RecordGroup or Functions.ChannelsGroup) ? Overloads.Call(info, arguments, none) : null;

    /// <summary>An aggregate over the records of <paramref name="source"/> whose <paramref name="via"/> is <paramref name="parent"/>.</summary>
    public static BoundAggregate? Aggregate(AggregateKind kind, Entity source, Field via, BoundExpression parent, RecordSymbol inner, BoundExpression? where, BoundExpression? value) =>
        Operators.Aggregate(kind, source, via, parent, inner, where, value, none);

    /// <summary>The value as a type needs it (int → decimal → money …); null where there is no such conversion.</summary>
    public static BoundExpression? Convert(BoundExpression value, RuleType type) => Conversions.Exists(value.Type, type) ? Conversions.Apply(value, type) : null;
}
