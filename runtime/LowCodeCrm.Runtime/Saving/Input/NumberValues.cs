using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>Numbers, exactly: what cannot be held to the last digit is refused, never rounded.</summary>
internal static class NumberValues
{
    private const int MaxDigits = 28;

    /// <param name="text">Invariant; full-width digits mean their narrow ones.</param>
    /// <param name="grouping">Whether "1,234" and a currency sign are taken (spreadsheets), not in JSON.</param>
    public static ValueProblem? Read(Field field, string text, bool grouping, out object? value)
    {
        value = null;
        var clean = Narrow(text);
        if (grouping) clean = Ungroup(clean);
        if (clean.Length == 0) return null;
        var integer = field.Type is FieldType.Integer or FieldType.Rating;
        if (!TryExact(clean, out var number, out var tooLarge))
            return tooLarge ? ValueProblem.NumberTooLarge() : integer ? ValueProblem.NotAWholeNumber(text) : ValueProblem.NotANumber(text);
        if (integer)
        {
            if (decimal.Truncate(number) != number) return ValueProblem.NotAWholeNumber(text);
            if (number is < long.MinValue or > long.MaxValue) return ValueProblem.NumberTooLarge();
        }
        if (Limits(field, number) is { } problem) return problem;
        value = integer ? (object)(long)number : number;
        return null;
    }

    public static ValueProblem? Limits(Field field, decimal number)
    {
        if (field.Minimum is { } minimum && number < minimum) return ValueProblem.TooSmall(minimum);
        if (field.Maximum is { } maximum && number > maximum) return ValueProblem.TooBig(maximum);
        if (field.Type is not (FieldType.Decimal or FieldType.Money or FieldType.Percent)) return null;
        if (decimal.Round(number, Math.Min(field.Scale, MaxDigits)) != number) return ValueProblem.TooFine(field.Scale);
        var whole = Math.Max(field.Precision - field.Scale, 0);
        return whole < MaxDigits && Math.Abs(decimal.Truncate(number)) >= Power(whole) ? ValueProblem.TooManyDigits(whole) : null;
    }

    public static string Narrow(string text)
    {
        foreach (var c in text)
            if (c > 127) return RuleText.Nfkc(text)!.Replace('−', '-').Replace('‐', '-').Replace('ー', '-').Trim();
        return text.Trim();
    }

    private static string Ungroup(string text)
    {
        var clean = text.Trim('¥', '$', '€', '£', '%', '円', ' ', '\\');
        if (!clean.Contains(',')) return clean;
        var (whole, rest) = clean.IndexOf('.') is var point and >= 0 ? (clean[..point], clean[point..]) : (clean, "");
        var groups = whole.TrimStart('-', '+').Split(',');
        // "1,5" is not fifteen: groups have three digits.
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3) ? whole.Replace(",", "", StringComparison.Ordinal) + rest : clean;
    }

    // decimal.Parse rounds what has more than 28 digits; here that must not pass silently.
    private static bool TryExact(string text, out decimal number, out bool tooLarge)
    {
        tooLarge = false;
        number = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number))
        {
            tooLarge = text.Length is > 20 and < 400 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            return false;
        }
        if (text.Length <= MaxDigits) return !text.Contains('e', StringComparison.OrdinalIgnoreCase) || ExponentIsExact(text, number, ref tooLarge);
        var digits = text.TakeWhile(c => c is not ('e' or 'E')).Where(char.IsAsciiDigit).ToArray();
        var significant = new string(digits).TrimStart('0');
        if (text.Contains('.')) significant = significant.TrimEnd('0');
        tooLarge = significant.Length > MaxDigits;
        return !tooLarge;
    }

    private static bool ExponentIsExact(string text, decimal number, ref bool tooLarge)
    {
        // 1e-40 parses as 0.
        tooLarge = number == 0 && text.TakeWhile(c => c is not ('e' or 'E')).Any(c => c is >= '1' and <= '9');
        return !tooLarge;
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++) power *= 10;
        return power;
    }
}
