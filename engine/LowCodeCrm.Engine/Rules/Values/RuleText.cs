using System.Collections.Immutable;
using System.Text;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Functions of text. Lengths and positions count code points; empty in, empty out.</summary>
public static class RuleText
{
    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxBytes = 256 * 1024;
    /// <summary>The longest list.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Order by code point: what UTF-16 order is not, once surrogates meet U+E000 and above.</summary>
    public static int Compare(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        if (shared == a.Length || shared == b.Length) return a.Length - b.Length;
        var (x, y) = (a[shared], b[shared]);
        // Surrogates stand for code points above all others.
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x - y : char.IsSurrogate(x) ? 1 : -1;
    }

    public static long? Length(string? s) => s is null ? null : CountCodePoints(s);

    public static string? Left(string? s, long? n) => s is null || n is not { } count ? null : s[..Offset(s, count)];

    public static string? Right(string? s, long? n)
    {
        if (s is null || n is not { } count) return null;
        return count <= 0 ? "" : s[Offset(s, Math.Max(0, CountCodePoints(s) - count))..];
    }

    /// <summary>
    /// The code points at positions from … from + n − 1, counted from 1, or from the end where <paramref name="from"/> is negative (-1 is the last, as FEEL
    /// has it); positions outside the text are passed over.
    /// </summary>
    public static string? Mid(string? s, long? from, long? n)
    {
        if (s is null || from is not { } first || n is not { } count) return null;
        if (first < 0) first += CountCodePoints(s) + 1;
        var end = (Int128)first + count;
        if (count <= 0 || end <= 1) return "";
        var start = Offset(s, Math.Max(first, 1) - 1);
        return s[start..Math.Max(start, Offset(s, (long)Int128.Min(end - 1, long.MaxValue)))];
    }

    public static string? Upper(string? s) => s is null ? null : UnicodeTables.Upper(s);
    public static string? Lower(string? s) => s is null ? null : UnicodeTables.Lower(s);

    /// <summary>Without Unicode white space and U+FEFF at either end.</summary>
    public static string? Trim(string? s)
    {
        if (s is null) return null;
        var (start, end) = (0, s.Length);
        while (start < end && IsSpace(s[start])) start++;
        while (end > start && IsSpace(s[end - 1])) end--;
        return s[start..end];
    }

