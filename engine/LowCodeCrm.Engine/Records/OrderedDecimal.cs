using System.Globalization;

namespace LowCodeCrm.Engine.Records;

/// <summary>
/// Decimals as text whose code-point order is their numeric order, one text for each number. Databases without an exact wide decimal
/// (SQLite past 18 digits) hold and compare them in this form.
/// </summary>
/// <remarks>
/// A positive number 0.d₁d₂… × 10ᵉ is <c>2</c>, e + 40 as two digits, then d₁d₂… without trailing zeros; zero is <c>1</c>; a negative one is
/// <c>0</c>, the nines' complement of the same digits, then <c>~</c>, so that a longer (smaller) number sorts first.
/// </remarks>
public static class OrderedDecimal
{
    private const int ExponentBias = 40;

    public static string Encode(decimal value)
    {
        if (value == 0) return "1";
        var negative = value < 0;
        var magnitude = Math.Abs(value);
        var text = magnitude.ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var digits = point < 0 ? text : whole + text[(point + 1)..];
        var leading = digits.Length - digits.TrimStart('0').Length;
        var exponent = whole.Length - leading;
        digits = digits.Trim('0');

        Span<char> buffer = stackalloc char[digits.Length + 4];
        var length = 0;
        buffer[length++] = negative ? '0' : '2';
        var biased = exponent + ExponentBias;
        buffer[length++] = Digit(biased / 10, negative);
        buffer[length++] = Digit(biased % 10, negative);
        foreach (var digit in digits) buffer[length++] = Digit(digit - '0', negative);
        if (negative) buffer[length++] = '~';
        return new string(buffer[..length]);
    }

    /// <exception cref="FormatException">The text was not made by <see cref="Encode"/>.</exception>
    public static decimal Decode(ReadOnlySpan<char> text)
    {
        if (text is "1") return 0;
        if (text.Length < 4 || text[0] is not ('0' or '2')) throw new FormatException("Not an ordered decimal.");
        var negative = text[0] == '0';
        if (negative && text[^1] != '~') throw new FormatException("Not an ordered decimal.");
        var digits = negative ? text[3..^1] : text[3..];
        var exponent = Value(text[1], negative) * 10 + Value(text[2], negative) - ExponentBias;

        decimal coefficient = 0;
        foreach (var c in digits) coefficient = coefficient * 10 + Value(c, negative);
        var scale = digits.Length - exponent;
        for (; scale < 0; scale++) coefficient *= 10;
        if (scale > 28) throw new FormatException("Not an ordered decimal.");
        var bits = decimal.GetBits(coefficient);
        return new decimal(bits[0], bits[1], bits[2], negative, (byte)scale);
    }

    private static char Digit(int digit, bool complement) => (char)('0' + (complement ? 9 - digit : digit));

    private static int Value(char c, bool complement) =>
        c is >= '0' and <= '9' ? (complement ? '9' - c : c - '0') : throw new FormatException("Not an ordered decimal.");
}
