using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>A text in several languages, keyed by locale ("en", "ja"). A plain text has the single key "".</summary>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    public static readonly LocalizedText Empty = new(ImmutableSortedDictionary<string, string>.Empty);

    public LocalizedText(ImmutableSortedDictionary<string, string> byLocale) => ByLocale = byLocale;

    /// <summary>The texts by locale, ordered by locale so that writing is deterministic.</summary>
    public ImmutableSortedDictionary<string, string> ByLocale { get; }

    public bool IsEmpty => ByLocale.IsEmpty;

    public static LocalizedText Plain(string text) => new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("", text)]));

    public static LocalizedText Of(string en, string ja) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("en", en), KeyValuePair.Create("ja", ja)]));

    /// <summary>The text for a locale, else its language, else <paramref name="fallback"/>, else plain, else English, else any, else "".</summary>
    public string For(string locale, string? fallback = null)
    {
        foreach (var key in Keys(locale, fallback))
            if (ByLocale.TryGetValue(key, out var text))
                return text;
        foreach (var text in ByLocale.Values)
            return text;
        return "";
    }

    private static IEnumerable<string> Keys(string locale, string? fallback)
    {
        yield return locale;
        var dash = locale.IndexOf('-');
        if (dash > 0) yield return locale[..dash];
        if (fallback is not null) yield return fallback;
        yield return "";
        yield return "en";
    }

    public bool Equals(LocalizedText? other) => other is not null && ByLocale.SequenceEqual(other.ByLocale);
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);
    public override int GetHashCode() => ByLocale.Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
    public override string ToString() => For("en");
}
