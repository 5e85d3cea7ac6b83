using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>OData's typed expressions as the rules' bound tree. Names and numbers are taken from the query's text, so that decimals stay exact.</summary>
/// <param name="model">The app as OData sees it.</param>
/// <param name="option">The query option that is read, for messages.</param>
/// <param name="root">What <c>$it</c> is.</param>
internal sealed class QueryExpressionBinder(QueryModel model, string option, BoundExpression root)
{
    private static readonly FunctionInfo IndexOf = new("index_of", "text", ["(s: text, x: text) -> int"], false, false, false, BackEnds.Sql, LocalizedText.Empty, "", "");
    private readonly Dictionary<string, BoundExpression> ranges = new(StringComparer.Ordinal);

    public BoundExpression Bind(QueryNode node) => node switch
    {
        ConvertNode convert => Bind(convert.Source),
        ConstantNode constant => Constant(constant),
        ResourceRangeVariableReferenceNode range => ranges.GetValueOrDefault(range.Name, root),
        SingleNavigationNode navigation => BoundFactory.Field(Bind(navigation.Source), Property(navigation.NavigationProperty).Entity, Property(navigation.NavigationProperty).Field),
        SingleValuePropertyAccessNode access => Access(access.Source, access.Property),
        SingleComplexNode complex => Access(complex.Source, complex.Property),
        CollectionPropertyAccessNode access => Access(access.Source, access.Property),
        BinaryOperatorNode binary => Binary(binary),
        UnaryOperatorNode unary => BoundFactory.Unary(unary.OperatorKind == UnaryOperatorKind.Not ? UnaryOperator.Not : UnaryOperator.Negate, Bind(unary.Operand)) ?? throw QueryProblems.Mismatch(option, unary.OperatorKind.ToString()),
        InNode membership => In(Bind(membership.Left), Items(membership.Right)),
        SingleValueFunctionCallNode call => Call(call),
        AnyNode any => Lambda(any, AggregateKind.Any),
        AllNode all => Lambda(all, AggregateKind.All),
        CountNode count when count.Source is CollectionNavigationNode source => Aggregate(source, AggregateKind.Count, new RecordSymbol("inner", Property(source.NavigationProperty).Field.Target!), null),
        _ => throw QueryProblems.Unsupported(option, node.Kind.ToString()),
    };

    private QueryProperty Property(IEdmProperty property) => model.Find(property) ?? throw new UnreachableException(property.Name);

    private BoundExpression Access(SingleValueNode source, IEdmProperty property)
    {
        var target = Bind(source);
        if (model.Find(property) is not { } known)
            return BoundFactory.Member(target, property.Name) ?? throw QueryProblems.Mismatch(option, property.Name);
        // An id is the record that it names: so ids compare as ids.
        if (known is { IsReference: true, Field.Type: FieldType.Id }) return target;
        return BoundFactory.Field(target, known.Entity, known.Field);
    }

    private static BoundExpression Constant(ConstantNode constant) => constant.Value switch
    {
        null => BoundFactory.Empty(),
        bool flag => BoundFactory.Literal(flag, RuleType.Bool),
        string text => BoundFactory.Literal(text, RuleType.Text),
        Guid id => BoundFactory.Literal(id, RuleType.Record("")),
        Date date => BoundFactory.Literal(new DateOnly(date.Year, date.Month, date.Day), RuleType.Date),
        TimeOfDay time => BoundFactory.Literal(new TimeOnly(time.Ticks), RuleType.Time),
        DateTimeOffset instant => BoundFactory.Literal(instant.UtcDateTime, RuleType.DateTime),
        TimeSpan duration => BoundFactory.Literal(duration, RuleType.Duration),
        _ => Number(constant),
    };

