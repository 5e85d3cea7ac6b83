namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The nearest of <paramref name="words"/> at most a third of its letters away; null if none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> words)
    {
        if (text.Length > 60) return null;
        string? best = null;
        var least = int.MaxValue;
        foreach (var word in words)
        {
            var distance = Distance(text, word);
            if (distance >= least || distance > Math.Max(1, word.Length / 3)) continue;
            (best, least) = (word, distance);
        }
        return best;
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[^1];
    }
}
