using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Sql.Postgres;

/// <summary>Patterns of the language as PostgreSQL's advanced regular expressions. Both are automata, so searching stays linear.</summary>
public static class PostgresPattern
{
    /// <summary>PostgreSQL counts no further.</summary>
    private const int MaxCount = 255;

    /// <param name="pattern">Checked by binding.</param>
    public static string Of(string pattern)
    {
        var text = new StringBuilder();
        Write(text, PatternParser.Parse(pattern));
        return text.ToString();
    }

    private static void Write(StringBuilder text, PatternNode node)
    {
        switch (node)
        {
            case PatternClass { Ranges: var ranges }:
                WriteClass(text, ranges);
                break;
            case PatternAssert { Assertion: var assertion }:
                text.Append(assertion switch { PatternAssertion.Start => @"\A", PatternAssertion.End => @"\Z", PatternAssertion.WordBoundary => @"\y", _ => @"\Y" });
                break;
            case PatternSequence { Items: var items }:
                foreach (var item in items) Write(text, item);
                break;
            case PatternChoice { Options: var options }:
                text.Append("(?:");
                for (var i = 0; i < options.Length; i++)
                {
                    if (i > 0) text.Append('|');
                    Write(text, options[i]);
                }
                text.Append(')');
                break;
            case PatternRepeat repeat:
                WriteRepeat(text, repeat);
                break;
        }
    }

    private static void WriteClass(StringBuilder text, ImmutableArray<(int From, int To)> ranges)
    {
        // No text holds U+0000, and PostgreSQL has no such character.
        var own = ranges.Select(range => (From: Math.Max(range.From, 1), range.To)).Where(range => range.From <= range.To).ToArray();
        if (own.Length == 0)
        {
            text.Append(@"(?!)");
            return;
        }
        text.Append('[');
        foreach (var (from, to) in own)
        {
            Escape(text, from);
            if (to == from) continue;
            text.Append('-');
            Escape(text, to);
        }
        text.Append(']');
    }

    private static void Escape(StringBuilder text, int point) => text.Append(CultureInfo.InvariantCulture, $@"\U{point:X8}");

    // x{300} is x{255}x{45}.
    private static void WriteRepeat(StringBuilder text, PatternRepeat repeat)
    {
        var item = new StringBuilder("(?:");
        Write(item, repeat.Item);
        item.Append(')');
        for (var left = repeat.Min; left > 0; left -= MaxCount) text.Append(item).Append(CultureInfo.InvariantCulture, $"{{{Math.Min(left, MaxCount)}}}");
        if (repeat.Max is not { } most) text.Append(item).Append('*');
        else
            for (var left = most - repeat.Min; left > 0; left -= MaxCount) text.Append(item).Append(CultureInfo.InvariantCulture, $"{{0,{Math.Min(left, MaxCount)}}}");
    }
}
