using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Engine.Tests.Rules.Emit;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>The ends of what types hold, and something in between.</summary>
internal static class Extremes
{
    // Parts past the limit of a list; what NFKC writes eighteen times as long; what is shorter in the other case.
    private static readonly string Commas = new(',', RuleText.MaxItems + 1), Wide = new('\uFDFA', 80_000), Shorter = new('\u023A', 130_000);
    private static readonly string Long = new('x', RuleText.MaxBytes - 1);

    public static BoundExpression[] Of(SignatureParameter parameter) => parameter switch
    {
        { Kind: ParameterKind.Number } => [.. Values(RuleType.Int), .. Values(RuleType.Decimal)],
        { Kind: ParameterKind.Ordered } => Values(RuleType.Int),
        { Kind: ParameterKind.Scalar } => [.. new[] { RuleType.Int, RuleType.Decimal, RuleType.Date, RuleType.DateTime, RuleType.Duration, RuleType.Period, RuleType.Text }.SelectMany(Values)],
        { Kind: ParameterKind.Pattern } => [Literal("^a+$", RuleType.Text)],
        { Kind: ParameterKind.Choice } => [],
        _ => Values(parameter.Type!),
    };

    /// <summary>In Tokyo with Japan's holidays, and far to the west with weekends only.</summary>
    public static IEnumerable<RuleContext> Contexts()
    {
        yield return new MemoryContext { Calendar = "jp" };
        yield return new MemoryContext { TimeZone = "America/Los_Angeles" };
    }

    private static BoundExpression[] Values(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => [Literal(true, type)],
        TypeKind.Int => [Literal(long.MinValue, type), Literal(-1L, type), Literal(0L, type), Literal(1L, type), Literal(400_000L, type), Literal(long.MaxValue, type)],
        TypeKind.Decimal => [Literal(decimal.MinValue, type), Literal(-0.5m, type), Literal(0.0000000000000000000000000001m, type), Literal(decimal.MaxValue, type)],
        TypeKind.Text => [.. new[] { "", ",", "a,𠮷", "2026-04-01", Long, Commas, Wide, Shorter }.Select(text => Literal(text, type))],
        TypeKind.Date => [Literal(DateOnly.MinValue, type), Literal(new DateOnly(2026, 4, 1), type), Literal(DateOnly.MaxValue, type)],
        TypeKind.Time => [Literal(TimeOnly.MinValue, type), Literal(TimeOnly.MaxValue, type)],
        TypeKind.DateTime => [Literal(new DateTime(0, DateTimeKind.Utc), type), Literal(new DateTime(DateTime.MaxValue.Ticks, DateTimeKind.Utc), type)],
        TypeKind.Duration => [Literal(TimeSpan.MinValue, type), Literal(TimeSpan.Zero, type), Literal(TimeSpan.MaxValue, type)],
        TypeKind.Period => [Literal(new Period(int.MinValue), type), Literal(new Period(int.MaxValue), type)],
        TypeKind.Set => [Set(Values(type.Element!))],
        TypeKind.List => [Literal(new TextList([]), type), Literal(new TextList(["", "a"]), type), Literal(new TextList([Long, Long]), type)],
        _ => throw new NotSupportedException($"There are no values of {type} to try."),
    };

    private static BoundLiteral Literal(object value, RuleType type) => BoundFactory.Literal(value, type);

    private static BoundExpression Set(BoundExpression[] items) => new BoundSet([.. items], RuleType.SetOf(items[0].Type), default);
}
