using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Explanations;

/// <summary>Expressions as somebody reads them who has never seen the rules: fields and options by their labels, <c>金額 × 確度 ÷ 100</c>.</summary>
public sealed class ExpressionWords(ValueWords values)
{
    private const int Highest = 9;

    public ValueWords Values { get; } = values;

    public string Write(BoundExpression expression) => Write(expression, 0);

    private string Say(string en, string ja) => Values.Say(en, ja);

    private string Write(BoundExpression expression, int rank)
    {
        string Inner(BoundExpression one, int at = 0) => Write(one, at);
        switch (expression)
        {
            case BoundLiteral literal: return Values.Write(literal.Value, literal.Type);
            case BoundRecord { Symbol.Name: "this" or "inner" } record: return Say($"this {EntityLabel(record.Type)}", $"この{EntityLabel(record.Type)}");
            case BoundRecord record: return record.Symbol.Name;
            case BoundUser: return Say("me", "自分");
            case BoundField { Record: BoundRecord { Symbol.Name: "this" or "inner" } } field: return Values.Label(field.Field);
            case BoundField field: return Of(Inner(field.Record, Highest), Values.Label(field.Field));
            case BoundOldField old: return Say($"{Values.Label(old.Field)} before", $"変更前の{Values.Label(old.Field)}");
            case BoundChanged changed: return Say($"{Values.Label(changed.Field)} has changed", $"{Values.Label(changed.Field)}が変わった");
            case BoundMember member: return Of(Inner(member.Target, Highest), member.Member);
            case BoundVariable variable: return variable.Symbol.Name;
            case BoundUnary { Operator: UnaryOperator.Not } not: return Say($"not {Inner(not.Operand, 3)}", $"{Inner(not.Operand, 3)}でない");
            case BoundUnary negate: return "−" + Inner(negate.Operand, Highest);
            case BoundBinary binary: return Binary(binary, rank);
            case BoundIsSet test: return test.Negated ? Say($"{Inner(test.Operand, 4)} is empty", $"{Inner(test.Operand, 4)}が空") : Say($"{Inner(test.Operand, 4)} is filled in", $"{Inner(test.Operand, 4)}が入力済み");
            case BoundIn { Container: BoundRange range } membership: return Within(membership, Range(range));
            case BoundIn membership:
                var (item, among) = (Inner(membership.Operand, 4), Inner(membership.Container));
                return membership.Negated ? Say($"{item} is none of {among}", $"{item}が {among} 以外") : Say($"{item} is one of {among}", $"{item}が {among} のいずれか");
            case BoundSet set: return string.Join(Say(", ", "、"), set.Items.Select(one => Inner(one)));
            case BoundRange range: return Range(range);
            case BoundIf choice: return Wrap(rank > 0, Say($"if {Inner(choice.Condition)} then {Inner(choice.Then, 1)}, otherwise {Inner(choice.Else, 1)}", $"{Inner(choice.Condition)}なら {Inner(choice.Then, 1)}、それ以外は {Inner(choice.Else, 1)}"));
            case BoundLet let: return Say($"with {let.Symbol.Name} = {Inner(let.Value)}: {Inner(let.Body)}", $"{let.Symbol.Name} = {Inner(let.Value)} として {Inner(let.Body)}");
            case BoundConversion conversion: return Write(conversion.Operand, rank);
            case BoundInterpolation text: return string.Join(" & ", text.Parts.Select(part => Inner(part, 6)));
            case BoundCall call: return FunctionWords.Of(call.Function.Name, [.. call.Arguments.Select(one => Inner(one))], Values);
            case BoundFunctionCall call: return $"{call.Function.Name}({string.Join(Say(", ", "、"), call.Arguments.Select(one => Inner(one)))})";
            case BoundAggregate aggregate: return Aggregate(aggregate);
            case BoundChoose choose: return Say($"the best of {Inner(choose.From)}", $"{Inner(choose.From)}のうち最良のもの");
            default: return "…";
        }
    }

    private string Binary(BoundBinary binary, int rank)
    {
        if (binary.Operator == BinaryOperator.Coalesce) return Say($"{Write(binary.Left, 5)} (or {Write(binary.Right, 5)} if empty)", $"{Write(binary.Left, 5)}（空なら {Write(binary.Right, 5)}）");
        var (own, sign) = binary.Operator switch
        {
            BinaryOperator.Or => (1, Say(" or ", " または ")),
            BinaryOperator.And => (2, Say(" and ", " かつ ")),
            BinaryOperator.Equal => (4, " = "),
            BinaryOperator.NotEqual => (4, " ≠ "),
            BinaryOperator.Less => (4, " < "),
            BinaryOperator.LessOrEqual => (4, " ≤ "),
            BinaryOperator.Greater => (4, " > "),
            BinaryOperator.GreaterOrEqual => (4, " ≥ "),
            BinaryOperator.Concat => (6, " & "),
            BinaryOperator.Add => (6, " + "),
            BinaryOperator.Subtract => (6, " − "),
            BinaryOperator.Multiply => (7, " × "),
            BinaryOperator.Divide => (7, " ÷ "),
            _ => (7, " mod "),
        };
        // and, or, + and × of more than two need no brackets.
        return Wrap(own < rank, Write(binary.Left, own) + sign + Write(binary.Right, own + 1));
    }

    private string Within(BoundIn membership, string range)
    {
        var item = Write(membership.Operand, 4);
        return membership.Negated ? Say($"{item} is outside {range}", $"{item}が {range} の外") : Say($"{item} is within {range}", $"{item}が {range} の範囲");
    }

    private string Range(BoundRange range) =>
        $"{(range.Low is null ? "" : (range.LowIncluded ? "" : "> ") + Write(range.Low, 5))}{Say("–", "〜")}{(range.High is null ? "" : (range.HighIncluded ? "" : "< ") + Write(range.High, 5))}";

    private string Aggregate(BoundAggregate aggregate)
    {
        var many = aggregate.Source.LabelPlural.For(Values.Context.Locale, Values.Model.DefaultLocale);
        var records = many.Length > 0 ? many : Values.Label(aggregate.Source);
        var what = aggregate.Value is null ? records : Of(records, Write(aggregate.Value, 0));
        var text = aggregate.Aggregate switch
        {
            AggregateKind.Any => Say($"there are {what}", $"{what}がある"),
            AggregateKind.All => Say($"all of {what}", $"{what}のすべて"),
            AggregateKind.Count => Say($"number of {what}", $"{what}の件数"),
            AggregateKind.Sum => Say($"sum of {what}", $"{what}の合計"),
            AggregateKind.Average => Say($"average of {what}", $"{what}の平均"),
            AggregateKind.Min => Say($"lowest of {what}", $"{what}の最小"),
            _ => Say($"highest of {what}", $"{what}の最大"),
        };
        return aggregate.Where is null ? text : Say($"{text} (where {Write(aggregate.Where)})", $"{text}（{Write(aggregate.Where)}のもの）");
    }

    private string Of(string owner, string name) => Say($"{name} of {owner}", $"{owner}の{name}");

    private string EntityLabel(RuleType type) => type.Entity is { } name && Values.Model.Find(name) is { } entity ? Values.Label(entity) : Say("record", "レコード");

    private static string Wrap(bool wanted, string text) => wanted ? $"({text})" : text;
}
