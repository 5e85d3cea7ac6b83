using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Numbers, dates and times: everything that begins with a digit.</summary>
internal sealed partial class Lexer
{
    private SyntaxToken Number(ImmutableArray<SyntaxTrivia> leading)
    {
        var start = position;
        var (kind, value) = Shape("0000-00-00") ? Date() : Shape("00:00") ? Time() : Plain();
        var stop = position;
        if (position < end && !char.IsSurrogate(text[position]) && Names.IsStart(Peek())) diagnostics.WordGluedToNumber(At(start, stop), At(stop, WordEnd()));
        return Finish(kind, start, value, leading);
    }

    private int WordEnd()
    {
        var stop = position;
        while (stop < end && Names.IsPart(CharacterFacts.Narrow(text[stop]))) stop++;
        return stop;
    }

    /// <summary>Whether the text ahead looks like <paramref name="pattern"/> (0 stands for a digit) and no further digit follows.</summary>
    private bool Shape(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] == '0' ? !char.IsAsciiDigit(Peek(i)) : Peek(i) != pattern[i]) return false;
        return !char.IsAsciiDigit(Peek(pattern.Length));
    }

    private (TokenKind, object?) Plain()
    {
        var start = position;
        Digits();
        var isDecimal = Peek() == '.' && char.IsAsciiDigit(Peek(1));
        if (isDecimal)
        {
            position++;
            Digits();
        }
        var digits = CharacterFacts.Narrow(text[start..position]).Replace("_", "");
        if (!isDecimal)
        {
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)) return (TokenKind.IntegerLiteral, integer);
            // The least int is one longer than the greatest: behind a minus its digits are no mistake yet, the binder knows what the minus is.
            if (digits == "9223372036854775808" && FollowsMinus(start)) return (TokenKind.IntegerLiteral, 9223372036854775808m);
            diagnostics.IntegerTooLarge(At(start, position));
            return (TokenKind.IntegerLiteral, null);
        }
        if (ExactDecimal(digits) is { } exact) return (TokenKind.DecimalLiteral, exact);
        diagnostics.DecimalOutOfRange(At(start, position));
        return (TokenKind.DecimalLiteral, null);
    }

    private bool FollowsMinus(int start)
    {
        while (start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
        return start > 0 && CharacterFacts.Narrow(text[start - 1]) == '-';
    }

    /// <summary>System.Decimal rounds silently what it cannot hold; a literal that it cannot hold exactly is a mistake.</summary>
    private static decimal? ExactDecimal(string digits)
    {
        // Trailing zeros are given up where they don't fit: the greatest decimal is written 79228162514264337593543950335.0.
        return Parse(digits) ?? Parse(digits.TrimEnd('0'));
    }

    private static decimal? Parse(string digits)
    {
        var scale = digits.Length - digits.IndexOf('.') - 1;
        return scale <= 28 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value.Scale == scale ? value : null;
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek()) || (Peek() == '_' && char.IsAsciiDigit(Peek(1)))) position++;
    }

    private (TokenKind, object?) Date()
    {
        var start = position;
        position += 10;
        if (Peek() == 'T' && char.IsAsciiDigit(Peek(1)))
        {
            position++;
            if (Shape("00:00")) return DateTime(start);
            position--;
        }
        if (DateOnly.TryParseExact(Narrowed(start), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return (TokenKind.DateLiteral, date);
        diagnostics.InvalidDate(At(start, position));
        return (TokenKind.DateLiteral, null);
    }

    private (TokenKind, object?) DateTime(int start)
    {
        ClockTime();
        var local = Narrowed(start);
        var offset = "";
        if (Peek() == 'Z')
        {
            position++;
            offset = "+00:00";
        }
        else if (Peek() is '+' or '-')
        {
            var sign = Peek();
            position++;
            if (Shape("00:00"))
            {
                offset = sign + CharacterFacts.Narrow(text.Substring(position, 5));
                position += 5;
            }
            else position--;
        }
        if (offset.Length == 0)
        {
            if (System.DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var unspecified))
                return (TokenKind.DateTimeLiteral, System.DateTime.SpecifyKind(unspecified, DateTimeKind.Unspecified));
        }
        else if (DateTimeOffset.TryParse(local + offset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return (TokenKind.DateTimeLiteral, instant);
        diagnostics.InvalidDate(At(start, position));
        return (TokenKind.DateTimeLiteral, null);
    }

    private (TokenKind, object?) Time()
    {
        var start = position;
        ClockTime();
        if (TimeOnly.TryParse(Narrowed(start), CultureInfo.InvariantCulture, out var time)) return (TokenKind.TimeLiteral, time);
        diagnostics.InvalidDate(At(start, position));
        return (TokenKind.TimeLiteral, null);
    }

    /// <summary>Passes over <c>09:30</c>, <c>09:30:15</c> or <c>09:30:15.125</c>.</summary>
    private void ClockTime()
    {
        position += 5;
        if (!(Peek() == ':' && char.IsAsciiDigit(Peek(1)) && char.IsAsciiDigit(Peek(2)) && !char.IsAsciiDigit(Peek(3)))) return;
        position += 3;
        if (Peek() != '.' || !char.IsAsciiDigit(Peek(1))) return;
        position++;
        while (char.IsAsciiDigit(Peek())) position++;
    }

    private string Narrowed(int start) => CharacterFacts.Narrow(text[start..position]);
}
