using System.Buffers;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Unicode normal forms over our own tables: string.Normalize does nothing where .NET runs without ICU.</summary>
internal static class Normalization
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int VowelCount = 21, TailCount = 28, SyllableCount = 19 * VowelCount * TailCount;

    public static string Nfkc(string s)
    {
        if (System.Text.Ascii.IsValid(s) || !s.AsSpan().ContainsAnyExcept(Settled)) return s;
        return Composed(Decompose(s, UnicodeTables.Decomposition, 2 * RuleText.MaxBytes));
    }

    /// <summary>Letters of everyday Japanese text that are their own NFKC beside one another: no marks, no full- or half-width forms.</summary>
    private static readonly SearchValues<char> Settled = SearchValues.Create(
        [.. Range('\0', '\u007F'), .. Range('\u3005', '\u3007'), .. Range('\u3041', '\u3096'), .. Range('\u30A1', '\u30FE'), .. Range('\u4E00', '\u9FFF')]);

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    /// <summary>Normal form NFC. Most text is in it already, which a look at its characters tells.</summary>
    public static string Nfc(string s)
    {
        var plain = true;
        foreach (var c in s) plain &= c < 0x300 || c is >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FF' or >= '\u4E00' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';
        return plain ? s : Composed(Decompose(s, Canonical));
    }

    private static int[]? Canonical(int point)
    {
        if (UnicodeTables.CanonicalStep(point) is not { } step) return null;
        return [.. step.SelectMany(p => p == point ? [p] : Canonical(p) ?? [p])];
    }

    private static string Composed(List<int> points)
    {
        Reorder(points);
        Compose(points);
        var builder = new StringBuilder(points.Count);
        foreach (var point in points) builder.Append(new Rune(point));
        return builder.ToString();
    }

    /// <param name="limit">One character may become eighteen: a text that grows past what a text may be is not worked out to its end. No byte of what fits becomes more than one and a half.</param>
    private static List<int> Decompose(string s, Func<int, int[]?> decomposition, int limit = int.MaxValue)
    {
        var points = new List<int>(s.Length);
        foreach (var rune in s.EnumerateRunes())
        {
            var index = rune.Value - SyllableBase;
            if (index is >= 0 and < SyllableCount)
            {
                points.Add(LeadBase + index / (VowelCount * TailCount));
                points.Add(VowelBase + index % (VowelCount * TailCount) / TailCount);
                if (index % TailCount != 0) points.Add(TailBase + index % TailCount);
            }
            else if (decomposition(rune.Value) is { } parts) points.AddRange(parts);
            else points.Add(rune.Value);
            if (points.Count > limit) throw new Evaluation.RuleBudgetException("text");
        }
        return points;
    }

    /// <summary>Marks between two starters stand in the order of their classes, stably.</summary>
    private static void Reorder(List<int> points)
    {
        for (var i = 0; i < points.Count;)
        {
            var end = i;
            while (end < points.Count && UnicodeTables.CombiningClass(points[end]) != 0) end++;
            if (end - i > 1)
            {
                var sorted = points.GetRange(i, end - i).OrderBy(UnicodeTables.CombiningClass).ToList();
                for (var k = 0; k < sorted.Count; k++) points[i + k] = sorted[k];
            }
            i = end + 1;
        }
    }

    private static void Compose(List<int> points)
    {
        var (starter, kept, lastClass) = (-1, 0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var combining = UnicodeTables.CombiningClass(point);
            // Blocked where something of the same or a higher class, or another starter, stands between.
            var adjacent = starter >= 0 && starter == kept - 1;
            if (starter >= 0 && (adjacent || (lastClass != 0 && lastClass < combining)) && Pair(points[starter], point) is { } composed)
            {
                points[starter] = composed;
                continue;
            }
            if (combining == 0) starter = kept;
            lastClass = combining;
            points[kept++] = point;
        }
        points.RemoveRange(kept, points.Count - kept);
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + 19 && second is >= VowelBase and < VowelBase + VowelCount)
            return SyllableBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TailCount;
        var index = first - SyllableBase;
        if (index is >= 0 and < SyllableCount && index % TailCount == 0 && second is > TailBase and < TailBase + TailCount)
            return first + second - TailBase;
        return UnicodeTables.Compose(first, second);
    }
}
