using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>Text kinds: what may be stored, in which form.</summary>
internal static partial class TextValues
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Checks the characters and limits; "" is empty.</summary>
    public static ValueProblem? Read(Field field, string text, SaveLimits limits, out object? value)
    {
        value = null;
        if (text.Length == 0) return null;
        if (Characters(text) is { } bad) return bad;
        if (text.Length > limits.TextBytes / 4 && Encoding.UTF8.GetByteCount(text) > limits.TextBytes) return ValueProblem.TextTooLarge(limits.TextBytes);
        string? normal = text;
        var problem = field.Type switch
        {
            FieldType.Email => Email(text, out normal),
            FieldType.Phone => Phone(text, out normal),
            FieldType.Url => Url(text, out normal),
            FieldType.Currency => Currency(text, out normal),
            _ => null,
        };
        if (problem is not null) return problem;
        if (string.IsNullOrEmpty(normal)) return null;
        if (field.MaxLength is { } max && normal.Length > max && CodePoints(normal) is var length && length > max) return ValueProblem.TextTooLong(max, length);
        if (field.Pattern is { } pattern && field.Type != FieldType.AutoNumber && !Matches(normal, pattern)) return ValueProblem.Pattern();
        value = normal;
        return null;
    }

    /// <summary>U+0000 and lone surrogates are refused at the door.</summary>
    public static ValueProblem? Characters(string text)
    {
        if (text.Contains('\0')) return ValueProblem.Nul();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return ValueProblem.LoneSurrogate();
            i++;
        }
        return null;
    }

    public static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
            if (char.IsLowSurrogate(c)) count--;
        return count;
    }

    // A pattern is the package author's; a bad or slow one must not hang a save, so it runs without backtracking.
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternTime);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static ValueProblem? Email(string text, out string? normal)
    {
        normal = RuleText.Nfkc(text)!.Trim();
        if (normal.Length == 0) return null;
        var at = normal.LastIndexOf('@');
        var ok = normal.Length <= 254 && at > 0 && at <= 64 && !normal.Any(char.IsWhiteSpace) && normal.IndexOfAny(['<', '>', '(', ')', ',', ';', ':', '\\', '"']) < 0
            && MailAddress.TryCreate(normal, out var address) && address.Address == normal
            && Uri.CheckHostName(normal[(at + 1)..]) == UriHostNameType.Dns && normal.IndexOf('.', at) > at + 1;
        return ok ? null : ValueProblem.NotAnEmail(text);
    }

    /// <summary>To E.164. Numbers without a country code are Japanese.</summary>
    private static ValueProblem? Phone(string text, out string? normal)
    {
        normal = RuleText.Nfkc(text)!.Trim();
        if (normal.Length == 0) return null;
        var international = normal.StartsWith('+');
        var digits = new StringBuilder();
        foreach (var c in international ? normal[1..] : normal)
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (!" -().‐‑‒–—―−ー/".Contains(c)) return ValueProblem.NotAPhone(text);
        var number = digits.ToString();
        if (international && number.StartsWith("810", StringComparison.Ordinal)) number = "81" + number[3..];
        else if (!international && number.StartsWith("0081", StringComparison.Ordinal)) number = "81" + number[4..].TrimStart('0');
        else if (!international && number.StartsWith("010", StringComparison.Ordinal) && number.Length > 11) number = number[3..];
        else if (!international && number.StartsWith('0')) number = number.Length is 10 or 11 ? "81" + number[1..] : "";
        else if (!international) number = "";
        if (number.Length is < 7 or > 15 || number[0] == '0') return ValueProblem.NotAPhone(text);
        normal = "+" + number;
        return null;
    }

    private static ValueProblem? Url(string text, out string? normal)
    {
        normal = text.Trim();
        if (normal.Length == 0) return null;
        return normal.Length <= 2083 && !normal.Any(char.IsWhiteSpace) && Uri.TryCreate(normal, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? null : ValueProblem.NotAUrl(text);
    }

    private static ValueProblem? Currency(string text, out string? normal)
    {
        normal = RuleText.Nfkc(text)!.Trim().ToUpperInvariant();
        return normal.Length == 0 || CurrencyCode().IsMatch(normal) ? null : ValueProblem.NotACurrency(text);
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();
}
