namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Where a text occurs in another, by code unit. In time that grows with both lengths, never with their product.</summary>
internal static class TextSearch
{
    /// <summary>Up to so many comparisons the platform's search, which is fast but may compare the whole part at every place, is done at once.</summary>
    private const long Affordable = 1 << 22;

    /// <summary>The first place from <paramref name="from"/> on; -1: there is none.</summary>
    public static int IndexOf(string text, string part, int from = 0)
    {
        if (part.Length == 0) return from;
        if (part.Length > text.Length - from) return -1;
        if ((text.Length - from - part.Length + 1L) * part.Length <= Affordable) return text.IndexOf(part, from, StringComparison.Ordinal);
        return Search(text, part, Borders(part), from);
    }

    /// <summary>Every place, from left to right, none overlapping another.</summary>
    public static IEnumerable<int> All(string text, string part)
    {
        int[]? borders = null;
        for (var from = 0; from <= text.Length - part.Length;)
        {
            var isAffordable = (text.Length - from - part.Length + 1L) * part.Length <= Affordable;
            var at = isAffordable ? text.IndexOf(part, from, StringComparison.Ordinal) : Search(text, part, borders ??= Borders(part), from);
            if (at < 0) yield break;
            yield return at;
            from = at + part.Length;
        }
    }

    /// <summary>Knuth, Morris and Pratt: no character of the text is looked at twice.</summary>
    private static int Search(string text, string part, int[] borders, int from)
    {
        var matched = 0;
        for (var at = from; at < text.Length; at++)
        {
            while (matched > 0 && text[at] != part[matched]) matched = borders[matched - 1];
            if (text[at] == part[matched]) matched++;
            if (matched == part.Length) return at - part.Length + 1;
        }
        return -1;
    }

    /// <summary>For each beginning of the part the longest that is also its end, without being all of it.</summary>
    private static int[] Borders(string part)
    {
        var borders = new int[part.Length];
        for (int at = 1, length = 0; at < part.Length; at++)
        {
            while (length > 0 && part[at] != part[length]) length = borders[length - 1];
            if (part[at] == part[length]) length++;
            borders[at] = length;
        }
        return borders;
    }
}
