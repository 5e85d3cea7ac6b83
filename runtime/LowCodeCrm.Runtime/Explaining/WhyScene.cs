using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Explanations;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>A record among the rules of a version, as it is now or as it was: what explanations are made on.</summary>
/// <param name="Record">With all that rules have put into it.</param>
/// <param name="Old">As it was before the save that is asked about.</param>
/// <param name="Names">What records are called, where that is not to be read among what rules knew.</param>
internal sealed record WhyScene(CrmModel Model, BoundRuleSet Rules, Entity Entity, EntityRecord Record, EntityRecord? Old, RuleContext Context, int AppVersion, ExplainLevel Level, RuleContext? Names = null)
{
    public EntityRules Own => Rules.For(Entity);
    public ValueWords Values { get; } = new(Model, Names ?? Context, CurrencyOf(Model, Entity, Record));
    public ExpressionWords Words => new(Values);
    public bool IsJapanese => Values.IsJapanese;

    public string Say(string en, string ja) => Values.Say(en, ja);

    public string Label(Field field) => Values.Label(field);

    public string Labels(IEnumerable<Field> fields) => string.Join(Say(", ", "、"), fields.Select(Label));

    /// <summary>The record's own currency, else the app's.</summary>
    private static string CurrencyOf(CrmModel model, Entity entity, EntityRecord record) =>
        entity.Fields.FirstOrDefault(field => field.Type == FieldType.Currency && field.IsStored) is { } field && record.GetValue(field.Index) is string { Length: 3 } code ? code : model.Currency;

    /// <summary>An expression that gives a value.</summary>
    public WhyPart Value(string? rule, BoundExpression expression, SourceLocation location, IReadOnlyDictionary<VariableSymbol, object?>? variables = null) =>
        Explained("value", rule, expression, location, new EvaluationFrame(Context, Record, Old, variables));

    /// <summary>A condition on the record, or on another that stands for it.</summary>
    /// <param name="wanted">The outcome that nothing would be asked about.</param>
    /// <param name="sentence">From what would turn it round to a sentence.</param>
    public WhyPart Condition(string role, string? rule, BoundExpression condition, SourceLocation location, bool wanted, Func<string, string> sentence, EntityRecord? record = null)
    {
        var part = Explained(role, rule, condition, location, new EvaluationFrame(Context, record ?? Record, Old));
        return part with { Change = new OutcomeChange(Words).Of(part.Full!, wanted) is { } change ? sentence(change) : null };
    }

    private WhyPart Explained(string role, string? rule, BoundExpression expression, SourceLocation location, EvaluationFrame frame)
    {
        Context.Fuel = Saving.SaveLimits.Default.Fuel;
        var full = Interpreter.Explain(expression, frame);
        var tree = Level == ExplainLevel.Full ? full : Interpreter.Explain(expression, frame, Level);
        bool? holds = full.State switch { ExplainState.True => true, ExplainState.False => false, _ => null };
        return new WhyPart(role, rule, Words.Write(expression), holds, tree, location) { Full = full };
    }

    public string? Message(BoundMessage? message) =>
        message is not null && Interpreter.FormatMessage(message, Record, Old, Context) is { Length: > 0 } text ? text : null;

    public string WouldPass(string change) => Say($"It would pass with {change}.", $"{change}なら通ります。");
}
