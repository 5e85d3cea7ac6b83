using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Records;

/// <summary>The stored key that lists sort texts by: the reading where there is one, folded, so that カタカナ, ひらがな, upper and lower case stand together.</summary>
public static class SortKey
{
    /// <summary>UTF-16 units of a text that take part; what differs only further on keeps the order of ids.</summary>
    public const int MaxLength = 200;

    /// <param name="value">A text or a person's name; null gives null.</param>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => Fold(text),
        PersonName name => Fold(Join(name.FamilyReading ?? name.Family, name.GivenReading ?? name.Given)),
        _ => throw new ArgumentException($"{value.GetType().Name} sorts by itself.", nameof(value)),
    };

    private static string? Fold(string? text)
    {
        if (text is { Length: > MaxLength }) text = char.IsHighSurrogate(text[MaxLength - 1]) ? text[..(MaxLength - 1)] : text[..MaxLength];
        return RuleText.Fold(text);
    }

    private static string? Join(string? family, string? given) => (family, given) switch
    {
        (null, _) => given,
        (_, null) => family,
        _ => $"{family} {given}",
    };
}
