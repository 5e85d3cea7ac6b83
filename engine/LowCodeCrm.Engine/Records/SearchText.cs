using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Records;

/// <param name="Tokens">To be found side by side, in this order.</param>
/// <param name="IsPrefix">The last token may be the beginning of a longer one.</param>
public sealed record SearchTerm(ImmutableArray<string> Tokens, bool IsPrefix);

/// <summary>
/// The one search text of every database: folded words, and of runs without spaces (Chinese, Japanese, Korean) every two neighbouring characters, so that
/// 花子 is found inside 山田花子 as surely as V-00001 is. Tokens are letters and digits only.
/// </summary>
public static class SearchText
{
    /// <summary>The tokens of texts, separated by spaces, for a full-text index; null where there are none.</summary>
    public static string? Index(IEnumerable<string?> texts)
    {
        var pairs = new StringBuilder();
        var singles = new StringBuilder();
        foreach (var text in texts)
            foreach (var run in Runs(text))
            {
                if (!run.IsCjk || run.Characters.Length == 1)
                {
                    Append(pairs, string.Concat(run.Characters));
                    continue;
                }
                foreach (var pair in Pairs(run.Characters)) Append(pairs, pair);
                // After all pairs, so that pairs of one run stay side by side and a phrase finds exactly what it says.
                foreach (var single in run.Characters) Append(singles, single);
            }
        if (singles.Length > 0) Append(pairs, singles.ToString());
        return pairs.Length == 0 ? null : pairs.ToString();
    }

    /// <summary>What of a field's value is found, by the boxed types of <see cref="EntityRecord"/>.</summary>
    public static IEnumerable<string?> Texts(object? value) => value switch
    {
        string text => (string?[])[text],
        // As written without a space, too.
        PersonName name => [name.Family + name.Given, name.Family, name.Given, name.FamilyReading + name.GivenReading, name.FamilyReading, name.GivenReading],
        Address address => [address.PostalCode, string.Concat(address.Region, address.City, address.Street), address.Building, address.Country],
        TextSet set => set.Items,
        FileValue file => [file.Name],
        long number => [number.ToString(CultureInfo.InvariantCulture)],
        decimal number => [number.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    /// <summary>What a record must hold all of. White space (ideographic too) parts words, quotes make a phrase.</summary>
    public static ImmutableArray<SearchTerm> Query(string search)
    {
        var terms = ImmutableArray.CreateBuilder<SearchTerm>();
        var parts = search.Replace('“', '"').Replace('”', '"').Replace('＂', '"').Split('"');
        for (var i = 0; i < parts.Length; i++) AddTerms(terms, parts[i], isPhrase: i % 2 == 1);
        return terms.ToImmutable();
    }

    private static void AddTerms(ImmutableArray<SearchTerm>.Builder terms, string text, bool isPhrase)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var run in Runs(text))
        {
            if (run.IsCjk)
            {
                Flush();
                terms.Add(new SearchTerm(run.Characters.Length == 1 ? run.Characters : [.. Pairs(run.Characters)], IsPrefix: false));
            }
            else if (isPhrase)
            {
                words.Add(string.Concat(run.Characters));
            }
            else
            {
                terms.Add(new SearchTerm([string.Concat(run.Characters)], IsPrefix: true));
            }
        }
        Flush();

        void Flush()
        {
            if (words.Count > 0) terms.Add(new SearchTerm(words.ToImmutable(), IsPrefix: false));
            words.Clear();
        }
    }

    private static void Append(StringBuilder to, string token)
    {
        if (to.Length > 0) to.Append(' ');
        to.Append(token);
    }

    private static IEnumerable<string> Pairs(ImmutableArray<string> characters) => characters.Zip(characters.Skip(1), string.Concat);

    private static IEnumerable<Run> Runs(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        var current = ImmutableArray.CreateBuilder<string>();
        var isCjk = false;
        foreach (var rune in RuleText.Fold(text)!.EnumerateRunes())
        {
            var belongs = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (current.Count > 0 && (!belongs || IsCjk(rune) != isCjk))
            {
                yield return new Run(current.ToImmutable(), isCjk);
                current.Clear();
            }
            if (!belongs) continue;
            isCjk = IsCjk(rune);
            current.Add(rune.ToString());
        }
        if (current.Count > 0) yield return new Run(current.ToImmutable(), isCjk);
    }

    // Scripts written without spaces: kana, Han, Hangul, with 々 〆 and the long vowel mark.
    private static bool IsCjk(Rune rune) => rune.Value is (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x3105 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF)
        or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private sealed record Run(ImmutableArray<string> Characters, bool IsCjk);
}
