using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The stored key that lists sort a text by: its reading where it has one, folded.</summary>
internal static class SortKeys
{
    private const int MaxLength = 200;

    public static object? Of(Field field, EntityRecord record)
    {
        var text = record.GetValue(field.Index) switch
        {
            PersonName name => Join(name.FamilyReading ?? name.Family, name.GivenReading ?? name.Given),
            string value => value,
            _ => null,
        };
        if (text is null) return null;
        if (text.Length > MaxLength) text = char.IsHighSurrogate(text[MaxLength - 1]) ? text[..(MaxLength - 1)] : text[..MaxLength];
        return RuleText.Fold(text);
    }

    private static string? Join(string? family, string? given) => family is null ? given : given is null ? family : $"{family} {given}";
}
