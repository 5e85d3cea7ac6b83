using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Search;

/// <summary>
/// Cuts text into search tokens: folded words, and of runs of CJK letters all pairs and single letters, so that 花子 is found inside 山田花子 without
/// a dictionary. The same tokens serve every database's full-text index, which must split at spaces only.
/// </summary>
public static class SearchTokenizer
{
    /// <summary>The text to index: tokens with a space between them. Of a CJK run the pairs come first, side by side, so that a phrase of pairs is a substring.</summary>
    public static string Index(IEnumerable<string?> texts)
    {
        var result = new StringBuilder();
        foreach (var text in texts)
            foreach (var run in Runs(text))
            {
                if (!run.IsCjk) { Append(run.Letters); continue; }
                for (var i = 0; i + 1 < run.Runes.Count; i++) Append($"{run.Runes[i]}{run.Runes[i + 1]}");
                foreach (var letter in run.Runes) Append(letter.ToString());
            }
        return result.ToString();

        void Append(string token)
        {
            if (result.Length > 0) result.Append(' ');
            result.Append(token);
        }
    }

    /// <summary>One phrase of tokens for each run of a searched word; all must be found.</summary>
    public static IEnumerable<SearchTerm> Query(string word)
    {
        foreach (var run in Runs(word))
            yield return !run.IsCjk ? new SearchTerm(run.Letters, true)
                : run.Runes.Count == 1 ? new SearchTerm(run.Letters, false)
                : new SearchTerm(string.Join(' ', Enumerable.Range(0, run.Runes.Count - 1).Select(i => $"{run.Runes[i]}{run.Runes[i + 1]}")), false);
    }

    private static IEnumerable<Run> Runs(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        Run? current = null;
        foreach (var rune in RuleText.Fold(text)!.EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isCjk = IsCjk(rune.Value);
            if (current is not null && (!isWord || current.IsCjk != isCjk))
            {
                yield return current;
                current = null;
            }
            if (isWord) (current ??= new Run(isCjk, [])).Runes.Add(rune);
        }
        if (current is not null) yield return current;
    }

    // Kana, Hangul, ideographs, and the marks that stand among them.
    private static bool IsCjk(int c) => c is >= 0x3005 and <= 0x3007 or >= 0x3040 and <= 0x30FF or >= 0x3100 and <= 0x31FF or >= 0x3400 and <= 0x4DBF
        or >= 0x4E00 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;

    private sealed record Run(bool IsCjk, List<Rune> Runes)
    {
        public string Letters => string.Concat(Runes);
    }
}

/// <param name="Tokens">Side by side in the index, a space between them.</param>
/// <param name="IsPrefix">The last token may go on: somebody is still typing the word.</param>
public sealed record SearchTerm(string Tokens, bool IsPrefix);
