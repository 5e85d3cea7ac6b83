using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>An expression's text to conditions on single fields, joined by and and or, for editors that show them as chips.</summary>
public sealed class ConditionReader
{
    private readonly SourceText source;
    private readonly RecordSymbol record;

    private ConditionReader(SourceText source, RecordSymbol record)
    {
        this.source = source;
        this.record = record;
    }

    /// <param name="source">The condition's text alone; blank: no conditions.</param>
    /// <param name="rules">The app's, for what names mean.</param>
    /// <param name="entity">Whose fields bare names are.</param>
    /// <param name="diagnostics">Receives mistakes.</param>
    /// <returns>Null where there are mistakes, or where the text has another shape than conditions have.</returns>
    public static ConditionGroup? Read(SourceText source, BoundRuleSet rules, Entity entity, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(source.Text)) return ConditionGroup.Empty;
        var record = new RecordSymbol("this", entity.Name);
        if (ConditionBinder.Bind(source, rules.Model, record, rules.Functions, diagnostics) is not { } bound) return null;
        return new ConditionReader(source, record).Item(bound) switch
        {
            ConditionGroup group => group,
            { } single => new ConditionGroup(true, [single]),
            null => null,
        };
    }

    private ConditionItem? Item(BoundExpression expression) => expression switch
    {
        BoundConversion conversion => Item(conversion.Operand),
        BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or } logical => Group(logical),
        BoundBinary binary => Comparison(binary),
        BoundIsSet test => PathOf(test.Operand) is { } path ? new Condition(path, test.Negated ? ConditionOperators.IsEmpty : ConditionOperators.IsSet, []) : null,
        BoundIn membership => Membership(membership),
        BoundCall call => Function(call, negated: false),
        BoundUnary { Operator: UnaryOperator.Not } not => Strip(not.Operand) switch
        {
            BoundCall call => Function(call, negated: true),
            BoundField field => Flag(field, false),
            _ => null,
        },
        BoundField field => Flag(field, true),
        _ => null,
    };

    // A bare true-or-false field demands true, which is what comparing with true says.
    private Condition? Flag(BoundField field, bool value) => PathOf(field) is { } path ? new Condition(path, "=", [new LiteralValue(value)]) : null;

    private ConditionGroup? Group(BoundBinary logical)
    {
        var items = ImmutableArray.CreateBuilder<ConditionItem>();
        // Chains lean to the left; what is of the same kind is one group, however it was bracketed.
        var operands = new Stack<BoundExpression>([logical]);
        while (operands.TryPop(out var operand))
        {
            if (Strip(operand) is BoundBinary binary && binary.Operator == logical.Operator)
            {
                operands.Push(binary.Right);
                operands.Push(binary.Left);
            }
            else if (Item(operand) is { } item) items.Add(item);
            else return null;
        }
        return new ConditionGroup(logical.Operator == BinaryOperator.And, items.ToImmutable());
    }

    private Condition? Comparison(BoundBinary binary)
    {
        var op = ConditionOperators.Comparisons.FirstOrDefault(pair => pair.Value == binary.Operator).Key;
        if (op is null) return null;
        var (left, right) = (binary.Left, binary.Right);
        if (PathOf(left) is null && PathOf(right) is not null)
        {
            (left, right) = (right, left);
            op = op switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => op };
        }
        if (PathOf(left) is not { } path) return null;
        if (Strip(right) is BoundLiteral { Value: null })
            return op switch { "=" => new Condition(path, ConditionOperators.IsEmpty, []), "<>" => new Condition(path, ConditionOperators.IsSet, []), _ => null };
        return Value(right) is { } value ? new Condition(path, op, [value]) : null;
    }

    private Condition? Membership(BoundIn membership)
    {
        if (PathOf(membership.Operand) is { } path)
        {
            return membership.Container switch
            {
                BoundSet set => Values(set.Items) is { } values ? new Condition(path, membership.Negated ? ConditionOperators.NotIn : ConditionOperators.In, values) : null,
                BoundRange { Low: { } low, LowIncluded: true, High: { } high, HighIncluded: true } =>
                    Values([low, high]) is { } bounds ? new Condition(path, membership.Negated ? ConditionOperators.NotBetween : ConditionOperators.Between, bounds) : null,
                _ => null,
            };
        }
        return PathOf(membership.Container) is { } holder && Value(membership.Operand) is { } value
            ? new Condition(holder, membership.Negated ? ConditionOperators.NotIncludes : ConditionOperators.Includes, [value]) : null;
    }

    private Condition? Function(BoundCall call, bool negated)
    {
        if (ConditionOperators.OfFunction(call.Function.Name, negated) is not { } op || PathOf(call.Arguments[0]) is not { } path) return null;
        var values = call.Arguments[1] is BoundSet set ? Values(set.Items) : Values([call.Arguments[1]]);
        return values is { } known ? new Condition(path, op, known) : null;
    }

    private string? PathOf(BoundExpression expression) => Strip(expression) switch
    {
        BoundField { Record: BoundRecord { Symbol: var symbol } } field when symbol == record => field.Field.Name,
        BoundField field => PathOf(field.Record) is { } path ? $"{path}.{field.Field.Name}" : null,
        BoundMember member => PathOf(member.Target) is { } path ? $"{path}.{member.Member}" : null,
        _ => null,
    };

    private ImmutableArray<ConditionValue>? Values(IEnumerable<BoundExpression> items)
    {
        var values = items.Select(Value).ToArray();
        return values.All(value => value is not null) ? [.. values!] : null;
    }

    private ConditionValue? Value(BoundExpression expression)
    {
        var value = Strip(expression);
        if (value is BoundUnary { Operator: UnaryOperator.Negate, Operand: BoundLiteral { Value: long or decimal } negated })
            return new LiteralValue(negated.Value is long whole ? -whole : -(decimal)negated.Value!);
        if (value is BoundLiteral literal) return Literal(literal);
        return IsFixed(value) ? new ExpressionValue(source.ToString(value.Span).Trim()) : null;
    }

    private static LiteralValue? Literal(BoundLiteral literal) => literal.Value switch
    {
        bool or long or decimal or string => new LiteralValue(literal.Value),
        DateOnly date => new LiteralValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => new LiteralValue(time.ToString(time.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)),
        DateTime instant => new LiteralValue(instant.ToString(instant.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-ddTHH:mmZ" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>The same for every record: made of literals, the user and functions of them.</summary>
    private static bool IsFixed(BoundExpression expression) => expression switch
    {
        BoundLiteral or BoundUser => true,
        BoundField or BoundMember or BoundConversion or BoundUnary { Operator: UnaryOperator.Negate } or BoundCall => BoundTree.Children(expression).All(IsFixed),
        BoundBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Mod or BinaryOperator.Concat } => BoundTree.Children(expression).All(IsFixed),
        _ => false,
    };

    private static BoundExpression Strip(BoundExpression expression) => expression is BoundConversion conversion ? Strip(conversion.Operand) : expression;
}