    private static bool IsSpace(char c) => c is (>= '\t' and <= '\r') or ' ' or '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A')
        or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF';

    /// <summary>Every occurrence; an empty <paramref name="find"/> changes nothing.</summary>
    public static string? Replace(string? s, string? find, string? with)
    {
        if (s is null || find is null || with is null) return null;
        if (find.Length == 0) return s;
        var builder = new StringBuilder();
        var copied = 0;
        foreach (var at in TextSearch.All(s, find))
        {
            builder.Append(s, copied, at - copied).Append(with);
            copied = at + find.Length;
            // A short rule cannot ask for gigabytes.
            if (builder.Length > MaxBytes) throw new RuleBudgetException("text");
        }
        return copied == 0 ? s : Checked(builder.Append(s, copied, s.Length - copied).ToString());
    }

    public static bool? Contains(string? s, string? x) => s is null || x is null ? null : TextSearch.IndexOf(s, x) >= 0;
    public static bool? StartsWith(string? s, string? x) => s is null || x is null ? null : s.StartsWith(x, StringComparison.Ordinal);
    public static bool? EndsWith(string? s, string? x) => s is null || x is null ? null : s.EndsWith(x, StringComparison.Ordinal);
    public static bool? ContainsAny(string? s, TextSet? items) => s is null || items is null ? null : ContainsAny(s, items.Items);
    public static bool? ContainsAny(string? s, TextList? items) => s is null || items is null ? null : ContainsAny(s, items.Items);

    private static bool ContainsAny(string s, ImmutableArray<string> items)
    {
        foreach (var item in items)
            if (TextSearch.IndexOf(s, item) >= 0) return true;
        return false;
    }

    /// <summary>"" where <paramref name="x"/> does not occur, as FEEL's "substring before".</summary>
    public static string? Before(string? s, string? x)
    {
        if (s is null || x is null) return null;
        var at = TextSearch.IndexOf(s, x);
        return at < 0 ? "" : s[..at];
    }

    /// <summary>"" where <paramref name="x"/> does not occur, as FEEL's "substring after".</summary>
    public static string? After(string? s, string? x)
    {
        if (s is null || x is null) return null;
        var at = TextSearch.IndexOf(s, x);
        return at < 0 ? "" : s[(at + x.Length)..];
    }

    /// <summary>Filled on the left, the filling repeated from its start, to <paramref name="n"/> code points.</summary>
    public static string? PadLeft(string? s, long? n, string? with)
    {
        if (s is null || n is not { } width || with is null) return null;
        long length = CountCodePoints(s);
        if (width <= length || with.Length == 0) return s;
        if (width > MaxBytes) throw new RuleBudgetException("text");
        var (missing, unit) = (width - length, CountCodePoints(with));
        var builder = new StringBuilder();
        for (; missing >= unit; missing -= unit) builder.Append(with);
        return Checked(builder.Append(with, 0, Offset(with, missing)).Append(s).ToString());
    }

    /// <summary>An empty separator leaves the text whole.</summary>
    public static TextList? Split(string? s, string? separator)
    {
        if (s is null || separator is null) return null;
        if (separator.Length == 0) return new TextList([s]);
        var parts = ImmutableArray.CreateBuilder<string>();
        var from = 0;
        foreach (var at in TextSearch.All(s, separator).Append(s.Length))
        {
            if (parts.Count == MaxItems) throw new RuleBudgetException("list");
            parts.Add(s[from..at]);
            from = at + separator.Length;
        }
        return new TextList(parts.ToImmutable());
    }

    public static string? Join(TextList? items, string? separator) => items is null || separator is null ? null : Joined(items.Items, separator);
    public static string? Join(TextSet? items, string? separator) => items is null || separator is null ? null : Joined(items.Items, separator);

    public static string? Nfkc(string? s) => s is null ? null : Checked(Normalization.Nfkc(s));

    /// <summary>The search form: NFKC, simple case fold, katakana to hiragana.</summary>
    public static string? Fold(string? s)
    {
        if (s is null) return null;
        var folded = Checked(UnicodeTables.FoldCase(Normalization.Nfkc(s)));
        return folded.AsSpan().IndexOfAnyInRange('\u30A1', '\u30FE') < 0
            ? folded
            : string.Create(folded.Length, folded, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = source[i] is (>= '\u30A1' and <= '\u30F6') or '\u30FD' or '\u30FE' ? (char)(source[i] - 0x60) : source[i];
            });
    }

    /// <param name="context">Pays for the work.</param>
    /// <param name="s">The text to search.</param>
    /// <param name="pattern">Checked at design time; see <see cref="RulePattern"/>.</param>
    public static bool? Matches(RuleContext context, string? s, string? pattern) => s is null || pattern is null ? null : RulePattern.Get(pattern).IsMatch(s, context);

    /// <param name="context">Locale and app.</param>
    /// <param name="value">The option's value.</param>
    /// <param name="choice">"entity.field", as <see cref="Binding.RuleType.Choice"/> has it.</param>
    public static string? Label(RuleContext context, string? value, string choice)
    {
        if (value is null) return null;
        if (choice.Length == 0) return context.Model?.FindChannel(value) is { Label.IsEmpty: false } channel ? channel.Label.For(context.Locale, context.Model.DefaultLocale) : value;
        var dot = choice.LastIndexOf('.');
        var field = dot < 0 ? null : context.Model?.Find(choice[..dot])?.Find(choice[(dot + 1)..]);
        var option = field?.Options.FirstOrDefault(o => o.Value == value);
        return option is null || option.Label.IsEmpty ? value : option.Label.For(context.Locale, context.Model!.DefaultLocale);
    }

    /// <summary>The text, unless it is longer than a text may be.</summary>
    /// <exception cref="RuleBudgetException">It is.</exception>
    internal static string Checked(string text) =>
        text.Length > MaxBytes / 3 && Encoding.UTF8.GetByteCount(text) > MaxBytes ? throw new RuleBudgetException("text") : text;

    /// <summary>The texts one after the other; what grows too long is not even built.</summary>
    /// <exception cref="RuleBudgetException">The whole is longer than a text may be.</exception>
    internal static string Joined(IEnumerable<string?> parts)
    {
        var builder = new StringBuilder();
        foreach (var part in parts)
        {
            builder.Append(part);
            if (builder.Length > MaxBytes) throw new RuleBudgetException("text");
        }
        return Checked(builder.ToString());
    }

    private static string Joined(ImmutableArray<string> items, string separator)
    {
        if ((long)separator.Length * Math.Max(0, items.Length - 1) + items.Sum(item => (long)item.Length) > MaxBytes) throw new RuleBudgetException("text");
        return Checked(string.Join(separator, items));
    }

    private static int CountCodePoints(string s)
    {
        var count = s.Length;
        foreach (var c in s)
            if (char.IsLowSurrogate(c)) count--;
        return count;
    }

    /// <summary>UTF-16 offset of the code point at an index from 0, clamped to the text.</summary>
    private static int Offset(string s, long codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < s.Length; codePoints--) at += char.IsHighSurrogate(s[at]) && at + 1 < s.Length ? 2 : 1;
        return at;
    }
}