    private static BoundExpression Number(ConstantNode constant)
    {
        var text = constant.LiteralText?.TrimEnd('m', 'M', 'd', 'D', 'f', 'F', 'l', 'L') ?? "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return BoundFactory.Literal(whole, RuleType.Int);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? BoundFactory.Literal(number, RuleType.Decimal)
            : BoundFactory.Literal(Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture), RuleType.Decimal);
    }

    private BoundExpression Binary(BinaryOperatorNode node)
    {
        var (left, right) = Match(Bind(node.Left), Bind(node.Right));
        var bound = node.OperatorKind switch
        {
            BinaryOperatorKind.And => BoundFactory.Binary(BinaryOperator.And, left, right),
            BinaryOperatorKind.Or => BoundFactory.Binary(BinaryOperator.Or, left, right),
            BinaryOperatorKind.Equal => Equality(BinaryOperator.Equal, left, right),
            BinaryOperatorKind.NotEqual => Equality(BinaryOperator.NotEqual, left, right),
            BinaryOperatorKind.GreaterThan => Ordering(BinaryOperator.Greater, left, right),
            BinaryOperatorKind.GreaterThanOrEqual => Ordering(BinaryOperator.GreaterOrEqual, left, right),
            BinaryOperatorKind.LessThan => Ordering(BinaryOperator.Less, left, right),
            BinaryOperatorKind.LessThanOrEqual => Ordering(BinaryOperator.LessOrEqual, left, right),
            BinaryOperatorKind.Add => BoundFactory.Binary(BinaryOperator.Add, left, right),
            BinaryOperatorKind.Subtract => BoundFactory.Binary(BinaryOperator.Subtract, left, right),
            BinaryOperatorKind.Multiply => BoundFactory.Binary(BinaryOperator.Multiply, left, right),
            // OData divides whole numbers to a whole number.
            BinaryOperatorKind.Divide => BoundFactory.Binary(BinaryOperator.Divide, left, right) is { } quotient && left.Type.Kind == TypeKind.Int && right.Type.Kind == TypeKind.Int
                ? BoundFactory.Call("round_down", quotient) : BoundFactory.Binary(BinaryOperator.Divide, left, right),
            BinaryOperatorKind.Modulo => BoundFactory.Binary(BinaryOperator.Mod, left, right),
            _ => null,
        };
        return bound ?? throw QueryProblems.Mismatch(option, $"{left.Type} {node.OperatorKind} {right.Type}");
    }

    // The types of records and choices are the fields'; a literal takes the type of what it meets.
    private (BoundExpression, BoundExpression) Match(BoundExpression left, BoundExpression right) => (As(left, right), As(right, left));

    private BoundExpression As(BoundExpression literal, BoundExpression other)
    {
        if (literal is not BoundLiteral { Value: not null } known) return literal;
        switch (known.Value, other.Type.Kind)
        {
            case (string text, TypeKind.Choice):
                var dot = other.Type.Choice!.IndexOf('.', StringComparison.Ordinal);
                var field = model.Model.Entity(other.Type.Choice[..dot]).Field(other.Type.Choice[(dot + 1)..]);
                if (!field.Options.Any(o => o.Value == text)) throw QueryProblems.UnknownOption(option, text, field);
                return BoundFactory.Literal(text, other.Type.NotOptional);
            case (Guid id, TypeKind.Record): return BoundFactory.Literal(id, other.Type.NotOptional);
            case (Guid id, TypeKind.Text): return BoundFactory.Literal(id.ToString(), RuleType.Text);
            default: return literal;
        }
    }

    private static BoundExpression? Equality(BinaryOperator op, BoundExpression left, BoundExpression right) =>
        left.Type.Kind == TypeKind.Record && right.Type.Kind == TypeKind.Record
            ? left.Type.Entity == right.Type.Entity ? new BoundBinary(op, left, right, RuleType.Bool, default) : null
            : BoundFactory.Binary(op, left, right);

    // OData: false where an operand is null, so that "not (x gt 1)" holds where x is.
    private static BoundExpression? Ordering(BinaryOperator op, BoundExpression left, BoundExpression right) =>
        BoundFactory.Binary(op, left, right) is not { } ordering ? null
        : ordering.Type.IsOptional ? new BoundBinary(BinaryOperator.Coalesce, ordering, BoundFactory.Literal(false, RuleType.Bool), RuleType.Bool, default)
        : ordering;

    private static IEnumerable<BoundExpression> Items(CollectionNode node) => node is CollectionConstantNode constants ? constants.Collection.Select(Constant) : throw new UnreachableException();

    private BoundExpression In(BoundExpression operand, IEnumerable<BoundExpression> items)
    {
        ImmutableArray<BoundExpression> all = [.. items.Select(item => As(item, operand))];
        if (operand.Type.Kind == TypeKind.Record) return new BoundIn(operand, new BoundSet(all, RuleType.SetOf(operand.Type), default), false, RuleType.Bool, default);
        return BoundFactory.In(operand, all) ?? throw QueryProblems.Mismatch(option, "in");
    }

    private BoundExpression Call(SingleValueFunctionCallNode node)
    {
        var arguments = node.Parameters.Select(Bind).ToImmutableArray();
        var bound = (node.Name, arguments) switch
        {
            ("concat", [var a, var b]) => BoundFactory.Binary(BinaryOperator.Concat, a, b),
            ("substring", [var s, var from]) => BoundFactory.Call("mid", s, AddOne(from), BoundFactory.Literal((long)int.MaxValue, RuleType.Int)),
            ("substring", [var s, var from, var n]) => BoundFactory.Call("mid", s, AddOne(from), n),
            ("indexof", [{ Type.Kind: TypeKind.Text }, { Type.Kind: TypeKind.Text }]) => new BoundCall(IndexOf, arguments, RuleType.Int.Optional, default),
            ("startswith", _) => BoundFactory.Call("starts_with", arguments),
            ("endswith", _) => BoundFactory.Call("ends_with", arguments),
            ("tolower", _) => BoundFactory.Call("lower", arguments),
            ("toupper", _) => BoundFactory.Call("upper", arguments),
            ("date", _) => BoundFactory.Call("date_of", arguments),
            ("time", _) => BoundFactory.Call("time_of", arguments),
            ("round", _) => BoundFactory.Call("round_half_up", arguments),
            ("contains" or "length" or "trim" or "year" or "month" or "day" or "hour" or "minute" or "second" or "floor" or "ceiling" or "now", _) => BoundFactory.Call(node.Name, arguments),
            _ => throw QueryProblems.Unsupported(option, $"{node.Name}()"),
        };
        return bound ?? throw QueryProblems.Mismatch(option, $"{node.Name}()");
    }

    private BoundExpression AddOne(BoundExpression from) =>
        from is BoundLiteral { Value: long at } ? BoundFactory.Literal(at + 1, RuleType.Int)
        : BoundFactory.Binary(BinaryOperator.Add, from, BoundFactory.Literal(1L, RuleType.Int)) ?? throw QueryProblems.Mismatch(option, "substring()");

    private BoundExpression Lambda(LambdaNode lambda, AggregateKind kind)
    {
        switch (lambda.Source)
        {
            case CollectionNavigationNode source:
                var inner = new RecordSymbol("inner", Property(source.NavigationProperty).Field.Target!);
                if (lambda.CurrentRangeVariable is null) return Aggregate(source, kind, inner, null);
                ranges[lambda.CurrentRangeVariable.Name] = BoundFactory.Record(inner);
                var body = Bind(lambda.Body);
                ranges.Remove(lambda.CurrentRangeVariable.Name);
                return Aggregate(source, kind, inner, body);
            case CollectionPropertyAccessNode set when kind == AggregateKind.Any:
                var values = Access(set.Source, set.Property);
                return lambda.CurrentRangeVariable is null ? BoundFactory.IsSet(values) : InSet(lambda.Body, values);
            default:
                throw QueryProblems.Unsupported(option, $"{kind.ToString().ToLowerInvariant()} over this collection");
        }
    }

    // tags/any(t: t eq 'a' or t in ('b', 'c'))
    private BoundExpression InSet(QueryNode body, BoundExpression set)
    {
        while (body is ConvertNode convert) body = convert.Source;
        return body switch
        {
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal => Member(Plain(equal.Left) is NonResourceRangeVariableReferenceNode ? equal.Right : equal.Left),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => BoundFactory.Binary(BinaryOperator.Or, InSet(or.Left, set), InSet(or.Right, set))!,
            InNode membership => Items(membership.Right).Select(Membership).Aggregate((a, b) => BoundFactory.Binary(BinaryOperator.Or, a, b)!),
            _ => throw QueryProblems.Unsupported(option, "a condition other than eq, in and or over values"),
        };

        BoundExpression Member(QueryNode node) => Membership(Bind(node));
        // Options are stored by id, so a literal must become one of the set's options.
        BoundExpression Membership(BoundExpression item) => As(item, new BoundLiteral(null, set.Type.Element!, default)) is var typed
            ? BoundFactory.In(typed, set) ?? throw QueryProblems.Mismatch(option, "any") : throw new UnreachableException();
    }

    private static QueryNode Plain(QueryNode node) => node is ConvertNode convert ? Plain(convert.Source) : node;

    private BoundExpression Aggregate(CollectionNavigationNode source, AggregateKind kind, RecordSymbol inner, BoundExpression? condition)
    {
        var property = Property(source.NavigationProperty);
        var target = model.Model.TargetOf(property.Field);
        var via = property.Field.Type == FieldType.ManyToMany ? property.Field : target.Field(property.Field.Via!);
        return kind == AggregateKind.All
            ? new BoundAggregate(kind, target, via, Bind(source.Source), inner, null, condition, RuleType.Bool, default)
            : new BoundAggregate(kind, target, via, Bind(source.Source), inner, condition, null, kind == AggregateKind.Count ? RuleType.Int : RuleType.Bool, default);
    }
}
