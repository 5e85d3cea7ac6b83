using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>
/// Every small mistake that somebody could make in a rule: a comparison turned or off by its boundary, <c>and</c> for <c>or</c>, a condition left out, another
/// constant, plus for minus. Each by itself.
/// </summary>
public sealed class RuleMutants
{
    private readonly CrmModel model;
    private readonly ImmutableArray<RuleMutant>.Builder found = ImmutableArray.CreateBuilder<RuleMutant>();
    private readonly HashSet<FunctionSymbol> functions = [];

    private RuleMutants(CrmModel model) => this.model = model;

    /// <summary>In the order of the rules; those of what the database evaluates itself (selections) are not among them.</summary>
    public static ImmutableArray<RuleMutant> Of(BoundRuleSet rules)
    {
        var mutants = new RuleMutants(rules.Model);
        foreach (var (name, expression, source, isCondition) in RuleParts.Of(rules)) mutants.Add(name, expression, source, isCondition);
        return mutants.found.ToImmutable();
    }

    private void Add(string rule, BoundExpression expression, SourceText source, bool isCondition)
    {
        // A rule without its condition.
        if (isCondition) Put(rule, expression, new BoundLiteral(true, RuleType.Bool, expression.Span), source, "true");
        Walk(rule, expression, source, isArgument: false);
    }

    private void Walk(string rule, BoundExpression expression, SourceText source, bool isArgument)
    {
        Mutate(rule, expression, source, isArgument);
        foreach (var child in BoundTree.Children(expression)) Walk(rule, child, source, expression is BoundCall);
        if (expression is BoundFunctionCall { Function: { Body: { } body } function } && functions.Add(function)) Walk($"function {function.Name}", body, function.Location.Source, isArgument: false);
    }

    private void Mutate(string rule, BoundExpression expression, SourceText source, bool isArgument)
    {
        switch (expression)
        {
            case BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or } both:
                var other = both.Operator == BinaryOperator.And ? BinaryOperator.Or : BinaryOperator.And;
                Put(rule, both, both with { Operator = other }, source, Joined(both, other, source));
                Put(rule, both, both.Left, source, Text(both.Left, source));
                Put(rule, both, both.Right, source, Text(both.Right, source));
                break;
            case BoundBinary binary:
                foreach (var instead in Instead(binary)) Put(rule, binary, binary with { Operator = instead }, source, Joined(binary, instead, source));
                break;
            case BoundUnary { Operator: UnaryOperator.Not } not:
                Put(rule, not, not.Operand, source, Text(not.Operand, source));
                break;
            case BoundIsSet test:
                Put(rule, test, test with { Negated = !test.Negated }, source, $"{Text(test.Operand, source)} is {(test.Negated ? "set" : "empty")}");
                break;
            case BoundIn { Container: BoundRange range } within:
                if (range.Low is not null) Put(rule, within, within with { Container = range with { LowIncluded = !range.LowIncluded } }, source, $"{Text(within, source)} {(range.LowIncluded ? "without" : "with")} its lower bound");
                if (range.High is not null) Put(rule, within, within with { Container = range with { HighIncluded = !range.HighIncluded } }, source, $"{Text(within, source)} {(range.HighIncluded ? "without" : "with")} its upper bound");
                break;
            case BoundIn membership:
                Put(rule, membership, membership with { Negated = !membership.Negated }, source, $"{Text(membership.Operand, source)} {(membership.Negated ? "in" : "not in")} {Text(membership.Container, source)}");
                break;
            case BoundLiteral literal when Another(literal, isArgument) is var (value, text):
                Put(rule, literal, literal with { Value = value }, source, text);
                break;
        }
    }

    private static BinaryOperator[] Instead(BoundBinary binary) => binary.Operator switch
    {
        BinaryOperator.Less => [BinaryOperator.LessOrEqual, BinaryOperator.GreaterOrEqual],
        BinaryOperator.LessOrEqual => [BinaryOperator.Less, BinaryOperator.Greater],
        BinaryOperator.Greater => [BinaryOperator.GreaterOrEqual, BinaryOperator.LessOrEqual],
        BinaryOperator.GreaterOrEqual => [BinaryOperator.Greater, BinaryOperator.Less],
        BinaryOperator.Equal => [BinaryOperator.NotEqual],
        BinaryOperator.NotEqual => [BinaryOperator.Equal],
        BinaryOperator.Add when HasOpposite(binary) => [BinaryOperator.Subtract],
        BinaryOperator.Subtract when HasOpposite(binary) => [BinaryOperator.Add],
        BinaryOperator.Multiply when binary.Left.Type.IsDecimalLike && binary.Right.Type.IsDecimalLike => [BinaryOperator.Divide],
        BinaryOperator.Divide when binary.Left.Type.IsDecimalLike && binary.Right.Type.IsDecimalLike => [BinaryOperator.Multiply],
        _ => [],
    };

    /// <summary>A date less a date is no date plus a date.</summary>
    private static bool HasOpposite(BoundBinary binary) =>
        binary.Left.Type.IsNumeric && binary.Right.Type.IsNumeric || binary.Right.Type.Kind is TypeKind.Duration or TypeKind.Period && binary.Left.Type.Kind != TypeKind.Duration == (binary.Left.Type.Kind is TypeKind.Date or TypeKind.DateTime);

    private (object, string)? Another(BoundLiteral literal, bool isArgument)
    {
        switch (literal.Value)
        {
            case bool yes: return (!yes, yes ? "false" : "true");
            case long number when number < long.MaxValue: return (number + 1, (number + 1).ToString(CultureInfo.InvariantCulture));
            case decimal number when number < decimal.MaxValue - 1: return (number + 1, RuleConvert.Text((decimal?)(number + 1))!);
            case DateOnly date when date < DateOnly.MaxValue: return (date.AddDays(1), RuleConvert.Text((DateOnly?)date.AddDays(1))!);
            case string option when literal.Type is { Kind: TypeKind.Choice, Choice: { } choice }:
                var parts = choice.Split('.');
                var options = model.Find(parts[0])?.Find(parts[1])?.Options ?? [];
                var at = options.IndexOf(options.FirstOrDefault(one => one.Value == option)!);
                return at >= 0 && options.Length > 1 ? (options[(at + 1) % options.Length].Value, options[(at + 1) % options.Length].Value) : null;
            // Patterns, templates and names of functions' arguments have a meaning of their own.
            case string text when literal.Type.Kind == TypeKind.Text && !isArgument: return (text + "?", $"\"{text}?\"");
            default: return null;
        }
    }

    private void Put(string rule, BoundExpression of, BoundExpression instead, SourceText source, string to) =>
        found.Add(new RuleMutant(rule, of, instead, new SourceLocation(source, of.Span), Text(of, source), to));

    private static string Joined(BoundBinary binary, BinaryOperator sign, SourceText source) => $"{Text(binary.Left, source)} {SignOf(sign)} {Text(binary.Right, source)}";

    private static string SignOf(BinaryOperator sign) => sign switch
    {
        BinaryOperator.And => "and",
        BinaryOperator.Or => "or",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };

    private static string Text(BoundExpression expression, SourceText source) => expression.Span.End <= source.Text.Length ? source.ToString(expression.Span) : "";
}
