using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Records;

/// <summary>The stored key that lists sort texts by: the reading where there is one, folded, so that カタカナ, ひらがな, upper and lower case stand together.</summary>
public static class SortKey
{
    /// <param name="value">A text or a person's name; null gives null.</param>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => RuleText.Fold(text),
        PersonName name => RuleText.Fold(Join(name.FamilyReading ?? name.Family, name.GivenReading ?? name.Given)),
        _ => throw new ArgumentException($"{value.GetType().Name} sorts by itself.", nameof(value)),
    };

    private static string? Join(string? family, string? given) => (family, given) switch
    {
        (null, _) => given,
        (_, null) => family,
        _ => $"{family} {given}",
    };
}
