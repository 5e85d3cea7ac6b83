using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Designer.Plans;

/// <summary>A record of the live version as the draft would see it: fields and options matched by id, derived fields worked out by the draft's rules.</summary>
internal sealed class RecordMapping
{
    private readonly ImmutableArray<(Field Live, Field Draft)> kept;
    private readonly ImmutableArray<RuleAssign> derived;

    public RecordMapping(Entity live, Entity draft, BoundRuleSet draftRules)
    {
        (Live, Draft) = (live, draft);
        var byId = live.Fields.Where(f => f.IsStored).ToDictionary(f => f.Id, StringComparer.Ordinal);
        kept = [.. draft.Fields.Where(f => f.IsStored && byId.ContainsKey(f.Id)).Select(f => (byId[f.Id], f))];
        IsExact = kept.All(pair => pair.Live.Type == pair.Draft.Type);
        Program = Interpreter.ProgramFor(draftRules, draft);
        var rules = draftRules.For(draft);
        // A rollup that is kept up already is read; a new one is worked out here.
        derived = [.. rules.Rollups.Select((rule, i) => (rule, i)).Where(r => !byId.ContainsKey(r.rule.Field.Id)).Select(r => Program.Rollups[r.i]), .. Program.Computed];
    }

    public Entity Live { get; }
    public Entity Draft { get; }
    /// <summary>The draft's rules, interpreted.</summary>
    public EntityProgram Program { get; }
    /// <summary>No field changes its type.</summary>
    public bool IsExact { get; }

    public DynamicRecord Convert(EntityRecord record, RuleContext context)
    {
        var converted = new DynamicRecord(Draft) { Id = record.Id, Version = record.Version };
        foreach (var (live, draft) in kept) converted.SetValue(draft.Index, Value(record.GetValue(live.Index), live, draft));
        foreach (var assign in derived) assign(converted, converted, context);
        return converted;
    }

    private static object? Value(object? value, Field live, Field draft) => (value, draft.Type) switch
    {
        (null, _) => null,
        (string option, FieldType.Choice) => OptionOf(option, live, draft),
        (TextSet set, FieldType.MultiChoice) => new TextSet(set.Items.Select(item => OptionOf(item, live, draft)).OfType<string>()),
        (long number, FieldType.Decimal or FieldType.Money or FieldType.Percent) => (decimal)number,
        _ when live.Type == draft.Type || (value is string && IsText(draft.Type)) || (value is decimal && IsDecimal(draft.Type)) || (value is long && draft.Type is FieldType.Integer or FieldType.Rating) => value,
        _ => null,
    };

    private static string? OptionOf(string value, Field live, Field draft) =>
        live.Options.FirstOrDefault(o => o.Value == value) is { } option ? draft.Options.FirstOrDefault(o => o.Id == option.Id)?.Value : null;

    private static bool IsText(FieldType type) => type is FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.AutoNumber or FieldType.Currency;

    private static bool IsDecimal(FieldType type) => type is FieldType.Decimal or FieldType.Money or FieldType.Percent;
}
