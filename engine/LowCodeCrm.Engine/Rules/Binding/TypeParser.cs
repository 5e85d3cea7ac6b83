using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Reads types as rules write them: <c>decimal?</c>, <c>set of text</c>, <c>opportunity.stage</c>, <c>account</c>.</summary>
public static class TypeParser
{
    /// <summary>The scalar types by name.</summary>
    public static FrozenDictionary<string, RuleType> Scalars { get; } = new[]
    {
        RuleType.Bool, RuleType.Int, RuleType.Decimal, RuleType.Money, RuleType.Percent, RuleType.Text,
        RuleType.Date, RuleType.Time, RuleType.DateTime, RuleType.Duration, RuleType.Period, RuleType.Channel,
    }.ToFrozenDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>The word for the user's record in types; the entity is <see cref="SystemEntities.User"/>.</summary>
    public const string User = "user";

    private const int MaxLength = 4 * Language.Names.MaxLength;

    /// <param name="text">The type as text.</param>
    /// <param name="model">Gives record and choice types; null: there are none.</param>
    /// <returns>Null where the text is no type.</returns>
    public static RuleType? Parse(string text, CrmModel? model)
    {
        // Names are short, and nobody means a set of sets of sets without end.
        if (text.Length > MaxLength) return null;
        var name = text.Trim();
        var optional = name.EndsWith('?');
        if (optional) name = name[..^1].TrimEnd();
        var words = name.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        RuleType? type;
        if (words is ["set" or "list", "of", var element])
            type = Parse(element, model) is not { } item ? null : words[0] == "set" ? RuleType.SetOf(item) : RuleType.ListOf(item);
        else if (words.Length != 1)
            type = null;
        else
            type = name.IndexOf('.') is var dot and > 0 ? Choice(model, name[..dot], name[(dot + 1)..]) : Named(name, model);
        return optional ? type?.Optional : type;
    }

    /// <summary>A scalar or record type by its one word.</summary>
    public static RuleType? Named(string name, CrmModel? model)
    {
        // An app may have called an entity so before channels were a type.
        if (Scalars.TryGetValue(name, out var scalar) && (scalar.Kind != TypeKind.Channel || model?.Find(name) is null)) return scalar;
        if (model is null) return null;
        if (model.Find(name) is not null) return RuleType.Record(name);
        return name == User && model.Find(SystemEntities.User) is not null ? RuleType.Record(SystemEntities.User) : null;
    }

    /// <summary>The choice type of a field.</summary>
    public static RuleType? Choice(CrmModel? model, string entity, string field) =>
        model?.Find(entity)?.Find(field) is { Type: FieldType.Choice or FieldType.MultiChoice } ? RuleType.ChoiceOf(entity, field) : null;

    /// <summary>The options of a choice type; none where its field is gone.</summary>
    public static ImmutableArray<Option> OptionsOf(RuleType choice, CrmModel model)
    {
        var dot = choice.Choice!.LastIndexOf('.');
        return model.Find(choice.Choice[..dot])?.Find(choice.Choice[(dot + 1)..])?.Options ?? [];
    }
}
