namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>"Did you mean": the nearest known name by edit distance.</summary>
internal static class Suggestions
{
    /// <summary>Null where nothing is near enough (a third of the name's length, at least one letter).</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit) continue;
            var distance = Distance(name, candidate, limit);
            if (distance > limit || (distance == limit && best is not null)) continue;
            best = candidate;
            limit = distance;
            if (distance <= 1) break;
        }
        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours; more than <paramref name="limit"/> where it is farther.</summary>
    private static int Distance(string a, string b, int limit)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) current[j] = Math.Min(current[j], before[j - 2] + 1);
                least = Math.Min(least, current[j]);
            }
            if (least > limit) return limit + 1;
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
