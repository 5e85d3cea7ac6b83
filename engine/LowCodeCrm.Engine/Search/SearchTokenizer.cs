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
        {
            if (string.IsNullOrEmpty(text)) continue;
            var folded = RuleText.Fold(text)!;
            foreach (var (start, length, isCjk) in Runs(folded))
            {
                var run = folded.AsSpan(start, length);
                if (!isCjk) { Append(run); continue; }
                for (var i = 0; ;)
                {
                    var first = LetterAt(run, i);
                    if (i + first >= run.Length) break;
                    Append(run.Slice(i, first + LetterAt(run, i + first)));
                    i += first;
                }
                for (var i = 0; i < run.Length; i += LetterAt(run, i)) Append(run.Slice(i, LetterAt(run, i)));
            }
        }
        return result.ToString();

        void Append(ReadOnlySpan<char> token)
        {
            if (result.Length > 0) result.Append(' ');
            result.Append(token);
        }
    }

    /// <summary>One phrase of tokens for each run of a searched word; all must be found.</summary>
    public static IEnumerable<SearchTerm> Query(string word)
    {
        if (string.IsNullOrEmpty(word)) yield break;
        var folded = RuleText.Fold(word)!;
        foreach (var (start, length, isCjk) in Runs(folded))
        {
            var letters = folded.Substring(start, length);
            var runes = letters.EnumerateRunes().ToArray();
            yield return !isCjk || runes.Length == 1 ? new SearchTerm(letters, !isCjk)
                : new SearchTerm(string.Join(' ', Enumerable.Range(0, runes.Length - 1).Select(i => $"{runes[i]}{runes[i + 1]}")), false);
        }
    }

    /// <summary>Stretches of letters and digits, all CJK or none, by place.</summary>
    private static IEnumerable<(int Start, int Length, bool IsCjk)> Runs(string folded)
    {
        var start = -1;
        var inCjk = false;
        for (var i = 0; i < folded.Length;)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(i), out var rune, out var units);
            var isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isCjk = IsCjk(rune.Value);
            if (start >= 0 && (!isWord || inCjk != isCjk))
            {
                yield return (start, i - start, inCjk);
                start = -1;
            }
            if (isWord && start < 0) (start, inCjk) = (i, isCjk);
            i += units;
        }
        if (start >= 0) yield return (start, folded.Length - start, inCjk);
    }

    private static int LetterAt(ReadOnlySpan<char> run, int at) => char.IsHighSurrogate(run[at]) && at + 1 < run.Length ? 2 : 1;

    // Kana, Hangul, ideographs, and the marks that stand among them.
    private static bool IsCjk(int c) => c is >= 0x3005 and <= 0x3007 or >= 0x3040 and <= 0x30FF or >= 0x3100 and <= 0x31FF or >= 0x3400 and <= 0x4DBF
        or >= 0x4E00 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}

/// <param name="Tokens">Side by side in the index, a space between them.</param>
/// <param name="IsPrefix">The last token may go on: somebody is still typing the word.</param>
public sealed record SearchTerm(string Tokens, bool IsPrefix);
