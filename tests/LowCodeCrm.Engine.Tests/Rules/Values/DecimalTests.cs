using System.Globalization;
using System.Numerics;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Values;

/// <summary>System.Decimal against integers of any size: the exact result, half-even, at the largest scale that fits.</summary>
public sealed class DecimalTests
{
    [Fact]
    public void Operations_are_exact_rounded_half_even_to_the_largest_scale_that_fits()
    {
        var random = new Random(20260401);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Any(random), Any(random));
            var ((am, @as), (bm, bs)) = (Parts(a), Parts(b));
            var common = BigInteger.Pow(10, @as + bs);
            Check(() => RuleOperators.Add(a, b), am * BigInteger.Pow(10, bs) + bm * BigInteger.Pow(10, @as), common, $"{a} + {b}");
            Check(() => RuleOperators.Subtract(a, b), am * BigInteger.Pow(10, bs) - bm * BigInteger.Pow(10, @as), common, $"{a} - {b}");
            Check(() => RuleOperators.Multiply(a, b), am * bm, common, $"{a} * {b}");
            if (b == 0) continue;
            Check(() => RuleOperators.Divide(a, b), am * BigInteger.Pow(10, bs), bm * BigInteger.Pow(10, @as), $"{a} / {b}");
            var (x, y) = (am * BigInteger.Pow(10, bs), bm * BigInteger.Pow(10, @as));
            var rest = BigInteger.Remainder(x, y);
            if (!rest.IsZero && rest.Sign < 0 != y.Sign < 0) rest += y;
            Check(() => RuleOperators.Mod(a, b), rest, common, $"{a} mod {b}");
        }
    }

    private static void Check(Func<decimal?> actual, BigInteger numerator, BigInteger denominator, string what)
    {
        string got;
        try { got = RuleConvert.Text(actual())!; }
        catch (RuleEvaluationException e) { got = e.Id; }
        Assert.True(Expected(numerator, denominator) == got, $"{what} gave {got}, exactly it is {Expected(numerator, denominator)}");
    }

    private static string Expected(BigInteger numerator, BigInteger denominator)
    {
        var negative = numerator.Sign < 0 != denominator.Sign < 0;
        (numerator, denominator) = (BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        for (var scale = 28; scale >= 0; scale--)
        {
            var quotient = BigInteger.DivRem(numerator * BigInteger.Pow(10, scale), denominator, out var rest);
            var tie = (rest * 2).CompareTo(denominator);
            if (tie > 0 || (tie == 0 && !quotient.IsEven)) quotient++;
            if (quotient >= BigInteger.One << 96) continue;
            var digits = quotient.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}".TrimEnd('0').TrimEnd('.');
            return negative && text != "0" ? "-" + text : text;
        }
        return "LCR6001";
    }

    private static decimal Any(Random random)
    {
        var size = random.Next(6);
        var (low, middle, high) = (size == 0 ? random.Next(20) : random.Next(), size > 1 ? random.Next() * 2 : 0, size > 3 ? random.Next() * 2 : 0);
        if (size == 5) (low, middle, high) = (-1, -1, -1);
        return new decimal(low, middle, high, random.Next(2) == 0, (byte)random.Next(29));
    }

    private static (BigInteger, int) Parts(decimal value)
    {
        var bits = decimal.GetBits(value);
        var magnitude = new BigInteger((uint)bits[0]) | new BigInteger((uint)bits[1]) << 32 | new BigInteger((uint)bits[2]) << 64;
        return (bits[3] < 0 ? -magnitude : magnitude, value.Scale);
    }
}
