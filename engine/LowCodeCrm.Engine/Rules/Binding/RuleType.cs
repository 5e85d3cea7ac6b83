using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

public enum TypeKind
{
    /// <summary>After an error; converts to anything silently.</summary>
    Error,
    /// <summary>The type of the literal <c>empty</c> before it meets another type.</summary>
    Empty,
    Bool, Int, Decimal, Money, Percent, Text, Date, Time, DateTime, Duration, Period,
    /// <summary>One option of a field's choice; each field has a type of its own.</summary>
    Choice,
    /// <summary>One of the package's channels, by name.</summary>
    Channel,
    Record,
    /// <summary>Structured values: personName, address, geo, file; members by <c>.</c>.</summary>
    PersonName, Address, Geo, File, Json,
    Set, List, Range,
}

/// <summary>A type of the rules language. Compare with ==.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IsOptional">T? — may be empty.</param>
/// <param name="Entity">Of a record type: the entity's name.</param>
/// <param name="Choice">Of a choice type: "entity.field".</param>
/// <param name="Element">Of set, list and range.</param>
public sealed record RuleType(TypeKind Kind, bool IsOptional = false, string? Entity = null, string? Choice = null, RuleType? Element = null)
{
    public static readonly RuleType Error = new(TypeKind.Error);
    public static readonly RuleType Empty = new(TypeKind.Empty, true);
    public static readonly RuleType Bool = new(TypeKind.Bool);
    public static readonly RuleType Int = new(TypeKind.Int);
    public static readonly RuleType Decimal = new(TypeKind.Decimal);
    public static readonly RuleType Money = new(TypeKind.Money);
    public static readonly RuleType Percent = new(TypeKind.Percent);
    public static readonly RuleType Text = new(TypeKind.Text);
    public static readonly RuleType Date = new(TypeKind.Date);
    public static readonly RuleType Time = new(TypeKind.Time);
    public static readonly RuleType DateTime = new(TypeKind.DateTime);
    public static readonly RuleType Duration = new(TypeKind.Duration);
    public static readonly RuleType Period = new(TypeKind.Period);
    public static readonly RuleType Channel = new(TypeKind.Channel);
    public static RuleType Record(string entity) => new(TypeKind.Record, Entity: entity);
    public static RuleType ChoiceOf(string entity, string field) => new(TypeKind.Choice, Choice: $"{entity}.{field}");
    public static RuleType SetOf(RuleType element) => new(TypeKind.Set, Element: element);
    public static RuleType ListOf(RuleType element) => new(TypeKind.List, Element: element);
    public static RuleType RangeOf(RuleType element) => new(TypeKind.Range, Element: element);

    public RuleType Optional => IsOptional ? this : this with { IsOptional = true };
    public RuleType NotOptional => IsOptional ? this with { IsOptional = false } : this;
    public bool IsNumeric => Kind is TypeKind.Int or TypeKind.Decimal or TypeKind.Money or TypeKind.Percent;
    public bool IsDecimalLike => Kind is TypeKind.Decimal or TypeKind.Money or TypeKind.Percent;

    /// <summary>The type of a field's value in rules, as rules-language.md gives it. A required field is not optional.</summary>
    public static RuleType OfField(Entity entity, Field field)
    {
        var type = field.Type switch
        {
            FieldType.Integer or FieldType.Rating => Int,
            FieldType.Decimal => Decimal,
            FieldType.Money => Money,
            FieldType.Percent => Percent,
            FieldType.Boolean => Bool,
            FieldType.Date => Date,
            FieldType.DateTime => DateTime,
            FieldType.Time => Time,
            FieldType.Duration => Duration,
            FieldType.Period => Period,
            FieldType.Choice => ChoiceOf(entity.Name, field.Name),
            FieldType.MultiChoice => SetOf(ChoiceOf(entity.Name, field.Name)),
            FieldType.Tags => SetOf(Text),
            FieldType.Lookup or FieldType.User => Record(field.Target!),
            FieldType.ManyToMany or FieldType.ChildList => ListOf(Record(field.Target!)),
            FieldType.PersonName => new RuleType(TypeKind.PersonName),
            FieldType.Address => new RuleType(TypeKind.Address),
            FieldType.Geo => new RuleType(TypeKind.Geo),
            FieldType.File or FieldType.Image => new RuleType(TypeKind.File),
            FieldType.Json => new RuleType(TypeKind.Json),
            FieldType.Id => Text,
            _ => Text,
        };
        return field.Required || field.IsNeverEmpty || field.Origin == FieldOrigin.System && field.Name != SystemFields.Owner ? type : type.Optional;
    }

    /// <summary>As written in rules: <c>decimal?</c>, <c>opportunity.stage</c>, <c>set of text</c>.</summary>
    public override string ToString() => (Kind switch
    {
        TypeKind.Record => Entity!,
        TypeKind.Choice => Choice!,
        TypeKind.Set => $"set of {Element}",
        TypeKind.List => $"list of {Element}",
        TypeKind.Range => $"range of {Element}",
        _ => Kind.ToString().ToLowerInvariant(),
    }) + (IsOptional && Kind is not TypeKind.Empty ? "?" : "");
}
