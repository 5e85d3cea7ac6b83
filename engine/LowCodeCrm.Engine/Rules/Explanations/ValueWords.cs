using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Explanations;

/// <summary>Values as their reader writes them: options and records by their names, percent with its sign, nothing as "empty".</summary>
/// <param name="context">The reader's language and zone, and the records that values name.</param>
public sealed class ValueWords(CrmModel model, RuleContext context, string? currency = null)
{
    public CrmModel Model { get; } = model;
    public RuleContext Context { get; } = context;
    public bool IsJapanese { get; } = context.Locale.StartsWith("ja", StringComparison.Ordinal);

    public string Say(string en, string ja) => IsJapanese ? ja : en;

    public string Label(Field field) => field.Label.For(Context.Locale, Model.DefaultLocale) is { Length: > 0 } label ? label : field.Name;

    public string Label(Entity entity) => entity.Label.For(Context.Locale, Model.DefaultLocale) is { Length: > 0 } label ? label : entity.Name;

    /// <param name="value">Boxed as <see cref="EntityRecord"/> says; a record is itself or its id.</param>
    public string Write(object? value, RuleType type) => value switch
    {
        null => Say("empty", "空"),
        string text when type.Kind is TypeKind.Choice or TypeKind.Channel => LocaleFormat.Format(text, type, Context),
        string text => Say($"“{text}”", $"「{text}」"),
        decimal or long when type.Kind == TypeKind.Money && currency is not null => Money(LocaleFormat.Format(value, type, Context), currency),
        decimal or long when type.Kind == TypeKind.Percent => LocaleFormat.Format(value, type, Context) + "%",
        EntityRecord or Guid when type.Entity is { } entity && Model.Find(entity) is { } target => Title(target, value),
        PersonName name => string.Join(' ', IsJapanese ? new[] { name.Family, name.Given } : [name.Given, name.Family]).Trim(),
        Address or GeoPoint => RuleConvertText(value),
        ValueList list => string.Join(Say(", ", "、"), list.Items.Select(item => Write(item, type.Element ?? RuleType.Text))),
        _ => LocaleFormat.Format(value, type, Context),
    };

    /// <summary>A record by the field that stands for it.</summary>
    public string Title(Entity entity, object? value)
    {
        var record = value as EntityRecord ?? (value is Guid id ? Context.Load(entity.Index, id) : null);
        if (record is null) return Say($"a {Label(entity)} that is not there any more", $"すでにない{Label(entity)}");
        var shown = entity.Find(entity.Display) is { IsStored: true, Type: not FieldType.Id } field ? record.GetValue(field.Index) : null;
        return shown switch
        {
            null => Label(entity),
            string text => text,
            _ => Write(shown, RuleType.OfField(entity, entity.Field(entity.Display))),
        };
    }

    /// <summary>The sign before the number, as the web app has it; a currency without a sign of its own by its code.</summary>
    private static string Money(string number, string currency)
    {
        var sign = currency switch { "JPY" or "CNY" => "¥", "USD" or "AUD" or "CAD" or "HKD" or "NZD" or "SGD" => "$", "TWD" => "$", "EUR" => "€", "GBP" => "£", "KRW" => "₩", "INR" => "₹", "PHP" => "₱", "VND" => "₫", _ => currency + " " };
        return number is ['-', .. var rest] ? $"-{sign}{rest}" : sign + number;
    }

    private static string RuleConvertText(object value) => (value switch { Address address => RuleConvert.Text(address), GeoPoint point => RuleConvert.Text(point), _ => null }) ?? "";
}
