using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Reads RE2 syntax without flags. Groups only group: nothing is captured, and lazy is the same as greedy.</summary>
internal sealed class PatternParser
{
    private const int MaxRepeat = 1_000, MaxDepth = 200;
    private readonly string text;
    private int at;
    private int depth;

    private PatternParser(string text) => this.text = text;

    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Choice();
        if (parser.at < pattern.Length) throw Error(parser.at, "a \")\" has no \"(\"", "対応する「(」のない「)」があります");
        return Size(node) > RulePattern.MaxNodes ? throw TooLarge() : node;
    }

    internal static PatternException TooLarge() => new(LocalizedText.Of(
        $"The pattern is too large: with its repetitions written out it has more than {RulePattern.MaxNodes} nodes. Use smaller counts.",
        $"パターンが大きすぎます。繰り返しを展開すると {RulePattern.MaxNodes} ノードを超えます。回数を減らしてください。"));

    private static long Size(PatternNode node) => node switch
    {
        PatternSequence s => s.Items.Sum(Size),
        PatternChoice c => 1 + c.Options.Sum(Size),
        PatternRepeat r => Math.Min(int.MaxValue, 1 + Size(r.Item) * Math.Max(1, r.Max ?? r.Min + 1)),
        _ => 1,
    };

    private static PatternException Error(int position, string en, string ja) => new(LocalizedText.Of(
        $"The pattern is wrong at character {position + 1}: {en}.", $"パターンの {position + 1} 文字目が正しくありません：{ja}。"));

    private bool Take(string prefix)
    {
        if (string.CompareOrdinal(text, at, prefix, 0, prefix.Length) != 0) return false;
        at += prefix.Length;
        return true;
    }

    private PatternNode Choice()
    {
        if (++depth > MaxDepth) throw Error(at, $"groups are nested deeper than {MaxDepth}", $"括弧の入れ子が {MaxDepth} を超えています");
        var options = ImmutableArray.CreateBuilder<PatternNode>();
        do options.Add(Sequence()); while (Take("|"));
        depth--;
        return options.Count == 1 ? options[0] : new PatternChoice(options.ToImmutable());
    }

    private PatternSequence Sequence()
    {
        var items = ImmutableArray.CreateBuilder<PatternNode>();
        while (at < text.Length && text[at] is not ('|' or ')'))
        {
            if (Take(@"\Q"))
            {
                while (at < text.Length && !Take(@"\E")) items.Add(Single(Next()));
                continue;
            }
            if (Take(@"\E")) continue;
            items.Add(Repeated(Atom()));
        }
        return new(items.ToImmutable());
    }

    private PatternNode Repeated(PatternNode item)
    {
        if (Quantifier() is not var (min, max)) return item;
        Take("?");
        var start = at;
        if (Quantifier() is not null) throw Error(start, "a repetition repeats a repetition; put the inner one in a group", "繰り返しが連続しています。内側を括弧で囲んでください");
        return new PatternRepeat(item, min, max);
    }

    private (int Min, int? Max)? Quantifier()
    {
        if (Take("*")) return (0, null);
        if (Take("+")) return (1, null);
        if (Take("?")) return (0, 1);
        // RE2 reads a brace that is no count as itself.
        if (at >= text.Length || text[at] != '{') return null;
        var (start, end) = (at, text.IndexOf('}', at));
        if (end < 0) return null;
        var parts = text[(at + 1)..end].Split(',');
        if (parts.Length > 2 || Count(parts[0]) is not { } min) return null;
        int? max = parts.Length == 1 ? min : parts[1].Length == 0 ? null : Count(parts[1]);
        if (parts.Length == 2 && parts[1].Length > 0 && max is null) return null;
        if (min > MaxRepeat || max > MaxRepeat || max < min)
            throw Error(start, $"a count must be at most {MaxRepeat}, the smaller one first", $"回数は {MaxRepeat} 以下で、小さい方を先に書きます");
        at = end + 1;
        return (min, max);
    }

    private static int? Count(string digits) =>
        digits.Length is > 0 and <= 9 && digits.All(char.IsAsciiDigit) ? int.Parse(digits, CultureInfo.InvariantCulture) : digits.Length > 9 && digits.All(char.IsAsciiDigit) ? int.MaxValue : null;

    private PatternNode Atom()
    {
        var start = at;
        var point = Next();
        switch (point)
        {
            case '.': return new PatternClass(PatternRanges.Negate([('\n', '\n')]));
            case '^': return new PatternAssert(PatternAssertion.Start);
            case '$': return new PatternAssert(PatternAssertion.End);
            case '[': return new PatternClass(Class(start));
            case '(': return Group(start);
            case '*' or '+' or '?': throw Error(start, "there is nothing to repeat", "繰り返す対象がありません");
            case '\\': return Escape(start);
            default: return Single(point);
        }
    }

    private PatternNode Group(int start)
    {
        if (Take("?:") || Name()) { }
        else if (at < text.Length && text[at] == '?')
            throw Error(start, "flags, look-around and the like are not supported; (?: ) and (?P<name> ) are", "フラグや先読みなどは使えません。(?: ) と (?P<name> ) は使えます");
        var inner = Choice();
        return Take(")") ? inner : throw Error(start, "the group is not closed", "括弧が閉じられていません");
    }

    private bool Name()
    {
        var start = at;
        if (!Take("?P<") && !Take("?<")) return false;
        var end = text.IndexOf('>', at);
        if (end <= at || !text[at..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            at = start;
            return false;
        }
        at = end + 1;
        return true;
    }

    private PatternNode Escape(int start)
    {
        if (at >= text.Length) throw Error(start, "the text ends after \\", "「\\」で終わっています");
        switch (text[at])
        {
            case 'A': at++; return new PatternAssert(PatternAssertion.Start);
            case 'z': at++; return new PatternAssert(PatternAssertion.End);
            case 'b': at++; return new PatternAssert(PatternAssertion.WordBoundary);
            case 'B': at++; return new PatternAssert(PatternAssertion.NotWordBoundary);
        }
        return ClassEscape(start) is { } ranges ? new PatternClass(ranges) : Single(CharacterEscape(start));
    }

    /// <summary>\d \pL and the like, after the backslash; null where it is no class.</summary>
    private ImmutableArray<(int, int)>? ClassEscape(int start)
    {
        var c = text[at];
        if (PatternRanges.Perl(char.ToLowerInvariant(c)) is { } perl && c is 'd' or 'D' or 's' or 'S' or 'w' or 'W')
        {
            at++;
            return char.IsAsciiLetterUpper(c) ? PatternRanges.Negate(PatternRanges.Perl(char.ToLowerInvariant(c))!.Value) : PatternRanges.Perl(c);
        }
        if (c is not ('p' or 'P')) return null;
        at++;
        if (at >= text.Length) throw UnknownClass(start, "");
        string name;
        if (Take("{"))
        {
            var end = text.IndexOf('}', at);
            if (end < 0) throw UnknownClass(start, text[at..]);
            name = text[at..end];
            at = end + 1;
        }
        else
        {
            var from = at;
            Next();
            name = text[from..at];
        }
        var negated = c == 'P';
        if (name.StartsWith('^')) (negated, name) = (!negated, name[1..]);
        var ranges = ImmutableArray.Create(name == "Any" ? [(0, 0x10FFFF)] : UnicodeTables.Class(name) ?? throw UnknownClass(start, name));
        return negated ? PatternRanges.Negate(ranges) : ranges;
    }

    private static PatternException UnknownClass(int start, string name) =>
        Error(start, $"there is no character class \"{name}\"; use a general category (Lu) or a script (Han)", $"文字クラス「{name}」はありません。一般カテゴリ（Lu）か用字系（Han）を使ってください");

    private int CharacterEscape(int start)
    {
        var point = Next();
        switch (point)
        {
            case 'a': return 7;
            case 'f': return '\f';
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'v': return '\v';
            case 'x': return Hexadecimal(start);
            case >= '0' and <= '7':
                // \1 would be a back reference; octal needs a leading 0 or more digits.
                var digits = 1;
                var value = point - '0';
                while (digits < 3 && at < text.Length && text[at] is >= '0' and <= '7') (value, digits, at) = (value * 8 + text[at] - '0', digits + 1, at + 1);
                if (point != '0' && digits == 1) break;
                return value;
            case < 128 when !char.IsAsciiLetterOrDigit((char)point): return point;
        }
        throw Error(start, "this escape does not exist", "この「\\」の表記はありません");
    }

    private int Hexadecimal(int start)
    {
        string digits;
        if (Take("{"))
        {
            var end = text.IndexOf('}', at);
            digits = end < 0 ? "" : text[at..end];
            at = end < 0 ? at : end + 1;
        }
        else
        {
            digits = at + 2 <= text.Length ? text.Substring(at, 2) : "";
            at = Math.Min(at + 2, text.Length);
        }
        return digits.Length is > 0 and <= 6 && digits.All(char.IsAsciiHexDigit) && int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var value && value <= 0x10FFFF
            ? value : throw Error(start, "\\x takes two hexadecimal digits, or up to six in braces", "\\x には 16 進 2 桁か、波括弧内に 6 桁までを書きます");
    }

    private ImmutableArray<(int, int)> Class(int start)
    {
        var negated = Take("^");
        var ranges = new List<(int, int)>();
        for (var first = true; first || at >= text.Length || text[at] != ']'; first = false)
        {
            if (at >= text.Length) throw Error(start, "the [ is not closed", "「[」が閉じられていません");
            if (Take("[:"))
            {
                ranges.AddRange(Posix(start));
                continue;
            }
            var from = at;
            var low = ClassCharacter(ranges);
            if (low is not { } lower) continue;
            var upper = lower;
            if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                at++;
                upper = ClassCharacter(null) ?? throw Error(from, "a class cannot end a range", "範囲の終わりに文字クラスは使えません");
                if (upper < lower) throw Error(from, "the range runs backwards", "範囲の順序が逆です");
            }
            ranges.Add((lower, upper));
        }
        at++;
        var normalized = PatternRanges.Normalize(ranges);
        return negated ? PatternRanges.Negate(normalized) : normalized;
    }

    /// <summary>One character of a class; null where it was a class of its own, added to <paramref name="ranges"/>.</summary>
    private int? ClassCharacter(List<(int, int)>? ranges)
    {
        var start = at;
        var point = Next();
        if (point != '\\') return point;
        if (at >= text.Length) throw Error(start, "the text ends after \\", "「\\」で終わっています");
        if (ClassEscape(start) is not { } known) return CharacterEscape(start);
        ranges?.AddRange(known);
        return null;
    }

    private ImmutableArray<(int, int)> Posix(int start)
    {
        var end = text.IndexOf(":]", at, StringComparison.Ordinal);
        if (end < 0) throw Error(start, "[: is not closed by :]", "「[:」が「:]」で閉じられていません");
        var name = text[at..end];
        at = end + 2;
        var negated = name.StartsWith('^');
        var ranges = PatternRanges.Posix(negated ? name[1..] : name) ?? throw UnknownClass(start, name);
        return negated ? PatternRanges.Negate(ranges) : ranges;
    }

    private static PatternClass Single(int point) => new([(point, point)]);

    private int Next()
    {
        var point = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
        at += point > 0xFFFF ? 2 : 1;
        return point;
    }
}
