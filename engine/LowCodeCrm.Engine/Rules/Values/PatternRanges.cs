using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Sets of code points as ordered, separate, inclusive ranges.</summary>
internal static class PatternRanges
{
    public static ImmutableArray<(int From, int To)> Normalize(IEnumerable<(int From, int To)> ranges)
    {
        var result = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var range in ranges.Order())
        {
            if (result.Count > 0 && range.From <= result[^1].To + 1) result[^1] = (result[^1].From, Math.Max(result[^1].To, range.To));
            else result.Add(range);
        }
        return result.ToImmutable();
    }

    public static ImmutableArray<(int From, int To)> Negate(ImmutableArray<(int From, int To)> ranges)
    {
        var result = ImmutableArray.CreateBuilder<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in Normalize(ranges))
        {
            if (from > next) result.Add((next, from - 1));
            next = to + 1;
        }
        if (next <= 0x10FFFF) result.Add((next, 0x10FFFF));
        return result.ToImmutable();
    }

    /// <summary>d, s, w: ASCII.</summary>
    public static ImmutableArray<(int, int)>? Perl(char name) => name switch
    {
        'd' => [('0', '9')],
        's' => [('\t', '\n'), ('\f', '\r'), (' ', ' ')],
        'w' => [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        _ => null,
    };

    public static ImmutableArray<(int, int)>? Posix(string name) => name switch
    {
        "alnum" => [('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => [('A', 'Z'), ('a', 'z')],
        "ascii" => [(0, 0x7F)],
        "blank" => [('\t', '\t'), (' ', ' ')],
        "cntrl" => [(0, 0x1F), (0x7F, 0x7F)],
        "digit" => [('0', '9')],
        "graph" => [('!', '~')],
        "lower" => [('a', 'z')],
        "print" => [(' ', '~')],
        "punct" => [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => [('\t', '\r'), (' ', ' ')],
        "upper" => [('A', 'Z')],
        "word" => [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        "xdigit" => [('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => null,
    };
}
